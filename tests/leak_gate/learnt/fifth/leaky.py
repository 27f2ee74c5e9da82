"""Sentences that tell where a house stands: its address in people's own spellings, orders and words."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.learnt.fifth.figures import FIGURES
from tests.leak_gate.learnt.fifth.writing import HIDING

STREET_WORDS = ["Jl. ", "Jalan ", "Jln ", "jl ", "Jln. ", "jalan ", "JL. ", "jl."]
LANE_WORDS = ["Gg. ", "Gang ", "Gg ", "gang ", "gg. "]
ESTATE_WORDS = ["Perumahan ", "perum ", "Perum. ", "komplek ", "Kompleks ", "perumahan "]
NUMBER_WORDS = [" No. ", " no ", " nomor ", " nmr ", " #", " ", ", ", " No.", " Nomor ", " nomer ", "/", ", no. "]
WORDS_FOR = {
    "Cempaka Wulung": STREET_WORDS,
    "Haji Jumirat Dalam": LANE_WORDS,
    "Griya Candrawilis": ESTATE_WORDS,
    "Raden Jayaprawira IV": STREET_WORDS,
    "Kenanga": STREET_WORDS,
}
NUMBERS = {
    "Cempaka Wulung": ["73"],
    "Haji Jumirat Dalam": ["6C", "6 C", "6c", "6-C"],
    "Griya Candrawilis": ["Blok G3 No. 18", "blok G3/18", "G3/18", "G3 no 18", "G3-18"],
    "Raden Jayaprawira IV": ["138"],
    "Kenanga": ["52"],
}
SAID = {
    "Cempaka Wulung": ["tujuh puluh tiga", "tujuh tiga", "tujuhpuluh tiga", "seventy-three", "seven three"],
    "Haji Jumirat Dalam": ["enam C", "enam ce", "enam c", "six C"],
    "Griya Candrawilis": [
        "blok G tiga nomor delapan belas",
        "blok G3 nomor satu delapan",
        "G tiga delapan belas",
        "block G three number eighteen",
    ],
    "Raden Jayaprawira IV": [
        "seratus tiga puluh delapan",
        "satu tiga delapan",
        "seratus tigapuluh delapan",
        "one thirty-eight",
        "one three eight",
    ],
    "Kenanga": ["lima puluh dua", "lima dua", "limapuluh dua", "fifty-two", "five two"],
}
DISTINCT = ["Cempaka Wulung", "Haji Jumirat Dalam", "Griya Candrawilis", "Raden Jayaprawira IV"]


def _cased(draw: random.Random, text: str) -> str:
    return draw.choice([text, text, text.lower(), text.upper()])


def plain(draw: random.Random) -> str:
    name = draw.choice([*DISTINCT, "Kenanga"])
    street, number = draw.choice(WORDS_FOR[name]), draw.choice(NUMBERS[name])
    if name == "Griya Candrawilis":
        return _cased(draw, f"{street}{name}{draw.choice([' ', ', '])}{number}")
    if name == "Haji Jumirat Dalam" and draw.random() < 0.2:
        name = "Haji Jumirat"
    if draw.random() < 0.15:
        return _cased(draw, f"{draw.choice(['No. ', 'nomor ', 'rumah no '])}{number} {street}{name}")
    return _cased(draw, f"{street}{name}{draw.choice(NUMBER_WORDS)}{number}")


def street_alone(draw: random.Random) -> str:
    name = draw.choice(DISTINCT)
    before = draw.choice(["", "", "ujung ", "sekitar ", "masuk dari "])
    return before + _cased(draw, draw.choice(WORDS_FOR[name]) + name)


def name_alone(draw: random.Random) -> str:
    name = draw.choice([*DISTINCT, "Raden Jayaprawira"])
    return _cased(draw, name) + draw.choice(["", "", " situ", " yang dekat masjid", " (rumah kontrakan)"])


def abbreviated(draw: random.Random) -> str:
    return _cased(draw, draw.choice(SHORT)) + draw.choice(["", "", " pagar hijau", " ya", " (lt 2)"])


SHORT = [
    "Jl. R. Jayaprawira 4 no 138",
    "Jl Rdn Jayaprawira 4/138",
    "Jl. Rd. Jayaprawira IV No. 138",
    "jln R Jayaprawira 4",
    "Rdn. Jayaprawira 4 No.138",
    "Jl. Rdn. Jayaprawira IV",
    "Gg. H. Jumirat Dlm. No 6C",
    "Gg H Jumirat Dlm 6C",
    "gg. h.jumirat dalam 6c",
    "Gg. Hj. Jumirat Dlm",
    "Gang H. Jumirat Dlm",
    "Gg. Haji Jumirat Dlm no. 6C",
    "Perum. Griya Candrawilis Bl. G3/18",
    "Prm Griya Candrawilis Blk G3 No 18",
    "Komp. Griya Candrawilis G3",
    "Kompl. Griya Candrawilis blk. G3",
    "Perum Gr. Candrawilis G3/18",
    "Jl. Cemp. Wulung 73",
    "Jl. C. Wulung No. 73",
    "Jln Cpk. Wulung no 73",
    "Jl Cempaka Wlg No 73",
]


def number_in_words(draw: random.Random) -> str:
    name = draw.choice(list(SAID))
    street, said = draw.choice([*WORDS_FOR[name], ""]), draw.choice(SAID[name])
    if name == "Kenanga":
        street = draw.choice(WORDS_FOR[name])
    if name == "Griya Candrawilis":
        return f"{street}{name} {said}"
    word = (
        draw.choice(["number ", "no. "]) if "-" in said or "e t" in said else draw.choice(["nomor ", "nomer ", "no "])
    )
    return _cased(draw, f"{street}{name} {word}{said}") if draw.random() < 0.8 else f"{word}{said} {street}{name}"


def common_name(draw: random.Random) -> str:
    street = draw.choice(STREET_WORDS)
    number = draw.choice([" No. 52", " 52", " no 52", " nomor 52", "/52", " #52"])
    area = draw.choice(
        [", Duri Sawangan", " kel. Duri Sawangan", " Duri Sawangan", ", Kec. Kebon Randu", " di Kebon Randu"]
    )
    whole = draw.choice([number, area, number + area, f" yang di {area.split(maxsplit=1)[-1]}", f"{area}{number}"])
    return _cased(draw, f"{street}Kenanga{whole}")


def rt_rw(draw: random.Random) -> str:
    area, rt, rw, rt_said, rw_said = draw.choice(
        [("Kampung Sepat", 5, 11, "lima", "sebelas"), ("Ciganjeran", 8, 15, "delapan", "lima belas")]
    )
    figures = draw.choice(
        [
            f"RT {rt:03}/RW {rw:03}",
            f"RT {rt} RW {rw}",
            f"RT{rt:02}/RW{rw:02}",
            f"RT.{rt:03}/{rw:03}",
            f"rt {rt:02} rw {rw:02}",
            f"RT {rt}/{rw}",
            f"RT/RW {rt:03}/{rw:03}",
            f"RT/RW: {rt:02}/{rw:02}",
            f"RW {rw} RT {rt}",
            f"RT {rt_said} RW {rw_said}",
            f"erte {rt_said} erwe {rw_said}",
            f"rukun tetangga {rt_said} rukun warga {rw_said}",
        ]
    )
    kelurahan = draw.choice([area, f"Kel. {area}", f"kelurahan {area}", area.lower(), f"Kelurahan {area}"])
    return draw.choice([f"{figures} {kelurahan}", f"{figures}, {kelurahan}", f"{kelurahan} {figures}"])


def block(draw: random.Random) -> str:
    estate = draw.choice(["Griya Candrawilis", "griya candrawilis", "Perum Griya Candrawilis", "Candrawilis"])
    house = draw.choice(
        [
            "Blok G3 No. 18", "blok G3/18", "G3/18", "G-3 no 18", "G 3 nomor 18", "blok G3 nomer 18", "Blok G.3 / 18",
            "G3 nomor delapan belas", "blok G tiga no 18", "BLOK G3 NO 18",
        ]
    )  # fmt: skip
    return draw.choice(
        [
            f"{estate} {house}",
            f"{house} {estate}",
            f"{house}, {estate}",
            f"{estate}, {house}",
            f"No. 18 blok G3 {estate}",
            f"rumah nomor 18 di blok G3 {estate}",
        ]
    )


def landmark(draw: random.Random) -> str:
    known = draw.choice(LANDMARKS)
    beside = draw.choice(["depan ", "sebelah ", "seberang ", "belakang ", "pas samping ", "dekat ", "", "across from "])
    return beside + draw.choice(known)


LANDMARKS = [
    ["bengkel Pak Sarmidi", "bengkelnya Pak Sarmidi", "Bengkel Sarmidi", "bengkel pak sarmidi",
     "bengkel motor Pak Sarmidi",
     "Pak Sarmidi punya bengkel", "bengkel p. Sarmidi", "Pak Sarmidi's workshop"],
    ["patung rusa kembar", "Patung Rusa Kembar", "patung dua rusa kembar", "patung rusa yang kembar"],
    ["musala Nurul Wasilah", "mushola Nurul Wasilah", "Musholla Nurul Wasilah", "mushalla nurul wasilah",
     "musolla Nurul Wasilah", "Nurul Wasilah, musala itu"],
    ["warung Bu Tumirah", "warungnya Bu Tumirah", "warung Ibu Tumirah", "warungnya bu tumirah", "Warung Tumirah"],
    ["pabrik kecap Layar Biru", "pabrik Kecap Layar Biru", "pabrik kecap cap Layar Biru", "Layar Biru pabrik kecap"],
    ["toko bangunan Sinar Makaryo", "TB Sinar Makaryo", "toko Sinar Makaryo", "Sinar Makaryo (toko bangunan)"],
    ["gapura naga kembar", "Gapura Naga Kembar", "gapura yang naga kembar", "gapuro naga kembar"],
    ["warung soto Mbah Kasiyem", "soto Mbah Kasiyem", "warung sotonya Mbah Kasiyem", "soto mbah kasiyem"],
]  # fmt: skip


def two_parts(draw: random.Random) -> str:
    name = draw.choice(["Cempaka Wulung", "Haji Jumirat Dalam", "Raden Jayaprawira IV", "Kenanga"])
    street, number = draw.choice(WORDS_FOR[name][:4]), NUMBERS[name][0]
    return draw.choice(
        [
            f"rumahnya di {street}{name}, persisnya yang nomor {number}",
            f"nama jalannya {name}, nomornya {number}",
            f"nomornya {number}, jalannya {name}",
            f"turun di {street}{name} lalu cari pagar hijau angka {number}",
            f"masuk {street}{name}, rumah kanan jalan, nomor {number}",
            f"rumah nomor {number} yang cat krem, masih di {street}{name}",
            f"{street}{name}, nomor rumahnya lupa-lupa ingat, kayaknya {number}",
            f"the street is {name} and the house number is {number}",
            f"{street}{name} (tanya satpam, bilang rumah {number})",
            f"yang nomor {number} itu lho, {street}{name}",
        ]
    )


def english(draw: random.Random) -> str:
    name = draw.choice([*DISTINCT, "Kenanga"])
    if name == "Griya Candrawilis":
        return draw.choice(
            [
                f"Block G3 number 18 in the {name} estate",
                f"{name} housing complex, block G3, house 18",
                f"house no. 18, Block G3, {name} Residence",
                f"the {name} estate, block G3 #18",
            ]
        )
    number = NUMBERS[name][0]
    way = draw.choice(["Alley", "Lane"]) if name.startswith("Haji") else draw.choice(["Street", "St.", "Road", "St"])
    return draw.choice(
        [
            f"{number} {name} {way}",
            f"No. {number}, {name} {way}",
            f"the house at {number} {name} {way}",
            f"number {number} on {name} {way}",
            f"{name} {way} number {number}",
            f"{name} {way}, house {number}",
        ]
    )


LEAKY: dict[str, Callable[[random.Random], str]] = {
    "plain": plain,
    "street alone": street_alone,
    "name alone": name_alone,
    "abbreviated": abbreviated,
    "number in words": number_in_words,
    "common name": common_name,
    "RT/RW": rt_rw,
    "block": block,
    "landmark": landmark,
    "two parts": two_parts,
    "English": english,
    **FIGURES,
    **HIDING,
}
