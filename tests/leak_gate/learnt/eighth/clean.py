"""Texts that do not tell where a house stands: near misses, and what case files are full of."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.learnt.eighth import figures
from tests.leak_gate.learnt.eighth.places import HOUSES

OTHER_STREETS = [
    *[
        "Jl. Tirta Kencari",
        "Jl. Tirta Mayangsa",
        "Jalan Wulan Sekarini",
        "Gang Haji Mursanip Dalam",
        "Gg. Haji Durahman",
    ],
    *["Jl. Pangeran Suralaga IV", "Jalan Pangeran Kertabumi II", "Jl. Jaya Sentika", "Gang Pak Sarmin Dalam"],
    *["Jl. Daru Pamekas", "Jl. Raden Lodaya", "Gang Mandor Saiman"],
]
OTHER_ESTATES = ["Griya Mandalasari", "Griya Puspawangi", "Cakra Permai", "Bumi Sirnagalih", "Taman Wungkal Asri"]
OTHER_VILLAGES = ["Kampung Tembesu", "Duren Lawang", "Cilandak Wetanan", "Pulo Kedawung", "Rawa Jambon"]
OTHER_LANDMARKS = [
    *["bengkel las Pak Wartono", "bengkel motor Pak Giyanto", "patung ikan mas", "Musala Al-Mukhlasin", "pos ronda"],
    *["warung pecel Bu Ratmini", "warung soto Mbok Tum", "pabrik kerupuk Sinar Rejeki", "pabrik tahu", "penjahit"],
    *["toko bangunan Mitra Sentosa", "penjahit Anggun Modiste", "Masjid Nurul Amanah", "bengkel las", "toko material"],
]
OTHER_USES = [
    "pohon flamboyan di halaman sekolah sudah berbunga",
    "dirawat di ruang Flamboyan lantai dua",
    "anaknya suka dongeng pangeran dan putri kodok",
    "Pak Haji baru pulang umrah minggu lalu",
    "ibu dulu bekerja di griya pijat",
    "suaminya pegawai perusahaan air minum, bagian tirta",
    "kebaya warna wungu peninggalan neneknya hilang",
    "cincin bermata cakra itu sudah digadaikan",
    "anaknya bernama Wulan dan Tirta",
    "luka dalam di perut, bukan luka luar",
    "di dalam lemari masih ada baju anak",
    "gang di belakang rumah mertua gelap sekali",
    "pemain ketoprak yang jadi pangeran itu pamannya",
    "guru agama anaknya, Pak Haji Mahfud, ikut mendampingi",
    "ia jaya sekali waktu masih dagang kain",
    "cat kukunya merah flamboyan",
    "naik kuda di pantai waktu liburan",
    "bekas mitra kerja suaminya di proyek bangunan",
    "kerupuk dan pecel jadi jualan ibunya",
    "dapat kurnia anak perempuan setelah lama menunggu",
]


def number(draw: random.Random, *, but: int = 0) -> int:
    """A house number, not BUT."""
    return draw.choice([figure for figure in range(2, 96) if figure != but])


def another_street(draw: random.Random) -> str:
    figure = draw.choice(["47", "6C", "21", "12", str(number(draw))])
    return draw.choice(OTHER_STREETS) + draw.choice([" No. ", " no ", " nomor ", " "]) + figure


def common_elsewhere(draw: random.Random) -> str:
    street = draw.choice(["Jl. ", "jalan ", "Jln ", "Jalan "]) + "Flamboyan"
    figure = number(draw, but=38)
    village = draw.choice(OTHER_VILLAGES)
    return draw.choice(
        [
            f"{street} No. {figure}",
            f"{street} nomor {figure}",
            f"{street} {figure}, Kel. {village}",
            f"{street} no {figure} {village}",
            f"{village}, {street} nmr {figure}",
        ]
    )


def area_alone(draw: random.Random) -> str:
    house = HOUSES[draw.choice(list(HOUSES))]
    return draw.choice(
        [
            f"kelurahan {house['kelurahan']}",
            f"Kel. {house['kelurahan']}, Kec. {house['kecamatan']}",
            f"daerah {house['kecamatan']} saja",
            f"kantor kecamatan {house['kecamatan']}",
            f"sekitar {house['kelurahan']}",
            f"kode pos {house['postcode']}",
            f"puskesmas {house['kelurahan']}",
            f"warga {house['kelurahan']} {house['postcode']}",
        ]
    )


def number_alone(draw: random.Random) -> str:
    figure = draw.choice(["47", "6C", "12", "38", "21"])
    return draw.choice(
        [
            f"rumah nomor {figure}",
            f"No. {figure}",
            f"nomornya {figure}, jalannya lupa",
            f"pagar bertulisan {figure}",
            f"antrean nomor {figure}",
            f"kamar {figure}",
            f"house number {figure}, nothing more",
        ]
    )


def another_neighbourhood(draw: random.Random) -> str:
    house = HOUSES[draw.choice(list(HOUSES))]
    village = draw.choice([house["kelurahan"], house["kelurahan"], draw.choice(OTHER_VILLAGES)])
    rt, rw = draw.choice([1, 2, 3, 4, 6, 7, 8, 10]), draw.choice([1, 2, 3, 5, 6, 7, 8, 9])
    return draw.choice(
        [
            f"RT {rt:03d}/RW {rw:03d} Kel. {village}",
            f"RT {rt} RW {rw} {village}",
            f"{village} RT.{rt:02d}/{rw:02d}",
            f"ketua RT {rt:02d} RW {rw:02d} kelurahan {village}",
        ]
    )


def another_block(draw: random.Random) -> str:
    estate, plot = draw.choice(OTHER_ESTATES), draw.choice(["F7", "F7", "A3", "C11", "F2", "D9"])
    figure = draw.choice([12, 12, number(draw)])
    return draw.choice(
        [
            f"Perumahan {estate} Blok {plot} No. {figure}",
            f"Perum {estate} {plot}/{figure}",
            f"blok {plot} nomor {figure}, {estate}",
            f"{estate} blok {plot} no {figure}",
            f"komplek itu, blok {draw.choice(['B', 'G', 'K'])}{number(draw) % 9 + 1} nomor {number(draw, but=12)}",
        ]
    )


def another_landmark(draw: random.Random) -> str:
    side = ["sebelah ", "seberang ", "di depan ", "dekat ", "patokannya ", "belakang ", "next to "]
    return draw.choice(side) + draw.choice(OTHER_LANDMARKS)


def words_in_other_use(draw: random.Random) -> str:
    return draw.choice(OTHER_USES)


def made(*parts: list[str]) -> Callable[[random.Random], str]:
    """A kind whose texts take one piece of each of PARTS."""
    return lambda draw: " ".join(draw.choice(part) for part in parts)


WHO = ["Klien", "Ibu N.", "Korban", "Anak sulungnya", "Adik klien", "Perempuan berusia 34 tahun itu"]
NARRATIVE = made(
    WHO,
    [
        "meninggalkan rumah setelah dipukul untuk ketiga kalinya",
        "bercerita bahwa suaminya menyita telepon dan KTP-nya",
        "tidur di rumah tetangga selama empat malam",
        "dikunci di kamar mandi sejak pukul 21.00 sampai pagi",
        "menyimpan uang 350 ribu di dalam kaleng susu untuk ongkos",
        "dijemput relawan di depan minimarket dekat terminal",
        "sempat kembali dua kali karena dijanjikan akan berubah",
    ],
    ["dan sampai sekarang takut pulang.", "lalu mencari bantuan.", "menurut catatan 12 Mei.", "tanpa membawa apa pun."],
)
MEDICAL = made(
    ["Tekanan darah 130/85.", "Nadi 96 kali per menit.", "Suhu 37,8.", "BB 47 kg, TB 152 cm.", "GCS 15, sadar penuh."],
    [
        "Memar 6 x 4 cm di lengan kiri,",
        "Luka robek 2 cm di pelipis, tiga jahitan,",
        "Nyeri dada sebelah kanan sejak 3 hari,",
        "Hamil 21 minggu, janin aktif,",
        "Keluhan sulit tidur dan sakit kepala,",
    ],
    [
        "diberi parasetamol 500 mg.",
        "dirujuk ke poli bedah.",
        "kontrol ulang tanggal 14.",
        "visum sudah diminta polisi.",
    ],
)
PAPERWORK = made(
    [
        "Laporan polisi LP/B/4721/VI/2023",
        "Akta kelahiran anak kedua",
        "Surat kuasa bermeterai 10.000",
        "Permohonan cerai perkara 1138/Pdt.G/2023",
        "Fotokopi KK dan KTP",
        "Surat pindah sekolah kelas 4B",
    ],
    [
        "sudah diterima petugas",
        "masih menunggu tanda tangan lurah",
        "dikembalikan karena nama ibu salah eja",
        "dilampirkan rangkap tiga",
    ],
    ["pada hari Senin.", "dan disimpan di map biru.", "oleh staf hukum.", "menurut daftar periksa halaman 2."],
)
OFFICES = made(
    ["Unit PPA", "Puskesmas kecamatan", "Kantor dinas sosial", "Pengadilan agama", "Loket BPJS", "Balai kota"],
    [
        "buka pukul 08.00 sampai 15.30",
        "pindah sementara ke gedung B lantai 3",
        "minta jadwal ulang minggu depan",
        "menerima pengaduan di loket 4",
        "bisa dicapai dengan bus koridor 7",
    ],
    ["setiap hari kerja.", "kata petugas jaga.", "selama renovasi.", "dan tidak dipungut biaya."],
)
IN_ENGLISH = made(
    ["The client", "Her eldest son", "The caseworker", "Our volunteer", "The nurse on duty"],
    [
        "asked for an interpreter at the second hearing",
        "missed the appointment on 21 March",
        "needs a new birth certificate before school starts",
        "wrote down 12 incidents over the last two years",
        "was calm and ate well during the visit",
    ],
    [
        "and we will follow up next week.",
        "as noted in the file.",
        "without giving a reason.",
        "after talking to the lawyer.",
    ],
)
COUNSELLING = made(
    ["Sesi ke-4:", "Konseling kelompok:", "Pertemuan pertama:", "Catatan psikolog:", "Evaluasi bulan ini:"],
    [
        "klien mulai berani menyebut perasaannya",
        "klien menangis saat membahas ayahnya",
        "anak menggambar rumah dengan pagar tinggi",
        "skor kecemasan turun dari 38 ke 27",
        "latihan napas 10 menit setiap malam berjalan baik",
    ],
    [
        "dan ingin lanjut.",
        "dengan dukungan kakaknya.",
        "meski masih sering mimpi buruk.",
        "(rencana bertemu lagi Kamis).",
    ],
)

NEAR_MISSES: dict[str, Callable[[random.Random], str]] = {
    "another street": another_street,
    "the common name elsewhere": common_elsewhere,
    "an area alone": area_alone,
    "the number alone": number_alone,
    "another RT/RW": another_neighbourhood,
    "another block": another_block,
    "another phone": figures.another_phone,
    "half a phone": figures.half_a_phone,
    "coordinates elsewhere": figures.coordinates_elsewhere,
    "another landmark": another_landmark,
    "the words in other use": words_in_other_use,
}
HARMLESS: dict[str, Callable[[random.Random], str]] = {
    "narrative": NARRATIVE,
    "medical": MEDICAL,
    "paperwork": PAPERWORK,
    "offices": OFFICES,
    "in English": IN_ENGLISH,
    "counselling": COUNSELLING,
}
