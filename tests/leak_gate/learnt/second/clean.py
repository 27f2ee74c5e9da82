"""Sentences that tell nobody where a house stands: near misses, and what case workers write all day."""

from __future__ import annotations

import random


def other_street(draw: random.Random) -> str:
    way = draw.choice(["Jl.", "Jalan", "jln", "Gg.", "Gang", "jl"])
    name = draw.choice(
        [
            "Perenjak Sakti", "Perkutut Gunting", "Gunting Raya", "Haji Marjuned Luar", "Haji Mahmud Dalam", "Haji Marzan",
            "Pangeran Suryakusuma III", "Pangeran Jayakarta", "Suryalaya III", "Mawar Merah", "Mawar Putih II",
            "Telaga Warna", "Griya Asri", "Wening Asih", "Kutilang", "Gelatik Dalam", "Haji Nawi", "Pangeran Antasari",
        ]
    )  # fmt: skip
    return f"{way} {name} {draw.choice(['No. 23', 'no 8A', 'nomor 127', 'No. 41', 'no. 12', 'No. 6', ''])}".strip()


def common_elsewhere(draw: random.Random) -> str:
    """The common street name, with another number or in another part of the city."""
    return draw.choice(["Jl.", "Jalan", "jln"]) + " Mawar " + draw.choice(
        [
            "No. {}, Rawa Semangi", "No. {}", "Raya No. {}", "nomor {} dekat terminal", "No. {}, Kebon Tangkil", "{} (toko)",
        ]
    ).format(draw.choice([7, 9, 14, 16, 19, 52, 63, 88, 101, 140]))  # fmt: skip


def area_alone(draw: random.Random) -> str:
    area = draw.choice(
        ["Rawa Semangi", "Cakung Tirta", "Kebon Tangkil", "Pulo Wangi", "Margasari Kulon", "Cilandak Asri", "Tanjung Wuluh", "Koja Segara"]
    )  # fmt: skip
    return draw.choice(
        ["Kelurahan {}", "kantor Kelurahan {}", "Puskesmas {}", "wilayah {}", "Kec. {}", "pos pengaduan {}"]
    ).format(area)


def same_number(draw: random.Random) -> str:
    return draw.choice(
        [
            "rumah nomor {}", "kamar {}", "No. {}", "nomor antrean {}", "halaman {}", "pasal {}", "loket nomor {}", "usia {} tahun",
        ]
    ).format(draw.choice(["23", "8A", "12", "41", "127", "dua puluh tiga", "seratus dua puluh tujuh", "D5"]))  # fmt: skip


def other_neighbourhood(draw: random.Random) -> str:
    return draw.choice(
        [
            "RT 003/RW 006 Rawa Semangi", "RT 003/RW 006", "RT 009/RW 014", "RT 004/RW 006 Kebon Tangkil", "rt 3 rw 7 Kebon Tangkil",
            "RT 009/RW 004 Margasari Kulon", "ketua RT 003", "ketua RW 014", "RT 001/RW 002", "rt 14 rw 9 Margasari Kulon",
        ]
    ) + draw.choice(["", " malam itu", " waktu ronda", " (pengurus)", " setempat"])  # fmt: skip


def other_block(draw: random.Random) -> str:
    return draw.choice(
        ["Blok D5 No. 12 Perumahan Sekar Asri", "Blok D5", "blok D5 pasar", "Blok C5 No. 12", "Blok D15 no 12", "Griya Telaga Indah Blok {}", "Blok {} No. 12"]
    ).format(draw.choice("ABEFGH")) + draw.choice(["", " lantai dua", " (kios)", " dekat tangga", " kemarin"])  # fmt: skip


def other_phone(draw: random.Random) -> str:
    number = draw.choice(["089944107725", "089944108836", "089944109947", "089944110058", "02155310947"])
    spot = draw.randrange(5, len(number))
    number = number[:spot] + draw.choice([d for d in "0123456789" if d != number[spot]]) + number[spot + 1 :]
    form = draw.choice(["{}", "+62 {}", "{}", "hp {}"])
    return form.format(f"{number[:4]}-{number[4:8]}-{number[8:]}" if "+62" not in form else number[1:])


def half_a_phone(draw: random.Random) -> str:
    return draw.choice(
        [
            "0899-44",
            "089944 (sisanya lupa)",
            "nomor berakhiran {}",
            "021-5531",
            "kode area 021",
            "akhiran {} dan seterusnya",
        ]
    ).format(draw.choice(["7725", "8836", "9947", "0058", "1169", "0947"])) + draw.choice(
        ["", ", lupa lanjutannya", "?", " katanya", " di kertas basah"]
    )


def other_coordinates(draw: random.Random) -> str:
    lat = draw.choice([-6.1843, -6.2419, -6.3092, -6.1187, -6.1528]) + draw.choice([-1, 1]) * draw.uniform(0.02, 0.09)
    lon = draw.choice([106.9512, 106.8773, 106.7984, 106.9034, 106.7126]) + draw.choice([-1, 1]) * draw.uniform(
        0.02, 0.09
    )
    return f"{lat:.{draw.choice([3, 4, 6])}f}, {lon:.{draw.choice([3, 4, 6])}f}"


def other_landmark(draw: random.Random) -> str:
    return draw.choice(["dekat {}", "depan {}", "belakang {}", "{}", "samping {}"]).format(
        draw.choice(
            [
                "bengkel las Pak Jumadi", "bengkel motor", "menara air", "menara air bercat biru", "musala Nurul Iman",
                "musholla Nurul Huda", "warung soto Bu Darmi", "warung Mbah Karto", "patung kuda", "SPBU Rawamangun",
                "pabrik es", "gereja Bethel", "jembatan gantung", "telaga", "tukang las", "pabrik es krim", "menara masjid merah",
            ]
        )
    )  # fmt: skip


def words_in_other_use(draw: random.Random) -> str:
    return draw.choice(
        [
            "burung perenjak dan burung kutilang", "rambutnya dipotong dengan gunting oleh Perenjak, nama samarannya",
            "perenjak di sangkar, gunting di laci", "guntingan koran", "Haji Marzuki, pamannya", "Pak Marzuki yang dalam hati menyesal",
            "telaga yang wening airnya", "seorang pangeran dalam cerita", "bunga mawar 41 tangkai", "mawar dari suaminya",
            "Suryanegara, teman sekolahnya", "buku tentang Pangeran Diponegoro", "haji dalam waktu dekat", "griya pijat",
        ]
    ) + draw.choice(["", " itu", " menurut klien", " seperti dulu", ", katanya", " (lihat catatan)"])  # fmt: skip


NEAR_MISSES = {
    "another street": other_street,
    "the common name elsewhere": common_elsewhere,
    "an area alone": area_alone,
    "the number alone": same_number,
    "another RT/RW": other_neighbourhood,
    "another block": other_block,
    "another phone": other_phone,
    "half a phone": half_a_phone,
    "coordinates elsewhere": other_coordinates,
    "another landmark": other_landmark,
    "the words in other use": words_in_other_use,
}

WHO = [
    "Klien",
    "Korban",
    "Ibu klien",
    "Anak sulung",
    "Terlapor",
    "Kakak korban",
    "Saksi",
    "Ia",
    "Adik klien",
    "Pendamping",
]
WHEN = [
    "semalam",
    "minggu lalu",
    "pada 14 Oktober 2026",
    "sejak 2019",
    "pukul 21.40 WIB",
    "sesudah Lebaran",
    "tiga hari kemudian",
]


def narrative(draw: random.Random) -> str:
    did = draw.choice(
        [
            "dipukul dengan gagang sapu", "menangis di kamar mandi", "ditendang dua kali", "mengunci diri bersama bayinya",
            "mengadu kepada gurunya", "menolak pulang", "mencabut laporannya", "dilarang bekerja", "minta maaf dan membawa bunga",
            "diancam dengan pisau dapur", "tidak diberi uang belanja", "membawa anak-anak ke rumah neneknya",
        ]
    )  # fmt: skip
    return f"{draw.choice(WHO)} {did} {draw.choice(WHEN)}."


def medical(draw: random.Random) -> str:
    return draw.choice(
        ["Memar {a} cm x {b} cm pada lengan kiri.", "Tekanan darah {c}/{d} mmHg, nadi {d} kali per menit.", "Diberi parasetamol {b} x 500 mg selama {a} hari.",
         "Luka lecet {a},{b} cm di lutut; kontrol {b} hari lagi.", "Usia kehamilan {c} hari, denyut janin {c} kali per menit.", "GCS 15, suhu 36,{a} derajat."]
    ).format(a=draw.randrange(2, 10), b=draw.randrange(2, 10), c=draw.randrange(105, 150), d=draw.randrange(60, 99))  # fmt: skip


def paperwork(draw: random.Random) -> str:
    n = draw.randrange(100, 4000)
    return draw.choice(
        ["LP/B/{n}/X/2026/SPKT/Polres Metro Jakarta Timur/Polda Metro Jaya sudah terbit.", "NIK 3175{n:06d}900012 belum diperiksa silang.",
         "Surat nomor {n}/LS/UPTPPA/XI/2026 dikirim hari ini.", "Uang saku Rp{n}.000 diterima.", "Berkas {n} lembar diserahkan kepada penyidik.",
         "Pasal 44 ayat (1) UU Nomor 23 Tahun 2004; perkara nomor {n}.", "Kasus C-{n} ditutup sesudah monev."]
    ).format(n=n)  # fmt: skip


def offices(draw: random.Random) -> str:
    return f"{draw.choice(WHO)} " + draw.choice(
        ["diperiksa di RSUD Tarakan", "melapor ke Polres Metro Jakarta Timur", "menelepon 112 dan 129", "menunggu di Puskesmas Jatinegara", "diterima LBH mitra",
         "mengurus KTP di Dukcapil", "menghadap LPSK di Jalan Raya Bogor", "ke Pengadilan Agama Jakarta Selatan", "bertemu psikolog di kantor UPT PPPA"]
    ) + f" {draw.choice(WHEN)}."  # fmt: skip


def in_english(draw: random.Random) -> str:
    return draw.choice(
        ["The client slept {n} hours and feels calmer.", "She was pushed against a door {n} times.", "Her son, aged {n}, saw everything.", "Session {n} of 12: breathing exercises.",
         "He sent her {n} threatening messages.", "Referred for legal advice, case {n}.", "No injuries were found on day {n}."]
    ).format(n=draw.randrange(2, 40))  # fmt: skip


def counselling(draw: random.Random) -> str:
    return f"{draw.choice(['Sesi', 'Pertemuan', 'Konseling'])} ke-{draw.randrange(1, 15)}: {draw.choice(WHO).lower()} " + draw.choice(
        ["tampak lebih tenang.", "mampu bercerita runtut.", "masih terbangun tengah malam.", "menyusun rencana keselamatan.", "belajar mengatur napas.", "ingin kembali bekerja."]
    )  # fmt: skip


HARMLESS = {
    "narrative": narrative,
    "medical": medical,
    "paperwork": paperwork,
    "offices": offices,
    "in English": in_english,
    "counselling": counselling,
}
