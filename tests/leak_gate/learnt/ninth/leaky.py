"""Texts that tell where a house stands."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.learnt.ninth.figures import FIGURES
from tests.leak_gate.learnt.ninth.writing import WRITING

SAWUNG, JUMANTARA, JELITA, KUTILANG, CAKRA = range(5)
NAMES = ["Sawung Teduh", "Haji Jumantara Dalam", "Griya Wanda Jelita", "Kutilang", "Pangeran Cakrajuwita IV"]
NUMBERS = ["47", "9B", "11", "23", "15"]
DISTINCTIVE = [SAWUNG, JUMANTARA, JELITA, CAKRA]
SAID = {
    SAWUNG: ["empat puluh tujuh", "empat tujuh", "forty-seven", "four seven", "ampat puluh tujuh"],
    JUMANTARA: ["sembilan B", "sembilan be", "nine B", "sembilan b"],
    KUTILANG: ["dua puluh tiga", "dua tiga", "twenty-three", "two three", "duapuluh tiga"],
    CAKRA: ["lima belas", "satu lima", "fifteen", "limabelas", "one five"],
}
LANDMARKS = [
    "bengkel Pak Sugandi",
    "bengkelnya Pak Sugandi",
    "bengkel Sugandi",
    "bengkel punya Pak Sugandi",
    "bengkel motor Pak Sugandi",
    "bengkel pak sugandi",
    "musala Baitul Hikmat",
    "musholla Baitul Hikmat",
    "mushola baitul hikmat",
    "Musala Baitulhikmat",
    "warung Bu Tarmini",
    "warungnya Bu Tarmini",
    "warung Ibu Tarmini",
    "warung bu tarmini",
    "pabrik kerupuk Sinar Kedung",
    "pabrik krupuk Sinar Kedung",
    "Sinar Kedung, yang pabrik kerupuk itu",
    "patung kuda laut",
    "patung kuda lautnya",
    "patungnya kuda laut",
    "toko cat Warna Lestari",
    "Warna Lestari, toko cat",
    "toko catnya Warna Lestari",
    "pangkas rambut Bang Rojali",
    "Bang Rojali yang pangkas rambut",
    "pangkas rambutnya Bang Rojali",
    "penjahit Mpok Rumsiah",
    "Mpok Rumsiah yang penjahit itu",
    "pabrik es Tirta Gempita",
    "pabrik esnya Tirta Gempita",
]


def street(draw: random.Random, which: int) -> str:
    """A word for the street of a house."""
    if which == JUMANTARA:
        return draw.choice(["Gang", "Gg.", "Gg", "gang", "gg", "GANG"])
    if which == JELITA:
        return draw.choice(["Perumahan", "perumahan", "Perum", "Komplek", "Kompleks"])
    return draw.choice(["Jl.", "Jalan", "Jln", "Jl", "jl", "jln.", "jalan", "JL."])


def name(draw: random.Random, which: int) -> str:
    return draw.choice([NAMES[which], NAMES[which], NAMES[which].lower()])


def number(draw: random.Random, which: int) -> str:
    """The number of a house as it is written after its street."""
    word = draw.choice(["No. ", "No ", "no. ", "no ", "No.", "nomor ", "Nomor ", "nmr ", "#", "", ""])
    if which == JELITA:
        return draw.choice(["Blok F4 ", "blok F4 ", "Blok F 4 ", "blok f4 "]) + word + NUMBERS[which]
    figure = draw.choice(["9B", "9B", "9b", "9 B"]) if which == JUMANTARA else NUMBERS[which]
    return word + figure


def plain(draw: random.Random) -> str:
    which = draw.randrange(5)
    comma = draw.choice([" ", " ", ", "])
    return f"{street(draw, which)} {name(draw, which)}{comma}{number(draw, which)}"


def street_alone(draw: random.Random) -> str:
    which = draw.choice(DISTINCTIVE)
    return draw.choice(["", "", "di ", "arah ", "ujung "]) + f"{street(draw, which)} {name(draw, which)}"


def name_alone(draw: random.Random) -> str:
    names = [*(NAMES[which] for which in DISTINCTIVE), "Pangeran Cakrajuwita", "Jumantara Dalam"]
    return draw.choice(["", "", "di ", "yang di ", "daerah ", "sekitar "]) + draw.choice(names)


def abbreviated(draw: random.Random) -> str:
    return draw.choice(
        [
            "Gg. H. Jumantara Dlm No. 9B",
            "Gg H Jumantara Dlm 9B",
            "gg h.jumantara dlm",
            "Gg. H. Jumantara Dalam no 9b",
            "Gg. H Jumantara Dlm. RT 4/13",
            "Perum. Griya Wanda Jelita F4/11",
            "Komp. Griya Wanda Jelita Blk F4 No 11",
            "Perum Gr. Wanda Jelita Bl. F4 No. 11",
            "komp griya wanda jelita blk. F4",
            "Jl. P. Cakrajuwita IV No. 15",
            "Jl. P. Cakrajuwita 4 no. 15",
            "Jl Pgn. Cakrajuwita IV/15",
            "Jl. Pang. Cakrajuwita 4 No.15",
            "jln pgr cakrajuwita 4",
            "Jl.Sawung Tdh No.47",
            "Jl. Swg Teduh 47",
            "Jl. S. Teduh No. 47, Rawa Tirem",
            "Jl. Kutilang 23 Kel. Pd. Kemayan",
        ]
    )


def number_in_words(draw: random.Random) -> str:
    which = draw.randrange(5)
    word = draw.choice(["nomor ", "nomor ", "nomer ", "no. ", ""])
    if which == JELITA:
        eleven = draw.choice(["sebelas", "satu satu", "eleven"])
        part = draw.choice(["F empat", "F4", "ef empat"])
        return f"{street(draw, which)} {name(draw, which)} blok {part} {word}{eleven}"
    said = draw.choice(SAID[which])
    if said.split("-")[0] in {"forty", "four seven", "nine B", "twenty", "two three", "fifteen", "one five"}:
        word = "number "
    return f"{street(draw, which)} {name(draw, which)} {word}{said}"


def common_name(draw: random.Random) -> str:
    road = f"{street(draw, KUTILANG)} {name(draw, KUTILANG)}"
    numbered = f"{road} {number(draw, KUTILANG)}"
    return draw.choice(
        [
            numbered,
            f"{numbered}, Pondok Kemayan",
            f"{numbered} Pesanggrahan",
            f"{road}, Pondok Kemayan",
            f"{road} kel. Pondok Kemayan",
            f"{road} yang di Pondok Kemayan",
            f"{road}, kecamatan Pesanggrahan",
            f"{road} Pesanggrahan",
            f"Pondok Kemayan, {road}",
        ]
    )


def rt_rw(draw: random.Random) -> str:
    (rt, rt_said), (rw, rw_said), area = draw.choice(
        [(("4", "empat"), ("13", "tiga belas"), "Kebon Lanjar"), (("3", "tiga"), ("16", "enam belas"), "Cipelang Udik")]
    )
    figures = draw.choice(
        [
            f"RT 00{rt}/RW 0{rw}",
            f"RT {rt} RW {rw}",
            f"RT {rt}/{rw}",
            f"RT.00{rt} RW.0{rw}",
            f"rt 0{rt} rw {rw}",
            f"RT/RW 00{rt}/0{rw}",
            f"RT {rt_said} RW {rw_said}",
            f"erte {rt_said} erwe {rw_said}",
            f"RW {rw} RT {rt}",
            f"rukun tetangga {rt_said}, rukun warga {rw_said}",
        ]
    )
    return draw.choice(
        [f"{figures} {area}", f"{figures}, kelurahan {area}", f"{figures} Kel. {area}", f"{area} {figures}"]
    )


def block(draw: random.Random) -> str:
    estate = draw.choice(["Griya Wanda Jelita", "griya wanda jelita", "Perumahan Griya Wanda Jelita"])
    return draw.choice(
        [
            f"{estate} Blok F4 No. 11",
            f"{estate} F4/11",
            f"{estate} F4-11",
            f"{estate} blok F-4 nomor 11",
            f"Blok F4 No. 11 {estate}",
            f"Blok F4/11, {estate}",
            f"F4 no 11 {estate}",
            f"nomor 11 blok F4 {estate}",
            f"rumah 11 di blok F4, {estate}",
            f"No. 11 Blok F4, {estate}",
            f"{estate}, no 11, bloknya F4",
        ]
    )


def landmark(draw: random.Random) -> str:
    place = draw.choice(
        ["dekat ", "depan ", "sebelah ", "persis di belakang ", "patokannya ", "rumah seberang ", "sebelum ", ""]
    )
    return place + draw.choice(LANDMARKS)


def two_parts(draw: random.Random) -> str:
    which = draw.randrange(5)
    road, figure = f"{street(draw, which)} {NAMES[which]}", NUMBERS[which]
    if which == JELITA:
        figure = draw.choice(["11 blok F4", "F4/11"])
    return draw.choice(
        [
            f"masuk {road}, terus jalan sedikit sampai yang nomor {figure}",
            f"nomornya {figure}, pagar besi, jalannya itu {road}",
            f"turun di {road} lalu cari rumah {figure}",
            f"kalau sudah ketemu plang {road} lihat kiri, nomor {figure}",
            f"{road} katanya, dan di pagarnya ada angka {figure}",
            f"cari nomor {figure} tapi yang di {road}",
            f"it is on {road}, and the gate says {figure}",
        ]
    )


def english(draw: random.Random) -> str:
    return draw.choice(
        [
            "47 Sawung Teduh Street",
            "number 47 on Sawung Teduh Street",
            "Sawung Teduh St. 47",
            "the house at 47 Sawung Teduh",
            "Sawung Teduh Road, no. 47",
            "9B Haji Jumantara Dalam Alley",
            "number 9B in Haji Jumantara Dalam lane",
            "house 9B, Haji Jumantara Dalam alley",
            "block F4 number 11, Griya Wanda Jelita housing estate",
            "house 11, block F4 of the Griya Wanda Jelita estate",
            "23 Kutilang Street",
            "number 23 on Kutilang Street",
            "Kutilang St. no. 23",
            "Kutilang Road 23, Pondok Kemayan",
            "15 Pangeran Cakrajuwita IV Street",
            "number 15 on Pangeran Cakrajuwita IV",
            "Pangeran Cakrajuwita the Fourth street, house 15",
            "Prince Cakrajuwita IV Street no. 15",
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
    **WRITING,
}
