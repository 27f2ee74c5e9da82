"""Sentences that tell where one of the houses stands."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.learnt.sixth import figures
from tests.leak_gate.learnt.sixth.places import COMMON, ESTATE, LANE, PRINCE, TWO_WORDS, Way
from tests.leak_gate.learnt.sixth.writing import WRITING

_STREETS = (TWO_WORDS, LANE, PRINCE)
_IN_WORDS = {
    "38": ("tiga puluh delapan", "tiga delapan", "tigapuluh delapan", "thirty-eight", "thirty eight"),
    "6C": ("enam C", "enam ce", "enam c", "six C"),
    "21": ("dua puluh satu", "dua satu", "duapuluh satu", "twenty-one", "twenty one"),
    "63": ("enam puluh tiga", "enam tiga", "enampuluh tiga", "sixty-three", "sixty three"),
    "19": ("sembilan belas", "satu sembilan", "sembilanbelas", "nineteen"),
}
_LANDMARKS = (
    "bengkel dinamo Pak Tugirin",
    "bengkel dinamonya Pak Tugirin",
    "bengkel dinamo Tugirin",
    "bengkelnya Pak Tugirin yang benerin dinamo",
    "Pak Tugirin punya bengkel dinamo",
    "patung ikan mas kembar",
    "patung ikan mas yang kembar",
    "patung dua ikan mas kembar itu",
    "patung kembar ikan mas",
    "mushola Nurul Amanah Barokah",
    "musholla Nurul Amanah Barokah",
    "musala Nurul Amanah Barakah",
    "langgar/musala Nurul Amanah Barokah",
    "warung soto Mak Enjum",
    "warung sotonya Mak Enjum",
    "soto Mak Enjum",
    "warung Mak Enjum yang jual soto",
    "pabrik kerupuk Cap Dua Merpati",
    "pabrik krupuk cap dua merpati",
    "pabrik kerupuk Dua Merpati",
    "pabrik kerupuk cap 2 Merpati",
    "warung gado-gado Bu Rukmini",
    "warung gado gado Bu Rukmini",
    "gado-gadonya Bu Rukmini",
    "warung Bu Rukmini yang gado-gado",
    "pabrik tahu Sinar Kedelai",
    "pabrik tahunya Sinar Kedelai",
    "toko kain Serba Lurik Mulya",
    "toko Serba Lurik Mulya yang jual kain",
    "toko kain Serba Lurik",
    "penjahit Uda Syafrizal",
    "tukang jahit Uda Syafrizal",
    "Uda Syafrizal penjahit itu",
    "the tailor Uda Syafrizal",
)
_RT_RW = {
    "Kampung Selasih": (
        "RT 005/RW 011",
        "RT 5 RW 11",
        "RT05/RW11",
        "rt 5/11",
        "RT.005 RW.011",
        "RT lima RW sebelas",
        "erte lima erwe sebelas",
        "RW 011 RT 005",
    ),
    "Cilontar Barat": (
        "RT 009/RW 003",
        "RT 9 RW 3",
        "RT09/RW03",
        "rt 9/3",
        "RT.009 RW.003",
        "RT sembilan RW tiga",
        "erte sembilan erwe tiga",
        "RW 003 RT 009",
    ),
}


def _number(draw: random.Random, number: str) -> str:
    written = draw.choice((number, number, number.lower()))
    return draw.choice((" No. ", " No.", " no ", " nomor ", " nmr ", " #", " ", ", no. ", " Nomor ")) + written


def _plain(draw: random.Random) -> str:
    way = draw.choice((*_STREETS, COMMON))
    return f"{draw.choice(way.words)} {way.name}{_number(draw, way.number)}"


def _street_alone(draw: random.Random) -> str:
    way = draw.choice((*_STREETS, ESTATE))
    before = draw.choice(("", "di ", "rumah yang di ", "sepanjang ", "masuk ", "ujung "))
    return f"{before}{draw.choice(way.words)} {way.name}"


def _name_alone(draw: random.Random) -> str:
    names = (
        "Candrasa Wulung",
        "Haji Sujatman Dalam",
        "Griya Lembayung Asri",
        "Lembayung Asri",
        "Pangeran Wirajumena IV",
        "Wirajumena IV",
    )
    return draw.choice(("", "", "di ", "daerah ", "yang di ", "belakang ")) + draw.choice(names)


def _abbreviated(draw: random.Random) -> str:
    number = draw.choice(("", " no. ", " No ", " "))
    shortened = (
        ("Gg. H. Sujatman Dlm", "6C"),
        ("Gg H Sujatman Dlm.", "6C"),
        ("Gg. Hj. Sujatman Dlm", "6C"),
        ("Gang H. Sujatman Dalam", "6C"),
        ("Gg Haji Sujatman Dlm", "6c"),
        ("Jl. P. Wirajumena IV", "19"),
        ("Jl Pgr. Wirajumena IV", "19"),
        ("Jl. Pang. Wirajumena 4", "19"),
        ("Jln Pangeran Wirajumena 4", "19"),
        ("Jl P Wirajumena 4", "19"),
        ("Perum. Griya Lembayung Asri blok D7", "21"),
        ("Prm Griya Lembayung Asri D7", "21"),
        ("Komp. Griya Lembayung Asri Blk D7", "21"),
        ("Perum GLA (Griya Lembayung Asri) Blk. D7", "21"),
        ("Jl. Cand. Wulung", "38"),
        ("Jln C. Wulung", "38"),
    )
    street, house = draw.choice(shortened)
    if "Wulung" in street or number:
        return f"{street}{number or ' no '}{house}"
    return street


def _number_in_words(draw: random.Random) -> str:
    way = draw.choice((*_STREETS, COMMON))
    number = draw.choice(_IN_WORDS[way.number])
    english = number.split("-")[0].split()[0] in {"thirty", "six", "sixty", "nineteen"}
    word = draw.choice(("number", "house number")) if english else draw.choice(("nomor", "no", "nomer", "rumah nomor"))
    return f"{draw.choice(way.words)} {way.name} {word} {number}"


def _common_name(draw: random.Random) -> str:
    street = draw.choice(COMMON.words)
    if draw.random() < 0.5:
        return f"{street} Kenanga{_number(draw, COMMON.number)}"
    area = draw.choice(
        (
            "Kelurahan Duri Kasturi",
            "kel. Duri Kasturi",
            "Duri Kasturi",
            "kecamatan Kebon Randu",
            "Kec. Kebon Randu",
            "Kebon Randu",
        )
    )
    return draw.choice((f"{street} Kenanga, {area}", f"{street} Kenanga {area}", f"{street} Kenanga yang di {area}"))


def _rt_rw(draw: random.Random) -> str:
    area = draw.choice(tuple(_RT_RW))
    figures_of = draw.choice(_RT_RW[area])
    kelurahan = draw.choice((area, f"Kelurahan {area}", f"kel. {area}", f"Kel {area}"))
    return draw.choice((f"{figures_of} {kelurahan}", f"{figures_of}, {kelurahan}", f"{kelurahan} {figures_of}"))


def _block(draw: random.Random) -> str:
    estate = draw.choice(("Griya Lembayung Asri", "Perumahan Griya Lembayung Asri", "griya lembayung asri"))
    return draw.choice(
        (
            f"{estate} Blok D7 No. 21",
            f"{estate} blok D-7 no 21",
            f"{estate} D7/21",
            f"{estate} Blk D7 nomor 21",
            f"Blok D7 No. 21 {estate}",
            f"blok D 7 nomor 21, {estate}",
            f"D7 no.21 {estate}",
            f"nomor 21 blok D7 di {estate}",
            f"{estate}, rumah 21, bloknya D7",
            f"{estate} blok de tujuh nomor dua satu",
            f"D7-21 {estate}",
        )
    )


def _landmark(draw: random.Random) -> str:
    side = draw.choice(("samping ", "pas depan ", "belakang ", "sebelahnya ", "patokannya ", "seberang ", "deket "))
    return side + draw.choice(_LANDMARKS)


def _two_parts(draw: random.Random) -> str:
    way: Way = draw.choice((TWO_WORDS, LANE, PRINCE, COMMON))
    name, number = way.name, way.number
    kind = "gangnya" if way is LANE else "jalannya"
    return draw.choice(
        (
            f"{kind} {name}, terus nomornya {number}",
            f"nomornya {number}, {kind} {name}",
            f"{kind} itu {name}. Rumahnya? Nomor {number}",
            f"rumahnya nomor {number} - nama {kind} {name}",
            f"{kind} namanya {name}, cari aja yang nomor {number}",
            f"nomor {number} ya, kalau {kind} sih {name}",
            f"{draw.choice(way.words)} {name}, masuk sedikit, pagar yang ada angka {number}",
        )
    )


def _english(draw: random.Random) -> str:
    forms = (
        "38 Candrasa Wulung Street",
        "No. 38, Candrasa Wulung Road",
        "number 38 on Candrasa Wulung street",
        "house 38, Candrasa Wulung St.",
        "6C Haji Sujatman Dalam Alley",
        "house 6C in Haji Sujatman Dalam lane",
        "Haji Sujatman Dalam Alley, number 6C",
        "Block D7 number 21, Griya Lembayung Asri estate",
        "Griya Lembayung Asri housing complex, block D7, house 21",
        "63 Kenanga Street",
        "Kenanga Street number 63",
        "house no. 63 on Kenanga Road",
        "19 Pangeran Wirajumena IV Street",
        "Pangeran Wirajumena IV Road no. 19",
        "number 19 on Pangeran Wirajumena IV",
        "19 Prince Wirajumena IV St",
    )
    return draw.choice(("", "", "at ", "it's ")) + draw.choice(forms)


def _phone(write: Callable[[random.Random, str], str]) -> Callable[[random.Random], str]:
    return lambda draw: write(draw, draw.choice(figures.PHONES))


def _point(write: Callable[[random.Random, str, str], str]) -> Callable[[random.Random], str]:
    return lambda draw: write(draw, *draw.choice(figures.POINTS))


LEAKY: dict[str, Callable[[random.Random], str]] = {
    "plain": _plain,
    "street alone": _street_alone,
    "name alone": _name_alone,
    "abbreviated": _abbreviated,
    "number in words": _number_in_words,
    "common name": _common_name,
    "RT/RW": _rt_rw,
    "block": _block,
    "landmark": _landmark,
    "two parts": _two_parts,
    "English": _english,
    "phone spaced": _phone(figures.spaced),
    "phone +62": _phone(figures.plus62),
    "phone in words": _phone(figures.in_words),
    "phone half in words": _phone(figures.half_in_words),
    "phone doubled": _phone(figures.doubled),
    "coordinates": _point(figures.notation),
    "coordinates rounded": _point(figures.rounded),
    "coordinates by side": _point(figures.by_side),
    **WRITING,
}
