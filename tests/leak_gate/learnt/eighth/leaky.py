"""Texts that tell where one of the houses stands, by the way in which they tell it."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.learnt.eighth import figures
from tests.leak_gate.learnt.eighth.writing import WRITTEN

STREETS = ["Jl. ", "Jl ", "jl. ", "Jalan ", "jalan ", "Jln. ", "jln ", "JL. "]
LANES = ["Gg. ", "Gang ", "gg ", "gang ", "Gg "]
ESTATES = ["Perumahan ", "Perum ", "Komplek ", "perumahan ", "Kompleks "]
NUMBERS = [" No. ", " No.", " no ", " nomor ", " nmr ", " #", " ", ", no. ", " Nomor ", " no.", ", "]
LANDMARKS = [
    *["bengkel las Pak Sumbogo", "bengkel lasnya Pak Sumbogo", "bengkel las Sumbogo", "Bengkel Las pak Sumbogo"],
    *["bengkel las punya Pak Sumbogo", "tukang las Pak Sumbogo", "bengkel Pak Sumbogo yang tukang las"],
    *["patung kuda sembrani", "patung Kuda Sembrani", "patungnya kuda sembrani", "kuda sembrani, patung yang itu"],
    *["Musala Baitul Ghufran", "mushola Baitul Ghufran", "musholla baitul ghufran", "mushalla Baitul-Ghufran"],
    *["Baitul Ghufran, musalanya", "musala Baitul Gufran"],
    *["warung pecel Bu Markonah", "warung pecelnya Bu Markonah", "warung pecel Markonah", "pecel Bu Markonah"],
    *["warung Bu Markonah yang jual pecel", "warung pecel ibu Markonah"],
    *["pabrik kerupuk Sari Telaga", "pabrik krupuk Sari Telaga", "pabrik kerupuknya Sari Telaga"],
    *["Sari Telaga, pabrik kerupuk", "kerupuk Sari Telaga (pabriknya)"],
    *["toko bangunan Mitra Gempol", "TB Mitra Gempol", "toko material Mitra Gempol", "Mitra Gempol, toko bangunan"],
    *["penjahit Kurnia Busana", "Kurnia Busana (penjahit)", "tukang jahit Kurnia Busana", "penjahitnya Kurnia Busana"],
    *["Masjid Nurul Iqtida", "mesjid Nurul Iqtida", "masjid nurul iqtida'", "Nurul Iqtida, masjidnya"],
]


def plain(draw: random.Random) -> str:
    number = draw.choice(NUMBERS)
    return draw.choice(
        [
            f"{draw.choice(STREETS)}Tirta Wulandaru{number}47",
            f"{draw.choice(LANES)}Haji Sarmidun Dalam{number}{draw.choice(['6C', '6c', '6-C', '6 C'])}",
            f"{draw.choice(STREETS)}Pangeran Jayalodra IV{number}21",
        ]
    )


def street_alone(draw: random.Random) -> str:
    lead = draw.choice(["", "", "di ", "masuk ", "dekat ujung ", "sepanjang "])
    place = draw.choice(
        [
            f"{draw.choice(STREETS)}Tirta Wulandaru",
            f"{draw.choice(LANES)}Haji Sarmidun Dalam",
            f"{draw.choice(ESTATES)}Griya Cakrawungu",
            f"{draw.choice(STREETS)}Pangeran Jayalodra IV",
        ]
    )
    return lead + place


def name_alone(draw: random.Random) -> str:
    lead = draw.choice(["", "yang di ", "arah ", "daerah ", "belok di ", "rumah di ", "around "])
    names = ["Tirta Wulandaru", "Haji Sarmidun Dalam", "Cakrawungu", "Pangeran Jayalodra", "Pangeran Jayalodra IV"]
    return lead + draw.choice(names)


def abbreviated(draw: random.Random) -> str:
    street, number = draw.choice(["Jl. ", "Jl ", "jln ", ""]), draw.choice([" No. ", " no ", " ", "/"])
    lane = draw.choice(["Gg ", "Gg. ", "gg. "])
    return draw.choice(
        [
            f"{street or 'Jl.'}T. Wulandaru{number}47",
            f"{street or 'Jln.'}Tirta Wulandaru{draw.choice([' n47', ' N.47', ' nr 47', ' No47'])}",
            f"{lane}H. Sarmidun Dlm{number}6C",
            f"{lane}H Sarmidun Dlm.{number}6C",
            f"{lane}H.Sarmidun Dlm{number}6c",
            f"{lane}Haji Sarmidun Dlm",
            f"{lane}H. Sarmidun Dalam",
            f"Perum. Griya Cakrawungu {draw.choice(['F7/12', 'F-7/12', 'Bl. F7 No. 12', 'blk F7 no 12'])}",
            f"Komp. Gr. Cakrawungu {draw.choice(['F7/12', 'F7 No.12', 'Blk. F7/12'])}",
            f"{street}Pgr. Jayalodra IV{number}21",
            f"{street}Pang. Jayalodra 4{number}21",
            f"{street}P. Jayalodra IV{number}21",
            f"{street}Pangeran Jayalodra 4 No. 21",
            f"{street}Pngrn Jayalodra IV No. 21",
        ]
    )


def number_in_words(draw: random.Random) -> str:
    number = draw.choice([" nomor ", " no. ", " no ", ", nomor ", " "])
    street, lane, estate = draw.choice(STREETS), draw.choice(LANES), draw.choice(ESTATES)
    forty, one = draw.choice(["empat puluh tujuh", "empat tujuh", "forty-seven"]), draw.choice(["enam C", "enam ce"])
    eight = draw.choice(["tiga puluh delapan", "tiga delapan", "thirty-eight", "thirty eight"])
    twenty = draw.choice(["dua puluh satu", "dua satu", "twenty-one", "twenty one"])
    twelve = draw.choice(["dua belas", "satu dua", "twelve"])
    return draw.choice(
        [
            f"{street}Tirta Wulandaru{number}{forty}",
            f"{lane}Haji Sarmidun Dalam{number}{one}",
            f"{estate}Griya Cakrawungu blok F tujuh nomor {twelve}",
            f"{street}Flamboyan{number}{eight}",
            f"{street}Pangeran Jayalodra {draw.choice(['IV', 'empat'])} nomor {twenty}",
        ]
    )


def common_name(draw: random.Random) -> str:
    street = draw.choice(STREETS)
    return draw.choice(
        [
            f"{street}Flamboyan{draw.choice(NUMBERS)}38",
            f"{street}flamboyan{draw.choice(NUMBERS)}38",
            f"{street}Flamboyan, {draw.choice(['Kel. ', 'kelurahan ', ''])}Tegal Melinjo",
            f"{street}Flamboyan {draw.choice(['di ', 'kec. ', 'Kecamatan '])}Kali Angsana",
            f"{street}Flamboyan yang di Tegal Melinjo",
            f"Kali Angsana, {street}Flamboyan{draw.choice(NUMBERS)}38",
            f"kelurahan Tegal Melinjo, {street}Flamboyan",
        ]
    )


def neighbourhood(draw: random.Random) -> str:
    rt, rw, village, words_rt, words_rw = draw.choice(
        [
            ("5", "11", "Pulo Cempedak", "lima", "sebelas"),
            ("9", "4", "Cipinung Girang", "sembilan", "empat"),
        ]
    )
    kel = draw.choice(["Kel. ", "kelurahan ", "Kelurahan ", ""])
    return draw.choice(
        [
            f"RT {rt:0>3}/RW {rw:0>3} {kel}{village}",
            f"RT.{rt:0>3}/{rw:0>3}, {kel}{village}",
            f"RT {rt} RW {rw} {kel}{village}",
            f"rt{rt:0>2}/rw{rw:0>2} {kel}{village}",
            f"RT/RW {rt:0>3}/{rw:0>3} {kel}{village}",
            f"{kel}{village} RT {rt:0>2} RW {rw:0>2}",
            f"{kel}{village}, RW {rw} RT {rt}",
            f"RT {words_rt} RW {words_rw} {kel}{village}",
            f"warga {kel}{village}, er-te {words_rt} er-we {words_rw}",
        ]
    )


def block(draw: random.Random) -> str:
    estate = draw.choice(
        ["Griya Cakrawungu", "Perumahan Griya Cakrawungu", "Perum Griya Cakrawungu", "Griya cakrawungu"]
    )
    plot = draw.choice(["Blok F7", "blok F-7", "Blok F 7", "blok f7", "Blk F7"])
    number = draw.choice(["No. 12", "no 12", "nomor 12", "nmr 12", "No.12"])
    return draw.choice(
        [
            f"{estate} {plot} {number}",
            f"{plot} {number}, {estate}",
            f"{number} {plot} {estate}",
            f"{plot}/12 {estate}",
            f"{estate}, {number}, {plot}",
            f"{estate} F7 {number}",
            f"F7/12 di {estate}",
            f"rumah {number} di {estate}, {plot}",
        ]
    )


def landmark(draw: random.Random) -> str:
    side = [
        "sebelah ",
        "seberang ",
        "persis samping ",
        "di depan ",
        "belakang ",
        "rumahnya dekat ",
        "patokannya ",
        "next to ",
    ]
    return draw.choice(side) + draw.choice(LANDMARKS)


def two_parts(draw: random.Random) -> str:
    street, number = draw.choice(
        [
            ("Jl. Tirta Wulandaru", "47"),
            ("jalan Tirta Wulandaru", "47"),
            ("Gang Haji Sarmidun Dalam", "6C"),
            ("gg. Haji Sarmidun Dalam", "6C"),
            ("Griya Cakrawungu blok F7", "12"),
            ("Jl. Flamboyan", "38"),
            ("jalan Flamboyan", "38"),
            ("Jl. Pangeran Jayalodra IV", "21"),
        ]
    )
    return draw.choice(
        [
            f"masuknya dari {street}, rumahnya yang nomor {number}",
            f"nomor rumahnya {number}, di {street}",
            f"turun di {street} terus cari pagar hijau nomor {number}",
            f"{street} lurus saja, sebelah kiri ada nomor {number}",
            f"nomor {number} kalau tidak salah, {street} pokoknya",
            f"nama jalannya {street} dan nomornya {number}",
            f"di pagar tertulis {number}, itu sudah di {street}",
        ]
    )


def english(draw: random.Random) -> str:
    name, number = draw.choice(
        [
            (f"Tirta Wulandaru {draw.choice(['Street', 'Road', 'St.'])}", "47"),
            (f"Haji Sarmidun Dalam {draw.choice(['Alley', 'Lane'])}", "6C"),
            ("Pangeran Jayalodra IV Street", "21"),
            (f"Flamboyan {draw.choice(['Street', 'Road', 'St.'])}", "38"),
            (f"{draw.choice(['block F7, ', 'Block F7 of '])}the Griya Cakrawungu housing estate", "12"),
        ]
    )
    return draw.choice(
        [
            f"{number} {name}" if "F7" not in name else f"no. {number}, {name}",
            f"number {number}, {name}",
            f"house {number} on {name}" if "F7" not in name else f"house {number} in {name}",
            f"the house at no. {number}, {name}",
            f"{name}, house number {number}",
            f"unit {number}, {name}",
        ]
    )


LEAKY: dict[str, Callable[[random.Random], str]] = {
    "plain": plain,
    "street alone": street_alone,
    "name alone": name_alone,
    "abbreviated": abbreviated,
    "number in words": number_in_words,
    "common name": common_name,
    "RT/RW": neighbourhood,
    "block": block,
    "landmark": landmark,
    "two parts": two_parts,
    "English": english,
    "phone spaced": figures.phone_spaced,
    "phone +62": figures.phone_abroad,
    "phone in words": figures.phone_said,
    "phone half in words": figures.phone_half_said,
    "phone doubled": figures.phone_doubled,
    "coordinates": figures.coordinates,
    "coordinates rounded": figures.coordinates_rounded,
    "coordinates by side": figures.coordinates_by_side,
    **WRITTEN,
}
