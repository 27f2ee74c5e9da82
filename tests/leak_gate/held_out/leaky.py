"""Texts that tell which house is meant."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.held_out import figures, writing
from tests.leak_gate.held_out.places import ESTATES, NAMES, STREETS

NUMBER_WORDS: dict[str, list[str]] = {
    "48": ["empat puluh delapan", "empat delapan", "forty-eight", "four eight"],
    "9": ["sembilan", "nine"],
    "31": ["tiga puluh satu", "tiga satu", "thirty-one"],
    "126": ["seratus dua puluh enam", "satu dua enam", "seratus duapuluh enam", "one two six"],
    "63": ["enam puluh tiga", "enam tiga", "sixty-three", "enampuluh tiga"],
}
ENGLISH_WORDS = ["forty-eight", "four eight", "nine", "thirty-one", "one two six", "sixty-three"]
MELATI = ["Jl. Melati", "Jalan Melati", "jln melati", "jl melati", "Jln. Melati", "JALAN MELATI"]
RT_RW = [
    (4, 11, "empat", "sebelas", "Kampung Salak Wetan"),
    (6, 13, "enam", "tiga belas", "Pulo Randu"),
    (9, 2, "sembilan", "dua", "Menteng Kulur"),
]
LANDMARKS = [
    *("bengkel las Pak Sugondo", "bengkelnya Pak Sugondo yang tukang las"),
    *("bengkel las pak Gondo, Sugondo lengkapnya",),
    *("Bengkel Las Sugondo", "patung kuda nil biru", "patung kuda nil yang warnanya biru"),
    *("kuda nil biru, patungnya",),
    *("musala Nurul Bahtera", "mushola Nurul Bahtera", "musholla Nurul Bahtera", "Nurul Bahtera (musala kecil)"),
    *("warung soto Mak Iroh", "warung sotonya Mak Iroh", "soto Mak Iroh", "warung Mak Iroh yang jual soto"),
    *("patung angsa kembar", "patung dua angsa kembar itu", "angsa kembar, patung di bundaran"),
    *("Patung Angsa Kembar",),
    *("toko roti Bulan Sabit Ungu", "Bulan Sabit Ungu yang toko roti", "tokonya roti Bulan Sabit Ungu"),
    *(
        "laundry Kapas Ceria",
        "londri Kapas Ceria",
        "Kapas Ceria Laundry",
        "Apotek Sembilan Dewa",
        "apotik Sembilan Dewa",
    ),
    *("pabrik kecap Gajah Terbang", "pabrik kecap cap Gajah Terbang", "Gajah Terbang, pabrik kecap itu"),
    *("salon Ayu Retnowati", "salonnya Bu Ayu Retnowati", "salon Mbak Ayu Retnowati"),
    *("tugu jam tiga muka", "tugu jam yang tiga muka", "Tugu Jam Tiga Muka", "kios pulsa Bang Togar"),
    *("kios pulsanya Bang Togar", "kios Bang Togar yang jual pulsa", "pangkalan ojek Beringin Miring"),
    *("pangkalan ojek di beringin miring", "pabrik kerupuk Sinar Teripang", "pabrik krupuk Sinar Teripang"),
]
NEAR = ["", "dekat ", "sebelah ", "persis di belakang ", "seberang ", "samping ", "patokannya "]
ABBREVIATED = [
    *(
        "Gg. H. Jumaron Dlm No. 9",
        "Gg H Jumaron Dlm",
        "gg h. jumaron dlm no 9",
        "Gg. Hj. Jumaron Dlm 9",
        "Gg. H. Jumaron",
    ),
    *(
        "Jl. Kapt. Wiracundaka IV",
        "Jl Kapt Wiracundaka 4 no 31",
        "Kapt. Wiracundaka 4/31",
        "Jln Kpt. Wiracundaka IV/31",
    ),
    *(
        "Perum. Grya Tirta Lembayung D7/22",
        "Komp. Griya Tirta Lembayung",
        "Perum G. Tirta Lembayung Bl. D7",
        "Prm. Tirta Lembayung",
    ),
    *(
        "Apt. Kenari Senja Twr B lt. 14",
        "Apt Kenari Senja Tw. B/1407",
        "Apart. Knr Senja tw B 1407",
        "Jl. S. Kelambu No. 48",
    ),
    *(
        "Jl. Bungur Lyg Timur 126",
        "Jl Bungur Layung Tim. no.126",
        "Jln. Bgr Layung Timur No. 126",
        "Jl. Bungur Layung Tmr",
    ),
    *("Jl. Sawo Klmb. no 48", "Jl. Swo Kelambu 48"),
]
BLOCKS = [
    *("Griya Tirta Lembayung Blok D7 No. 22", "Griya Tirta Lembayung D7/22", "Blok D7 no 22 Griya Tirta Lembayung"),
    *("Tirta Lembayung blok D-7 nomor 22", "griya tirta lembayung blok d7 22", "D7 No.22, Perumahan Tirta Lembayung"),
    *(
        "nomor 22 blok D7 di Tirta Lembayung",
        "Perum Griya Tirta Lembayung Bl. D 7 No 22",
        "blok D tujuh, Tirta Lembayung",
    ),
    *(
        "Kenari Senja tower B lantai 14",
        "Tower B unit 1407, Kenari Senja",
        "Kenari Senja B/14/07",
        "unit 1407 Kenari Senja",
    ),
    *(
        "lantai 14 tower B apartemen Kenari Senja",
        "Kenari Senja twr B-1407",
        "Kenari Senja, menara B, lantai empat belas",
    ),
]
ENGLISH_STREETS = [
    *(
        "48 Sawo Kelambu Street",
        "number 48 on Sawo Kelambu Street",
        "house no. 48, Sawo Kelambu St.",
        "Sawo Kelambu Rd 48",
    ),
    *("9 Haji Jumaron Dalam Alley", "alley Haji Jumaron Dalam, house number 9", "no. 9 in Haji Jumaron Dalam lane"),
    *("31 Captain Wiracundaka IV Street", "31 Kapten Wiracundaka Street IV", "Captain Wiracundaka Street, number 31"),
    *("126 East Bungur Layung Street", "126 Bungur Layung Timur St", "Bungur Layung Timur street, house 126"),
    *("63 Melati Street, Duren Kepuh", "number 63, Melati Street", "Kenari Senja Apartments, 14th floor, unit 1407"),
    *("Griya Tirta Lembayung housing estate, block D7, house 22", "Tower B, Kenari Senja apartment building"),
]


def written_number(draw: random.Random, number: str) -> str:
    """The number of a house as people write it."""
    return draw.choice(["No. ", "No.", "no ", "nomor ", "nmr ", "#", "", "no. ", "NO ", "Nomor "]) + number


def plain(draw: random.Random) -> str:
    """Street and number."""
    name, words, number = draw.choice(STREETS)
    text = f"{draw.choice(words)} {name}{draw.choice([' ', ' ', ', '])}{written_number(draw, number)}"
    return draw.choice([text, text, text.lower()])


def street_alone(draw: random.Random) -> str:
    """Street or estate without a number."""
    name, words = draw.choice([*[(name, words) for name, words, _ in STREETS], *ESTATES])
    return draw.choice(["di ", "", "daerah ", "masuk "]) + f"{draw.choice(words)} {name}"


def name_alone(draw: random.Random) -> str:
    """Only the name."""
    name, _ = draw.choice(NAMES)
    return draw.choice(
        [f"{name}", f"di {name}", f"yang {name} itu", f"di {name} situ", f"sekitar {name}", f"ke {name} aja"]
    )


def abbreviated(draw: random.Random) -> str:
    """Shortened."""
    return draw.choice(ABBREVIATED)


def number_in_words(draw: random.Random) -> str:
    """The number said."""
    name, words, number = draw.choice([*STREETS, ("Melati", ["Jl.", "Jalan", "jln"], "63")])
    before = draw.choice(["nomor ", "nomer ", "No. ", "rumah nomor ", ""])
    said = draw.choice(NUMBER_WORDS[number])
    if said in ENGLISH_WORDS:
        before = draw.choice(["number ", "house number "])
    return f"{draw.choice(words)} {name} {before}{said}"


def common_name(draw: random.Random) -> str:
    """The common street, told from all others of its name."""
    street = draw.choice(MELATI)
    area = draw.choice(
        ["Duren Kepuh", "Kel. Duren Kepuh", "kelurahan Duren Kepuh", "Pasar Waringin", "kec. Pasar Waringin"]
    )
    number = written_number(draw, "63")
    return draw.choice([f"{street} {number}", f"{street}, {area}", f"{street} {number}, {area}", f"{area}, {street}"])


def rt_rw(draw: random.Random) -> str:
    """RT and RW with the kelurahan."""
    rt, rw, rt_word, rw_word, area = draw.choice(RT_RW)
    figures_ = draw.choice(
        [
            f"RT {rt:03d}/RW {rw:03d}",
            f"RT{rt:02d}/RW{rw:02d}",
            f"RT.{rt} RW.{rw}",
            f"rt {rt} rw {rw}",
            f"RT {rt:02d} RW {rw:02d}",
            f"RT/RW {rt:03d}/{rw:03d}",
            f"rt {rt_word} rw {rw_word}",
            f"RW {rw:02d} RT {rt:02d}",
            f"RT {rt_word}, RW {rw_word}",
        ]
    )
    area = draw.choice([area, f"Kel. {area}", f"kelurahan {area}", area.lower()])
    return draw.choice([f"{figures_} {area}", f"{figures_}, {area}", f"{area} {figures_}", f"{area}, {figures_}"])


def landmark(draw: random.Random) -> str:
    """A landmark of a house."""
    return draw.choice(NEAR) + draw.choice(LANDMARKS)


def two_parts(draw: random.Random) -> str:
    """Name and number, apart."""
    name, words, number = draw.choice([*STREETS, ("Melati", ["Jalan", "Jl."], "63")])
    word = "gangnya" if words[0] == "Gg." else "jalannya"
    return draw.choice(
        [
            f"rumahnya di {words[1]} {name}, pagarnya tinggi, yang nomor {number}",
            f"nomornya {number}, {word} {name}",
            f"{word} {name}, cari aja yang no {number}",
            f"nomor {number} ya, kalau {word} sih {name}",
            f"{words[0]} {name} lurus terus sampai rumah bernomor {number}",
            f"di pintunya ada angka {number}, masuknya dari {words[1]} {name}",
            f"turun di {words[1]} {name} lalu jalan kaki ke nomor {number}",
        ]
    )


def english(draw: random.Random) -> str:
    """In English."""
    return draw.choice(ENGLISH_STREETS)


LEAKY: dict[str, Callable[[random.Random], str]] = {
    "plain": plain,
    "street alone": street_alone,
    "name alone": name_alone,
    "abbreviated": abbreviated,
    "number in words": number_in_words,
    "common name": common_name,
    "RT/RW": rt_rw,
    "block": lambda draw: draw.choice(BLOCKS),
    "landmark": landmark,
    "two parts": two_parts,
    "English": english,
    "phone spaced": figures.phone_spaced,
    "phone +62": figures.phone_62,
    "phone in words": figures.phone_in_words,
    "phone half in words": figures.phone_half_in_words,
    "phone doubled": figures.phone_doubled,
    "coordinates": figures.coordinates,
    "coordinates rounded": figures.coordinates_rounded,
    "coordinates by side": figures.coordinates_by_side,
    "spaced out": writing.spaced_out,
    "glued": writing.glued,
    "dotted": writing.dotted,
    "case": writing.cased,
    "marks": writing.marked,
    "homoglyphs": writing.lookalikes,
    "leet": writing.leet,
    "invisible": writing.invisible,
    "slip": writing.slip,
    "masked": writing.masked,
    "old spelling": writing.old_spelling,
    "misheard": writing.misheard,
    "spoken": writing.spoken,
    "bare": writing.bare,
}
