"""Texts that tell where a house stands, by kind."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.learnt.seventh.figures import FIGURES
from tests.leak_gate.learnt.seventh.writing import HIDDEN

JALAN = ["Jl. ", "Jalan ", "Jln. ", "jl ", "jln ", "JL. ", "Jl "]
GANG = ["Gang ", "Gg. ", "gg ", "gang ", "GG. ", "Gg "]
ESTATE = ["Perumahan ", "Perum ", "komplek ", "perumahan ", "Kompleks "]
NUMBER = [" No. ", " No ", " no. ", " nomor ", " nmr ", " #", " ", ", nomor ", " no", " No."]
PRINCE = ["Pangeran Wirasanjaya IV", "Pangeran Wirasanjaya IV", "Pangeran Wirasanjaya 4", "pangeran wirasanjaya IV"]
RANDU = ["Randu Giwang", "Randu Giwang", "randu giwang"]
LANE = ["Haji Jumhari Dalam", "Haji Jumhari Dalam", "haji jumhari dalam", "H. Jumhari Dalam"]
GRIYA = ["Griya Kencana Wulung", "Griya Kencana Wulung", "griya kencana wulung"]


def one(draw: random.Random, *lists: list[str]) -> str:
    """One of each list, put together."""
    return "".join(draw.choice(choices) for choices in lists)


def plain(draw: random.Random) -> str:
    """Street and number in usual spellings."""
    return draw.choice(
        [
            lambda: one(draw, JALAN, RANDU, NUMBER, ["17"]),
            lambda: one(draw, GANG, LANE, NUMBER, ["6C", "6c", "6 C", "6-C"], ["", "", " RT 005/RW 011"]),
            lambda: one(draw, ESTATE, GRIYA, [" Blok D4", " blok D4", " blok D-4"], NUMBER, ["23"]),
            lambda: one(draw, JALAN, ["Kutilang", "kutilang"], NUMBER, ["52"]),
            lambda: one(draw, JALAN, PRINCE, NUMBER[:6], ["9", "9", "09"]),
        ]
    )()


def street_alone(draw: random.Random) -> str:
    """A distinctive street or estate, no number."""
    where = ["", "di ", "daerah ", "masuk ", "ujung "]
    return draw.choice(
        [
            lambda: one(draw, where, JALAN, RANDU),
            lambda: one(draw, where, GANG, LANE),
            lambda: one(draw, where, ESTATE, GRIYA),
            lambda: one(draw, where, JALAN, PRINCE),
        ]
    )()


def name_alone(draw: random.Random) -> str:
    """A distinctive name with no word for street."""
    where = ["", "di ", "yang di ", "arah ", "sekitar ", "belakang "]
    return one(draw, where, draw.choice([RANDU, LANE[:3], ["Jumhari Dalam"], GRIYA, ["Kencana Wulung"], PRINCE]))


def abbreviated(draw: random.Random) -> str:
    """Usual shortenings."""
    lane = ["H. Jumhari Dlm", "H Jumhari Dlm", "H.Jumhari Dlm.", "Haji Jumhari Dlm", "h jumhari dlm"]
    prince = [
        "P. Wirasanjaya IV",
        "Pang. Wirasanjaya IV",
        "P. Wirasanjaya 4",
        "Pgr. Wirasanjaya 4",
        "Pangrn Wirasanjaya IV",
    ]
    estate = ["Perum. ", "Komp. ", "Prmhn ", "Kompl. ", "Perum "]
    return draw.choice(
        [
            lambda: one(draw, ["Gg. ", "Gg ", "gg.", "G. "], lane, ["", " No. 6C", " no 6c", " 6C RT 5/11"]),
            lambda: one(draw, ["Jl. ", "jl ", "Jln "], prince, ["", " No. 9", " no.9", " nmr 9"]),
            lambda: one(
                draw, estate, ["Griya Kencana Wulung", "Gr. Kencana Wulung"], ["", " Blk D4 No. 23", " bl. D4/23"]
            ),
            lambda: one(draw, ["Jl.", "J. ", "jl "], ["R. Giwang", "Rd. Giwang", "Randu Gwg"], [" No. 17", " no.17"]),
        ]
    )()


def number_in_words(draw: random.Random) -> str:
    """The number spoken."""
    word = [" nomor ", " nomer ", " no ", ", rumah nomor ", " number "]
    return draw.choice(
        [
            lambda: one(draw, JALAN, RANDU, word, ["tujuh belas", "tujuhbelas", "satu tujuh", "seventeen"]),
            lambda: one(draw, GANG, LANE, word, ["enam C", "enam ce", "six C", "enam-C"]),
            lambda: one(
                draw, GRIYA, [" blok D empat", " blok de empat", " blok D4"], word, ["dua puluh tiga", "dua tiga"]
            ),
            lambda: one(draw, JALAN, ["Kutilang", "kutilang"], word, ["lima puluh dua", "lima dua", "fifty-two"]),
            lambda: one(draw, JALAN, [*PRINCE, "Pangeran Wirasanjaya empat"], word, ["sembilan", "nine"]),
        ]
    )()


def common_name(draw: random.Random) -> str:
    """The street whose name every quarter has, with what tells it from the others."""
    bird = ["Kutilang", "kutilang", "KUTILANG"]
    area = ["Kel. Pasir Manggu", "Pasir Manggu", "kelurahan Pasir Manggu", "Kec. Karang Lesung", "Karang Lesung"]
    return draw.choice(
        [
            lambda: one(draw, JALAN, bird, NUMBER, ["52"]),
            lambda: one(draw, JALAN, bird, [", ", " ", " di ", " yang di ", " - "], area),
            lambda: one(draw, area, [", ", " yang "], JALAN, bird),
            lambda: one(draw, JALAN, bird, NUMBER, ["52"], [", ", " "], area),
        ]
    )()


def rt_rw(draw: random.Random) -> str:
    """RT and RW with the kelurahan."""
    rt, rw, rt_said, rw_said, kelurahan = draw.choice(
        [(5, 11, "lima", "sebelas", "Rawa Gandaria"), (8, 3, "delapan", "tiga", "Kalimundu")]
    )
    figures = [
        f"RT {rt:03}/RW {rw:03}",
        f"RT {rt} RW {rw}",
        f"RT.{rt:02}/RW.{rw:02}",
        f"rt {rt}/{rw}",
        f"RT {rt_said} RW {rw_said}",
        f"rt{rt:03} rw{rw:03}",
        f"RT/RW {rt:03}/{rw:03}",
        f"erte {rt_said} erwe {rw_said}",
    ]
    area = [f"Kel. {kelurahan}", kelurahan, f"kelurahan {kelurahan}", kelurahan.lower()]
    if draw.random() < 0.3:
        return one(draw, area, [" ", ", "], figures)
    return one(draw, figures, [" ", ", ", " di ", " - "], area)


def block(draw: random.Random) -> str:
    """Estate, block and number in any order."""
    house = ["Blok D4 No. 23", "blok D4/23", "D4/23", "blok D 4 nomor 23", "D4 no 23", "Blok D-4 No.23", "D4-23"]
    estate = [*GRIYA, "Perumahan Griya Kencana Wulung", "Kencana Wulung", "perum Kencana Wulung"]
    return draw.choice(
        [
            lambda: one(draw, estate, [" ", ", "], house),
            lambda: one(draw, house, [" ", ", ", " di "], estate),
            lambda: one(
                draw, ["nomor 23 ", "no. 23, ", "rumah 23 "], estate, [" blok D4", ", blok D4", " yang blok D4"]
            ),
        ]
    )()


LANDMARKS = [
    [
        "bengkel Pak Sarpan",
        "bengkelnya Pak Sarpan",
        "bengkel punya Pak Sarpan",
        "bengkel Sarpan",
        "Pak Sarpan punya bengkel",
    ],
    ["Toko Roti Pelita Senja", "toko roti Pelita Senja", "roti Pelita Senja", "Pelita Senja, toko roti itu"],
    [
        "Musala Baitul Ikhwan",
        "mushola Baitul Ikhwan",
        "musholla Baitul Ikhwan",
        "langgar baitul ikhwan",
        "musala Baitul Ihwan",
    ],
    [
        "Warung Bu Tumirah",
        "warungnya Bu Tumirah",
        "warung ibu Tumirah",
        "Bu Tumirah yang punya warung",
        "warung Tumirah",
    ],
    [
        "Patung Rusa Kembar",
        "patung rusa kembar",
        "patung rusa yang kembar",
        "patung kembar rusa",
        "patung rusa kembarnya",
    ],
    [
        "Pabrik Kecap Cap Bajing",
        "pabrik kecap Bajing",
        "pabrik kecap yang cap Bajing",
        "the Cap Bajing soy sauce factory",
    ],
    ["Kios Jamu Mbok Darsi", "kios jamunya Mbok Darsi", "jamu Mbok Darsi", "kios Mbok Darsi yang jual jamu"],
    ["Apotek Surya Lentera", "apotik Surya Lentera", "apotek surya lentera", "Surya Lentera pharmacy"],
]


def landmark(draw: random.Random) -> str:
    """Beside something everybody there knows."""
    beside = ["dekat ", "seberang ", "di belakang ", "samping ", "depan ", "sebelahnya ", "pas di "]
    return one(draw, beside, draw.choice(LANDMARKS))


def two_parts(draw: random.Random) -> str:
    """Street here, number there."""
    street, number = draw.choice(
        [
            ("Randu Giwang", "17"),
            ("Gang Haji Jumhari Dalam", "6C"),
            ("Griya Kencana Wulung blok D4", "23"),
            ("Jalan Kutilang", "52"),
            ("Pangeran Wirasanjaya IV", "9"),
        ]
    )
    return draw.choice(
        [
            f"masuk dari {street}, nanti pagar hitam yang nomor {number}",
            f"rumahnya nomor {number}, kalau namanya {street}",
            f"alamatnya {street} dan nomor rumahnya {number}",
            f"turun di {street} lalu cari no. {number}",
            f"nomornya {number}, adanya di {street}",
            f"dari depan {street} jalan sedikit sampai ketemu angka {number} di pintu",
            f"{street}, catnya krem, nomor {number}",
        ]
    )


def english(draw: random.Random) -> str:
    """In English wording."""
    street = [" Street", " St.", " street", " Road"]
    lane = ["Haji Jumhari Dalam Alley", "Haji Jumhari Dalam Lane", "the alley Haji Jumhari Dalam"]
    estate = ["Griya Kencana Wulung", "the Griya Kencana Wulung estate", "Griya Kencana Wulung housing complex"]
    number = ["", "number ", "no. ", "house number "]
    return draw.choice(
        [
            lambda: one(draw, number, ["17 ", "17, ", "17 on "], ["Randu Giwang"], street),
            lambda: one(draw, ["Randu Giwang"], street, [" ", " no. ", ", number "], ["17"]),
            lambda: one(draw, number, ["6C ", "6C, ", "6C in "], lane),
            lambda: one(draw, ["Block D4 number 23, ", "unit 23 in block D4, ", "house 23, Block D4, "], estate),
            lambda: one(draw, number, ["52 ", "52, ", "52 on "], ["Kutilang"], street),
            lambda: one(draw, number, ["9 ", "9, "], ["Pangeran Wirasanjaya IV", "Prince Wirasanjaya IV"], street),
        ]
    )()


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
    **HIDDEN,
}
