"""Texts that tell no house's place: near misses, and what case files are otherwise full of."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.learnt.ninth.figures import PHONES, far_point, pair, written_phone
from tests.leak_gate.learnt.ninth.figures import bare as figures_of

OTHER_STREETS = [
    "Jl. Sawung Rimba", "Jl. Teduh Raya", "Jalan Sawo Kecik", "Jl. Kembang Teduh", "Gang Haji Jamhuri",
    "Gg. H. Mansyuri Dalam", "Gang Haji Dulmatin", "Perumahan Griya Melur Asri", "Perum Wanda Permai",
    "Jl. Pangeran Antawirya II", "Jalan Pangeran Suradipa", "Jl. Raden Cakranata", "Jl. Kutiara",
    "Jln Merpati Putih", "Gang Mawar Kuning", "Jl. Juwita Malam",
]  # fmt: skip
OTHER_AREAS = ["Duren Sawit", "Kembangan", "Cilincing", "Koja", "Tebet", "Ciracas", "Matraman", "Palmerah"]
AREAS = [
    "daerah Cakung", "kelurahan Rawa Tirem", "Rawa Tirem, Cakung 13969", "Kebon Lanjar", "Kalideres, Jakarta Barat",
    "kecamatan Jagakarsa", "Kel. Cipelang Udik Kec. Jagakarsa", "Pondok Kemayan, Pesanggrahan",
    "kantor lurah Gempol Wetan", "kode pos 13797", "Pasar Rebo", "Puskesmas Kebon Lanjar", "somewhere in Pesanggrahan",
    "warga Pondok Kemayan",
]  # fmt: skip
OTHER_LANDMARKS = [
    "bengkel Pak Sutrisna", "bengkel Mas Anto", "bengkel las Pak Darma", "musala Al-Ikhwan", "musholla Nurul Yaqin",
    "warung Bu Tarsiah", "warung nasi Mbak Yayuk", "pabrik tahu Sinar Rejeki", "pabrik kerupuk Udang Mas",
    "patung singa", "patung kuda di bundaran", "toko cat Aneka Rona", "pangkas rambut Madura", "penjahit Mas Yanto",
    "pabrik es Beku Abadi",
]  # fmt: skip
OTHER_USE = [
    "suasana taman yang teduh", "payung teduh di halaman sekolah", "dongeng pangeran dan gadis jelita",
    "burung kutilang di sangkar tetangga", "lagu anak Burung Kutilang", "bapaknya yang sudah naik haji",
    "biaya haji ayahnya", "cerita sawung adu milik kakeknya", "wanda wayang yang ditatah pamannya",
    "kostum pangeran untuk pentas kelas 4", "kerja di griya pijat dulu", "teman kerjanya, Wanda, dan anaknya, Jelita",
    "lari ke dalam kamar", "masalah dalam rumah tangga", "seekor kutilang yang mati", "blok F dan blok G di pasar",
    "kuda laut di buku gambar anaknya", "warna lestari alam, tema lomba lukis", "pelajaran cakra di kelas yoga",
]  # fmt: skip


def another_street(draw: random.Random) -> str:
    number = draw.choice(["", f" No. {draw.randint(1, 99)}", f" no {draw.randint(1, 99)}", f" {draw.randint(1, 99)}"])
    return draw.choice(OTHER_STREETS) + number


def common_elsewhere(draw: random.Random) -> str:
    number = draw.choice([figure for figure in range(1, 120) if figure not in {2, 3, 23}])
    road = draw.choice(["Jl. Kutilang", "Jalan Kutilang", "jl kutilang", "Jln. Kutilang"])
    word = draw.choice([" No. ", " no ", " nomor ", " "])
    return draw.choice(["{0}{1}{2}", "{0}{1}{2}, {3}", "{0}{1}{2} di {3}", "{3}, {0}{1}{2}"]).format(
        road, word, number, draw.choice(OTHER_AREAS)
    )


def area_alone(draw: random.Random) -> str:
    return draw.choice(AREAS)


def number_alone(draw: random.Random) -> str:
    number = draw.choice(["47", "9B", "11", "23", "15"])
    return draw.choice(
        ["nomor {}", "No. {}", "rumah nomor {}", "antrean nomor {}", "kamar no {}", "house number {}", "loket {}"]
    ).format(number)


def another_rt(draw: random.Random) -> str:
    area = draw.choice(["Kebon Lanjar", "Cipelang Udik"])
    rt, rw = draw.choice([1, 2, 6, 7, 8, 9]), draw.choice([1, 2, 4, 5, 7, 8, 9, 10])
    if draw.random() < 0.3:
        area, rt, rw = draw.choice(OTHER_AREAS), *draw.choice([(4, 13), (3, 16)])
    return draw.choice([f"RT {rt:03d}/RW {rw:03d} {area}", f"RT {rt} RW {rw} kelurahan {area}", f"{area} RT {rt}/{rw}"])


def another_block(draw: random.Random) -> str:
    estate = draw.choice(["Griya Melur Asri", "Bumi Kemuning Sentosa", "Puri Angsana Baru", "Taman Rengganis"])
    letter, number = draw.choice("ABCDGHK"), draw.randint(1, 40)
    return draw.choice(
        [
            f"{estate} Blok {letter}{draw.randint(1, 9)} No. {number}",
            f"Blok {letter}{draw.randint(1, 9)}/{number}",
            f"blok {letter} nomor {number} {estate}",
            f"Perumahan {estate} Blok F4 No. 11",
            f"Perum {estate} F4/{draw.randint(12, 30)}",
        ]
    )


def another_phone(draw: random.Random) -> str:
    known = {figures_of(phone) for phone in PHONES}
    figures = figures_of(draw.choice(PHONES))
    while figures in known:
        at = draw.randrange(7, len(figures))
        figures = figures[:at] + draw.choice("0123456789") + figures[at + 1 :]
    return written_phone(draw, figures)


def half_phone(draw: random.Random) -> str:
    phone = draw.choice(PHONES)
    figures = figures_of(phone)
    return draw.choice(
        [
            f"nomor yang belakangnya {figures[-4:]}",
            f"nomor berakhiran {figures[-3:]}",
            f"nomor yang depannya {figures[:4]}",
            f"telepon dari {figures[:5]} sekian",
            f"nomor tak dikenal, ujungnya {figures[-4:-2]}-{figures[-2:]}",
            f"a call from a number ending in {figures[-3:]}",
        ]
    )


def coordinates_elsewhere(draw: random.Random) -> str:
    return pair(draw, *far_point(draw), draw.choice([3, 4, 6]))


def another_landmark(draw: random.Random) -> str:
    return draw.choice(["", "dekat ", "depan ", "sebelah "]) + draw.choice(OTHER_LANDMARKS)


def other_use(draw: random.Random) -> str:
    return draw.choice(OTHER_USE)


def narrative(draw: random.Random) -> str:
    who = draw.choice(["Ibu R", "Klien", "Mbak S", "Korban", "Ny. T"])
    when = draw.choice(
        ["pada malam takbiran", "sejak Maret", "dua minggu lalu", "sekitar pukul 23.15", "tanggal 15 lalu"]
    )
    what = draw.choice(["dipukul di depan anaknya", "diusir dari rumah mertua", "dicekik di dapur", "dilarang bekerja"])
    after = draw.choice(
        [
            "Tetangga mendengar teriakan tetapi tidak berani datang.",
            "Ia lari ke rumah kakaknya dengan membawa dua anak.",
            "Suaminya meminta maaf, lalu mengulanginya.",
            "Sejak itu anak bungsunya tidak mau bicara.",
            "HP-nya dibanting sampai pecah.",
        ]
    )
    return f"{who} bercerita bahwa {when} ia {what}. {after}"


def medical(draw: random.Random) -> str:
    pressure = f"{draw.randint(100, 165)}/{draw.randint(65, 100)}"
    found = draw.choice(["Lebam di lengan kiri 4x3 cm", "Luka robek di pelipis, dijahit 5", "Nyeri tekan iga kanan"])
    given = draw.choice(["Parasetamol 500 mg 3x1", "Amoksisilin 500 mg 3x1", "Asam mefenamat 500 mg bila nyeri"])
    plan = draw.choice(["kontrol 3 hari", "rujuk poli jiwa", "foto rontgen besok", "visum sudah dibuat"])
    return f"TD {pressure} mmHg, nadi {draw.randint(68, 112)}. {found}. {given}, {plan}."


def paperwork(draw: random.Random) -> str:
    number = draw.randint(101, 989)
    kind = draw.choice(["Laporan polisi", "Surat kuasa", "Akta cerai", "Surat keterangan pindah sekolah"])
    code = f"{number}/{draw.choice(['PPA', 'LBH', 'SK', 'B'])}/{draw.choice(['II', 'IV', 'VII', 'XI'])}/2024"
    state = draw.choice(
        [
            "sudah dilegalisir",
            "menunggu tanda tangan",
            f"biaya meterai Rp{draw.choice([10, 20, 47])}.000",
            "kurang fotokopi KK dan akta lahir",
            f"berkas setebal {draw.randint(11, 60)} halaman",
        ]
    )
    return f"{kind} nomor {code}: {state}."


def offices(draw: random.Random) -> str:
    office = draw.choice(["Kantor pengacara", "Klinik Bunda Sejati", "Posko layanan", "Kantor cabang bank", "Unit PPA"])
    road = draw.choice(["Jl. Taman Randu", "Jl. Raya Kemuning Baru", "Jalan Lontar Gading", "Jl. Bungur Permata"])
    phone = f"021-5581 {draw.randint(1000, 9999)}"
    hours = draw.choice(["buka 08.00-16.00", "tutup hari Jumat siang", "bisa datang tanpa janji", "lantai 2"])
    return f"{office} di {road} No. {draw.randint(50, 180)}, telp. {phone}, {hours}."


def in_english(draw: random.Random) -> str:
    first = draw.choice(["The client", "Her sister", "The older child", "The caseworker", "Her lawyer"])
    did = draw.choice(
        [
            "asked whether the hearing could be moved",
            "slept through the night for the first time",
            "brought the birth certificates",
            "was worried about school fees",
            "wants to change phone numbers",
        ]
    )
    then = draw.choice(
        [
            f"Next meeting on the {draw.choice(['4th', '11th', '15th', '23rd'])}.",
            "No contact with the husband since Sunday.",
            "We agreed not to share any location.",
            f"She has Rp{draw.randint(2, 9)}50,000 left.",
        ]
    )
    return f"{first} {did}. {then}"


def counselling(draw: random.Random) -> str:
    session = draw.choice([2, 3, 4, 5, 7, 9, 11])
    mood = draw.choice(
        ["menangis sepanjang sesi", "mulai bisa tertawa", "banyak diam", "lebih tenang dari minggu lalu"]
    )
    topic = draw.choice(["rasa bersalah", "mimpi buruk", "rencana kerja di katering", "hubungan dengan ibunya"])
    plan = draw.choice(["latihan napas", "menulis buku harian", "kelompok dukungan hari Rabu", "peta rasa aman"])
    return f"Sesi ke-{session}: klien {mood}, membahas {topic}. Tugas: {plan}."


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
    "the words in other use": other_use,
}
HARMLESS: dict[str, Callable[[random.Random], str]] = {
    "narrative": narrative,
    "medical": medical,
    "paperwork": paperwork,
    "offices": offices,
    "in English": in_english,
    "counselling": counselling,
}
