"""Sentences that tell of no house: near misses, and the daily writing of a service."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.learnt.sixth import figures
from tests.leak_gate.learnt.sixth.places import HOUSES

_AREAS = ("Rawa Kecubung", "Kampung Selasih", "Cilontar Barat", "Duri Kasturi", "Pondok Waluh")
_DISTRICTS = tuple(house["kecamatan"] for house in HOUSES.values())
_ELSEWHERE = ("Pondok Salak", "Rawa Jambe", "Utan Lontar", "Kampung Gedebog", "Cisadap Timur", "Tegal Rotan")


def _another_street(draw: random.Random) -> str:
    streets = (
        "Jalan Candra Pualam",
        "Jl. Bambu Wulung",
        "Jalan Tirta Merapi",
        "Gang Haji Sobirin Dalam",
        "Gg. Haji Marzuki",
        "Perumahan Griya Cendana Permai",
        "Jalan Pangeran Kusumabrata IV",
        "Jl Pangeran Jatiluhung",
        "Jalan Melati Ujung",
        "Jl. Cakrabuwana Lima",
        "Gang Mantri Kosim Dalam",
    )
    number = draw.choice(("38", "6C", "21", "63", "19", "7"))
    return f"{draw.choice(streets)} {draw.choice(('No.', 'no', 'nomor'))} {number}"


def _common_elsewhere(draw: random.Random) -> str:
    number = draw.choice(("2", "5", "8", "11", "14", "27", "40", "52", "75", "88", "104"))
    street = draw.choice(("Jalan Kenanga", "Jl. Kenanga", "Jln Kenanga", "jl kenanga"))
    where = draw.choice(("", "", f", Kelurahan {draw.choice(_ELSEWHERE)}", f" {draw.choice(_ELSEWHERE)}"))
    return f"{street} {draw.choice(('No. ', 'no ', 'nomor ', ''))}{number}{where}"


def _area_alone(draw: random.Random) -> str:
    area, district = draw.choice(_AREAS), draw.choice(_DISTRICTS)
    return draw.choice(
        (
            f"warga Kelurahan {area}",
            f"daerah {area} sering banjir",
            f"kantor kelurahan {area}",
            f"kecamatan {district}",
            f"posyandu se-{district}",
            f"wilayah {district} dan sekitarnya",
            f"ada bazar di {area}",
        )
    )


def _number_alone(draw: random.Random) -> str:
    number = draw.choice(("38", "6C", "21", "63", "19", "tiga puluh delapan", "enam C", "sembilan belas"))
    return draw.choice(
        (
            f"rumah nomor {number}",
            f"nomor antrean {number}",
            f"No. {number}",
            f"kamar {number} lantai atas",
            f"berkas nomor {number} belum ketemu",
            f"yang nomornya {number}",
        )
    )


def _another_rt_rw(draw: random.Random) -> str:
    area = draw.choice(_AREAS)
    rt, rw = draw.choice(
        (("002", "007"), ("006", "010"), ("008", "004"), ("001", "012"), ("010", "006"), ("004", "008"))
    )
    return draw.choice(
        (
            f"RT {rt}/RW {rw} Kelurahan {area}",
            f"RT {int(rt)} RW {int(rw)} {area}",
            f"{area} RT {rt}/{rw}",
            f"kerja bakti RT{rt[1:]}/RW{rw[1:]} {area}",
        )
    )


def _another_block(draw: random.Random) -> str:
    estates = ("Griya Cendana Permai", "Taman Kencur Indah", "Bumi Salak Raya", "Puri Jatimulus", "Pesona Randu Biru")
    block = draw.choice(("D7 No. 21", "D7 no 3", "D9 nomor 21", "B2/14", "A11 No. 5", "F3 no. 21"))
    estate = draw.choice(estates)
    return draw.choice((f"Perumahan {estate} Blok {block}", f"{estate} blok {block}", f"Blok {block}, {estate}"))


def _another_phone(draw: random.Random) -> str:
    phone = figures.one_digit_off(draw, draw.choice(figures.PHONES))
    write = draw.choice((figures.spaced, figures.plus62, figures.in_words, figures.half_in_words, figures.doubled))
    return write(draw, phone)


def _half_phone(draw: random.Random) -> str:
    digits = figures.digits_of(draw.choice(figures.PHONES))
    return draw.choice(
        (
            f"nomor yang berakhiran {digits[-4:]}",
            f"empat angka terakhirnya {digits[-4:]}",
            f"depannya {digits[:6]}, sisanya lupa",
            f"diawali {digits[:4]}-{digits[4:6]}",
            f"{digits[:5]}xxxxxxx",
            f"hp-nya xxxx-xxxx-{digits[-4:]}",
            f"buntutnya {' '.join(figures.DIGITS[int(digit)] for digit in digits[-4:])}",
        )
    )


def _coordinates_elsewhere(draw: random.Random) -> str:
    while True:
        latitude, longitude = draw.uniform(-6.36, -6.10), draw.uniform(106.69, 106.96)
        near = ((abs(latitude - float(south)), abs(longitude - float(east))) for south, east in figures.POINTS)
        if all(max(gap) > 0.03 for gap in near):
            break
    write = draw.choice((figures.notation, figures.rounded, figures.by_side))
    return write(draw, f"{latitude:.6f}", f"{longitude:.6f}")


def _another_landmark(draw: random.Random) -> str:
    landmarks = (
        "bengkel motor Pak Darsiman",
        "bengkel las Bang Jali",
        "patung kuda di bundaran",
        "patung ikan lele",
        "musala Al-Hidayah",
        "mushola Nurul Falah",
        "warung soto Cak Mun",
        "warung Mak Isah",
        "pabrik kerupuk Cap Udang",
        "warung gado-gado Mpok Nining",
        "pabrik tahu Barokah",
        "toko kain Murah Meriah",
        "penjahit Bu Yanti",
    )
    return draw.choice(("samping ", "depan ", "belakang ", "dekat ", "seberang ")) + draw.choice(landmarks)


def _other_use(draw: random.Random) -> str:
    return draw.choice(
        (
            "bunga kenanga di halaman sekolah sedang mekar",
            "minyak kenanga dipakai untuk pijat",
            "candrasa adalah kapak perunggu di museum",
            "anak-anak menggambar kapak candrasa",
            "sulingnya dari bambu wulung",
            "langit lembayung sore ini indah sekali",
            "tamannya asri dan rindang",
            "griya artinya rumah dalam bahasa Jawa",
            "dongeng tentang pangeran yang tersesat",
            "Pak Haji baru pulang dari Makkah",
            "luka di bagian dalam sudah kering",
            "sepasang merpati hinggap di jendela",
            "anak kembar itu suka ikan mas",
            "baju lurik untuk pentas hari Kamis",
            "dinamo sepedanya rusak",
            "sinar matahari pagi bagus untuk bayi",
            "harga kedelai naik lagi",
        )
    )


_WHO = ("Ibu S", "Klien", "Pendamping", "Ibu dua anak itu", "Saudari M", "Kakaknya")


def _narrative(draw: random.Random) -> str:
    did = (
        "menangis pelan",
        "tidur lebih nyenyak",
        "mulai mau makan",
        "menelepon ibunya",
        "memasak bersama",
        "bercerita",
    )
    when = ("tadi malam", "sejak hari Senin", "setelah sidang", "sesudah magrib", "pagi ini", "minggu lalu")
    rest = ("anaknya tidak mau lepas", "suasananya tenang", "hujan deras sekali", "ia merasa lebih lega")
    return f"{draw.choice(_WHO)} {draw.choice(did)} {draw.choice(when)}, {draw.choice(rest)}."


def _medical(draw: random.Random) -> str:
    found = (
        "Memar lengan kiri",
        "Nyeri kepala",
        "Luka robek 3 cm di pelipis",
        "Hamil 28 minggu",
        "Batuk pilek",
        "Anemia ringan",
    )
    drug = ("parasetamol 500 mg 3x1", "amoksisilin 500 mg 3x1", "tablet tambah darah 1x1", "ibuprofen 400 mg 2x1")
    return (
        f"{draw.choice(found)}, TD {draw.randrange(100, 140)}/{draw.randrange(60, 90)}, "
        f"nadi {draw.randrange(66, 110)}; "
        f"terapi {draw.choice(drug)}, kontrol {draw.randrange(3, 15)} hari lagi."
    )


def _paperwork(draw: random.Random) -> str:
    paper = (
        "Surat rujukan",
        "Berita acara",
        "Kuitansi transpor",
        "Laporan polisi",
        "Akta kelahiran",
        "Formulir asesmen",
    )
    what = ("sudah ditandatangani", "masih menunggu cap basah", "dikirim ulang lewat surel", "kurang satu lampiran")
    series, month = draw.choice(("PPA", "UPT", "SK", "BA")), draw.choice(("III", "IV", "IX"))
    number = f"{draw.randrange(1, 400):03d}/{series}/{month}/2024"
    return f"{draw.choice(paper)} nomor {number} {draw.choice(what)}, total {draw.randrange(2, 40)} halaman."


def _offices(draw: random.Random) -> str:
    office = ("Polsek", "Puskesmas", "Kantor Dinas Sosial", "Kantor bantuan hukum", "Pengadilan agama", "RSUD")
    street = ("Jalan Merak Jingga Raya", "Jl. Tugu Proklamator", "Jalan Lapangan Bola", "Jl. Raya Gudang Kapuk Tua")
    phone = f"021-55{draw.randrange(70, 100)} {draw.randrange(2000, 9999)}"
    days = draw.choice(("Senin-Jumat", "setiap hari", "Senin-Sabtu"))
    return (
        f"{draw.choice(office)} {draw.choice(_ELSEWHERE)}, {draw.choice(street)} No. {draw.randrange(100, 300)}, "
        f"telp {phone}, buka {days} 08.00-{draw.randrange(14, 18)}.00."
    )


def _in_english(draw: random.Random) -> str:
    who = ("The client", "Her sister", "The oldest child", "The social worker", "The lawyer")
    did = ("asked about school", "felt safer", "missed the hearing", "needs new glasses", "finished the intake form")
    when = ("on Monday", "after lunch", "this week", "before the visit", "yesterday evening")
    return f"{draw.choice(who)} {draw.choice(did)} {draw.choice(when)}; next meeting in {draw.randrange(2, 12)} days."


def _counselling(draw: random.Random) -> str:
    theme = ("rasa bersalah", "mimpi buruk", "batas yang sehat", "amarah", "hubungan dengan anak", "rencana kerja")
    method = ("latihan napas", "menulis jurnal", "menggambar", "bermain peran", "relaksasi otot")
    mood = ("lebih tenang", "masih cemas", "mudah lelah", "mulai percaya diri")
    return (
        f"Sesi ke-{draw.randrange(1, 13)}: tema {draw.choice(theme)}, memakai {draw.choice(method)}; "
        f"klien tampak {draw.choice(mood)}, skala {draw.randrange(1, 11)} dari 10."
    )


NEAR_MISSES: dict[str, Callable[[random.Random], str]] = {
    "another street": _another_street,
    "the common name elsewhere": _common_elsewhere,
    "an area alone": _area_alone,
    "the number alone": _number_alone,
    "another RT/RW": _another_rt_rw,
    "another block": _another_block,
    "another phone": _another_phone,
    "half a phone": _half_phone,
    "coordinates elsewhere": _coordinates_elsewhere,
    "another landmark": _another_landmark,
    "the words in other use": _other_use,
}
HARMLESS: dict[str, Callable[[random.Random], str]] = {
    "narrative": _narrative,
    "medical": _medical,
    "paperwork": _paperwork,
    "offices": _offices,
    "in English": _in_english,
    "counselling": _counselling,
}
