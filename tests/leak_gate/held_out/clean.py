"""Texts that tell no house: near misses, and what else a shelter's files are full of."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from tests.leak_gate.held_out.figures import PHONES, POINTS, digits, noted
from tests.leak_gate.held_out.places import HOUSES


def listed(text: str) -> list[str]:
    """The parts of TEXT between its bars."""
    return text.split(" | ")


OTHER_STREETS = listed(
    "Jl. Sawo Pandan No. 48 | Jalan Kelambu Putih 12 | Jl. Sawo Beludru | Jl. Manggis Kelambu No. 4 | "
    "Gg. H. Jumadil No. 9 | Gang Haji Marjukin Dalam | Gg. Haji Sarmaron 2 | Gang H. Jupri Dalam No. 9 | "
    "Jl. Kapten Wirasembada IV No. 31 | Jl. Mayor Cundamani II | Jalan Kapten Surapandu Lor 7 | "
    "Jl. Letnan Wiraguna Kulon | Jl. Bungur Kencur Timur No. 126 | "
    "Jl. Layang Sari Timur | Jalan Bungur Pitu 20 | "
    "Jl. Nangka Layung Barat | Perumahan Griya Tirta Mandala | Griya Kencana Lembah | "
    "Apartemen Kenari Fajar | "
    "Apt. Cempaka Senja lantai 3"
)
AREAS = [(house["kelurahan"], house["kecamatan"], house["postcode"]) for house in HOUSES.values()]
OTHER_AREAS = ["Rawa Bidara", "Kampung Duku Kulon", "Pulo Cemara", "Kebon Lontar", "Cilangkir", "Tanah Wangi"]
NUMBERS = ["48", "9", "31", "126", "63", "22"]
OTHER_ESTATES = ["Griya Cendana Wulan", "Taman Talaga Wesi", "Bukit Kalpika Sora", "Puri Dahlia Mekar"]
OTHER_LANDMARKS = listed(
    "bengkel motor Pak Darsuki | bengkel las Pak Suhendro | patung kuda putih | "
    "patung gajah biru | musala Nurul Falah | "
    "mushola Al-Bahri | warung soto Pak Kumis | warung nasi Mak Icih | "
    "patung rusa kembar | toko roti Bulan Purnama | "
    "laundry Busa Ceria | apotek Sehat Sembada | pabrik kecap Ikan Terbang | "
    "salon Ayu Lestari | tugu jam alun-alun | "
    "kios pulsa Bang Ucok | pangkalan ojek Pasar Sore | pabrik kerupuk Udang Mas | kios koran Bang Togi"
)
OTHER_USE = listed(
    "neneknya jualan buah sawo dan menjahit kelambu | kelambu di kamar robek, sawonya belum matang | "
    "anak itu takut tidur tanpa kelambu | Pak haji tetangganya sudah pulang dari Mekah | "
    "sakitnya di dalam dada, kata pak haji minum air putih | burung kenari peliharaannya mati waktu senja | "
    "setiap senja ia duduk memberi makan kenari | warna lembayung kesukaannya | "
    "tirta artinya air, lembayung artinya ungu, begitu PR anaknya | "
    "langit lembayung waktu mereka berangkat | "
    "dulu ayahnya kapten kapal, kapalnya bernama Timur Jaya | kapten tim futsal di sekolah | "
    "pohon bungur di halaman layu | anaknya menanam melati di pot | teh melati hangat untuk ibu | "
    "kakaknya bernama Melati, umur enam belas | melati 63 tangkai untuk hiasan | "
    "angin timur, pohon bungur rontok, layang-layang putus | ada gambar angsa dan gajah di bajunya | "
    "roti dan bulan sabit digambar anaknya"
)


def another_street(draw: random.Random) -> str:
    """A street that only looks like one of the houses'."""
    return draw.choice(["", "di ", "rumah di "]) + draw.choice(OTHER_STREETS)


def common_elsewhere(draw: random.Random) -> str:
    """A street of the common name in another part of the city."""
    street = draw.choice(["Jl. Melati", "Jalan Melati", "jln melati", "Jl Melati"])
    number = draw.choice([str(number) for number in range(1, 60)])
    area = draw.choice(["", "", *(f", {area}" for area in OTHER_AREAS)])
    return f"{street} {draw.choice(['No. ', 'no ', 'nomor ', ''])}{number}{area}"


def area_alone(draw: random.Random) -> str:
    """The part of the city."""
    kelurahan, kecamatan, postcode = draw.choice(AREAS)
    return draw.choice(
        [
            f"kelurahan {kelurahan}",
            f"daerah {kelurahan}",
            f"kec. {kecamatan}",
            f"{kelurahan}, {kecamatan}",
            f"kode pos {postcode}",
            f"puskesmas {kecamatan}",
            f"pasar di {kelurahan}",
            f"{kecamatan} {postcode}",
        ]
    )


def number_alone(draw: random.Random) -> str:
    """The number of a house, and nothing else."""
    number = draw.choice(NUMBERS)
    return draw.choice(["nomor {}", "No. {}", "antrean nomor {}", "rumah no {}", "kursi {}", "bus nomor {}"]).format(
        number
    )


def another_rt(draw: random.Random) -> str:
    """Another RT of the same kelurahan, or the same figures in another one."""
    if draw.random() < 0.7:
        rt, rw, area = draw.choice([1, 3, 5, 7, 8, 10]), draw.choice([1, 3, 5, 8, 9]), draw.choice(AREAS)[0]
    else:
        (rt, rw), area = draw.choice([(4, 11), (6, 13), (9, 2)]), draw.choice(OTHER_AREAS)
    return draw.choice(
        [f"RT {rt:03d}/RW {rw:03d} {area}", f"rt {rt} rw {rw} {area}", f"{area} RT {rt:02d} RW {rw:02d}"]
    )


def another_block(draw: random.Random) -> str:
    """A block in another estate, or a block without its estate."""
    block = draw.choice(["A3", "D7", "C12", "D8", "F2", "B14"])
    number = draw.choice(["22", "5", "17", "9"])
    estate = draw.choice(OTHER_ESTATES)
    if block == "D7" or draw.random() < 0.6:
        return draw.choice([f"{estate} Blok {block} No. {number}", f"blok {block}/{number} {estate}"])
    return draw.choice([f"blok {block} nomor {number}", f"Blok {block} No. {number}"])


def another_phone(draw: random.Random) -> str:
    """A phone with one other figure."""
    figures = digits(draw.choice(PHONES))
    at = draw.randrange(6, len(figures))
    figures = figures[:at] + draw.choice([one for one in "0123456789" if one != figures[at]]) + figures[at + 1 :]
    between = draw.choice(["-", " ", "", "."])
    cut = 3 if figures.startswith("021") else 4
    return draw.choice(["", "telp ", "HP ", "WA "]) + between.join(
        [figures[:cut], figures[cut : cut + 4], figures[cut + 4 :]]
    )


def half_phone(draw: random.Random) -> str:
    """Less than a phone."""
    figures = digits(draw.choice(PHONES))
    return draw.choice(
        [
            f"nomor yang belakangnya {figures[-4:]}",
            f"{figures[:6]} sekian, sisanya lupa",
            f"HP {figures[:6]}xxxxxx",
            f"empat angka terakhir {figures[-4:]}",
            f"depannya {figures[:5]}",
        ]
    )


def coordinates_elsewhere(draw: random.Random) -> str:
    """A point more than two kilometres from every house."""
    while True:
        lat, lon = draw.uniform(-6.36, -6.1), draw.uniform(106.69, 106.98)
        if all(max(abs(lat - float(south)), abs(lon - float(east))) > 0.025 for south, east in POINTS):
            places = draw.choice([3, 4, 6])
            return noted(draw, f"{lat:.{places}f}", f"{lon:.{places}f}")


def another_landmark(draw: random.Random) -> str:
    """A landmark of no house."""
    return draw.choice(["dekat ", "seberang ", "di ", "", "samping "]) + draw.choice(OTHER_LANDMARKS)


NEAR_MISSES: dict[str, Callable[[random.Random], str]] = {
    "another street": another_street,
    "the common name elsewhere": common_elsewhere,
    "an area alone": area_alone,
    "the number alone": number_alone,
    "another RT/RW": another_rt,
    "another block": another_block,
    "another phone": another_phone,
    "half a phone": half_phone,
    "coordinates elsewhere": coordinates_elsewhere,
    "another landmark": another_landmark,
    "the words in other use": lambda draw: draw.choice(OTHER_USE),
}

NARRATIVE = (
    listed(
        "Malam itu | Setelah pertengkaran pertama | Sejak anak kedua lahir | "
        "Tiga minggu sebelum lapor | Hari Minggu pagi"
    ),
    listed(
        "suaminya pulang dalam keadaan mabuk. | ia dikunci di kamar mandi. | "
        "uang belanja tidak diberikan. | HP-nya dibanting. | "
        "tetangga mendengar teriakan dan mengetuk pintu."
    ),
    listed(
        "Ia lari naik ojek ke rumah kakaknya. | Anak-anak menangis dan bersembunyi di bawah meja. | "
        "Ia baru bercerita kepada gurunya. | Ia tidak ingat jam berapa. | Ibunya menyuruhnya bersabar dulu."
    ),
)
MEDICAL = (
    listed(
        "TD 120/80, nadi 88. | Tensi 110/70, suhu 36,8. | GCS 15, TD 130/90. | "
        "BB 48 kg, TB 155 cm. | G2P1A0, 22 minggu."
    ),
    listed(
        "Memar 3 x 4 cm di lengan kiri. | Luka lecet pada siku kanan. | Rontgen dada normal. | "
        "Nyeri perut bawah sejak 2 hari. | Tidak tampak fraktur."
    ),
    listed(
        "Paracetamol 3x500 mg. | Kontrol tanggal 14. | Rujuk ke poli jiwa. | Visum sudah diambil. | "
        "Amoksisilin 500 mg, 5 hari."
    ),
)
PAPERWORK = (
    listed(
        "Laporan polisi LP/B/1407/VI | Nomor register 063/PPA | Surat rujukan 126/UPT | "
        "Berkas perkara BP/31/X | "
        "Formulir F-09"
    ),
    listed(
        "sudah lengkap, | masih menunggu tanda tangan, | kurang fotokopi KK, | dikirim ulang hari Kamis, | "
        "hilang lampirannya,"
    ),
    listed(
        "mohon dicek lagi. | sidang ditunda dua minggu. | arsip di lemari 4. | tolong discan dua rangkap. | "
        "jaksa sudah menerima."
    ),
)
OFFICES = (
    listed("Kantor PPA | Pengadilan Agama | Loket BPJS | Polsek setempat | Dinas Sosial | Klinik Mitra Asih"),
    listed(
        "buka jam 08.00 sampai 15.00, | ada di lantai 2, | "
        "pindah sementara ke gedung sebelah, | tutup hari Jumat siang, | "
        "antreannya panjang,"
    ),
    listed(
        "bawa KTP asli. | ambil nomor antrean dulu. | tanya petugas di depan. | parkir di belakang. | "
        "hubungi call center kalau ragu."
    ),
)
IN_ENGLISH = (
    listed(
        "She came in on Monday. | The client called twice today. | Her sister joined the meeting. | "
        "Intake was done by phone. | The volunteer speaks Javanese."
    ),
    listed(
        "She has two kids, 6 and 9. | She wants to keep her job. | Her husband drives a delivery van. | "
        "She lost her ID card. | No injuries were seen."
    ),
    listed(
        "Next session on the 17th. | We will ask for legal aid. | "
        "Please update the risk form. | She asked about school. | "
        "Budget: 450,000."
    ),
)
COUNSELLING = (
    listed("Sesi ke-3: | Sesi ke-7: | Konseling kelompok: | Sesi bersama anak: | Konseling daring:"),
    listed(
        "klien mulai bisa tidur, | klien masih merasa bersalah, | klien menangis sekitar 10 menit, | "
        "klien lebih banyak diam, | klien bicara soal ibunya,"
    ),
    listed(
        "latihan napas 4-7-8. | tugas rumah: menulis jurnal. | skala cemas 6 dari 10. | "
        "rencana kerja dibahas lagi. | "
        "lanjut minggu depan."
    ),
)


def told(parts: Sequence[Sequence[str]]) -> Callable[[random.Random], str]:
    """A maker of texts with one of each of PARTS."""
    return lambda draw: " ".join(draw.choice(part) for part in parts)


HARMLESS: dict[str, Callable[[random.Random], str]] = {
    "narrative": told(NARRATIVE),
    "medical": told(MEDICAL),
    "paperwork": told(PAPERWORK),
    "offices": told(OFFICES),
    "in English": told(IN_ENGLISH),
    "counselling": told(COUNSELLING),
}
