"""A house's street, estate or tower, written straight and written crooked."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.learnt.third import writing
from tests.leak_gate.learnt.third.addresses import ADDRESSES, Address, any_address, area, around, fully
from tests.leak_gate.learnt.third.places import HOUSES

_SHORTENED = [
    *("Jl. Kb. Senduduk 58", "Jl Kbg Senduduk No 58", "Jl. K. Senduduk 58", "jln kemb. senduduk no.58"),
    *("Gg. Engk. Kasiman 4B", "Gg E. Kasiman No. 4B", "gg eng kasiman 4-B", "G. Engk Kasiman No 4B"),
    *(
        "Perum Bkt Tirtaloka F7/31",
        "Prm. B. Tirtaloka Blk F7 No 31",
        "Bkt. Tirtaloka F-7/31",
        "perumh bt tirtaloka bl F7/31",
    ),
    *("Jl. Sldg. Hijau 64", "Jl Slndang Hj. No 64", "Jl. Sel. Hijau 64", "Jln Selendang H. no 64"),
    *("Jl. Laks. Wirasaba IV/149", "Jl Lks Wirasaba 4 no 149", "Jl. L. Wirasaba IV-149", "Jl Laksm. Wirasaba IV 149"),
    *(
        "Rsn. Puspa Nirmala Twr C 9/14",
        "Rusun P. Nirmala T.C lt 9-14",
        "rusun psp nirmala C/9/14",
        "Rsn Psp Nirmala twr C",
    ),
]
_BY_EAR = {
    "senduduk": ["Kembang Sendudok", "Kembang Sendoedoek", "Kembang Sinduduk", "Kembang Senduduq", "Kambang Senduduk"],
    "kasiman": ["Engkong Kasyiman", "Ngkong Kasiman", "Engkong Kashiman", "Engkon Kasiman", "Ngkong Kasimen"],
    "tirtaloka": ["Bukit Tirta Loka", "Bukit Tirtaloca", "Boekit Tirtaloka", "Bukit Tirtolokko", "Bukit Tertaloka"],
    "selendang": ["Selendang Ijo", "Slendang Hijau", "Slendang Ijo", "Selendang Hidjau", "Selendang Ijau"],
    "wirasaba": [
        "Laksmana Wirasaba",
        "Laksamana Wirosobo",
        "Laksemana Wirasaba",
        "Laksmana Wirosobo",
        "Laksamana Wirasabha",
    ],
    "nirmala": ["Puspa Nirmalla", "Puspo Nirmolo", "Pushpa Nirmala", "Puspa Nirmalah", "Poespa Nirmala"],
}
_ENGLISH = [
    *(
        "number 58 on Kembang Senduduk Street",
        "58 Kembang Senduduk Rd.",
        "the blue gate at Kembang Senduduk street no fifty-eight",
    ),
    *(
        "Engkong Kasiman Alley number 4B",
        "house 4B, Engkong Kasiman lane",
        "a rented room in the Kasiman alley, no. four-B",
    ),
    *("Bukit Tirtaloka housing complex, block F7 number 31", "the Tirtaloka estate, block F7, house thirty-one"),
    *(
        "64 Selendang Hijau St.",
        "Selendang Hijau Street, house number sixty-four",
        "Jalan Selendang Hijau, the 64th house",
    ),
    *(
        "149 Laksamana Wirasaba the Fourth Street",
        "Wirasaba IV road no. one hundred forty-nine",
        "Laksamana Wirasaba 4, #149",
    ),
    *("Puspa Nirmala flats, tower C, ninth floor, unit 14", "Nirmala public housing block, tower C 9th floor no 14"),
]
_CHAT = [
    "sy di {0} {1} {2} ya bu, jgn blg2 siapa2",
    "otw {0} {1} {2} bntr lg smp",
    "shareloc ga bisa, pokoknya {1} {2} tanya aja satpam",
    "di{0} {1} {2} kak 🙏",
    "rmhnya d {0} {1} {2}, pager item",
    "ke{0} {1} aja mas, no {2}",
    "kt suster si ibu skrg d{0} {1} {2} wkwk",
    "posisi?? {1} {2} dr td siang",
    "skrg ngontrak di{0}{1}{2}",
    "klo ga salah {0} {1} yg {2} itu lho mbak",
]
_REVERSED = [
    *("58 no, Senduduk Kembang jalan", "58 - Senduduk Kembang Jl", "no. 58 jln Senduduk Kembang"),
    *("4B nomor, Kasiman Engkong gang", "Kasiman Engkong, Gg. (4B)", "4B, Kasiman Engkong"),
    *("31 no F7 blok, Tirtaloka Bukit perumahan", "F7/31 – Tirtaloka, Bukit", "31/F7 Tirtaloka Bukit"),
    *("64 no, Hijau Selendang jalan", "no 64 Hijau Selendang Jl.", "64, Hijau Selendang, Jl"),
    *("149 no, IV Wirasaba Laksamana jalan", "149/IV Wirasaba, Laksamana", "149 nomor Wirasaba Laksamana 4"),
    *("14 no, 9 lantai, C tower, Nirmala Puspa rusun", "unit 14 lt 9 twr C – Nirmala, Puspa (rusun)"),
    *(f"{address.name[::-1]} (baca dari belakang), {address.after[0]}" for address in ADDRESSES),
]
_BETWEEN = [
    "namanya {0}, sambungannya {1}, pintunya {2}",
    "{0} (apa ya lupa) {1}, kalau tidak salah {2}",
    "kata pertama {0}, kata kedua {1}. Nomornya {2}",
    "{0} terus {1} gitu namanya, rumah {2}",
    "{0}... {1}... {2}",
    "{0} - eh maaf batuk - {1}, {2}",
    "{0} titik {1} titik {2}",
    "nama depannya {0} nama belakangnya {1}; angkanya {2}",
]
_FORMS = [
    '{{"jalan": "{0} {1}", "nomor": "{2}"}}',
    "| alamat | {0} {1} | {2} |",
    "<alamat>{0} {1}</alamat><no>{2}</no>",
    "Jalan/Gang\t: {1}\nNo. rumah\t: {2}\nWilayah\t: {3}",
    "\nKepada Yth. Ibu R.\n{0} {1} {2}\n{3}\n",
    "BL;{0} {1};{2};{3};INDONESIA",
    "ADR:;;{0} {1} {2};{3}",
    "alamat={1}; no={2}",
    "1. Nama jalan: {1}. 2. Nomor: {2}. 3. Wilayah: {3}",
]


def _filed(draw: random.Random) -> str:
    address = any_address(draw)
    text = fully(draw, address, draw.choice([address.name, address.name, address.name.lower()]))
    return f"{text}, {area(draw, address)}" if draw.random() < 0.3 else text


def _without_number(draw: random.Random) -> str:
    address = any_address(draw)
    name = draw.choice([address.name, address.name.lower()])
    if address.alone and draw.random() < 0.4:
        return draw.choice(["{}", "daerah {}", "sekitar {}", "{} situ"]).format(name)
    return draw.choice(["{0} {1}", "ujung {0} {1}", "{0} {1} (nomor lupa)", "sebuah rumah di {0} {1}"]).format(
        draw.choice(address.before), name
    )


def _part(draw: random.Random) -> str:
    address = draw.choice([one for one in ADDRESSES if one.part != one.name])
    name = draw.choice([address.part, address.part.lower()])
    return draw.choice(["{0} {1} {2}", "{1} {2}", "{0} {1}, {2}"]).format(
        draw.choice(address.before), name, draw.choice(address.after)
    )


def _in_words(draw: random.Random) -> str:
    address = any_address(draw)
    name = draw.choice([address.name, address.name.lower(), address.part])
    return draw.choice(["{0} {1} {2}", "{1} {2}", "{0} {1}, {2}"]).format(
        draw.choice(address.before), name, draw.choice(address.said)
    )


def _disguised(how: Callable[[random.Random, str], str]) -> Callable[[random.Random], str]:
    """A kind in which only the name is disguised."""

    def make(draw: random.Random) -> str:
        address = any_address(draw)
        return around(draw, address, how(draw, draw.choice([address.name, address.name.lower()])))

    return make


def _disguised_with_number(how: Callable[[random.Random, str], str]) -> Callable[[random.Random], str]:
    """A kind in which everything is disguised alike."""
    return lambda draw: how(draw, fully(draw, address := any_address(draw), address.name))


def _crooked_and_numbered(how: Callable[[random.Random, str], str]) -> Callable[[random.Random], str]:
    """A kind that loses so much of the name that only the whole address still tells."""

    def make(draw: random.Random) -> str:
        address = any_address(draw)
        return fully(draw, address, how(draw, draw.choice([address.name, address.name.lower()])))

    return make


def _spelled(draw: random.Random) -> str:
    address = any_address(draw)
    words = address.name.split()
    if draw.random() < 0.5:
        said = draw.choice([" spasi ", ", lalu ", " terus "]).join(writing.dictated(draw, word) for word in words)
    else:
        said = " ".join([*words[:-1], "dieja " + writing.dictated(draw, words[-1])])
    return f"{draw.choice(address.before)} {said} {draw.choice([*address.after, *address.said])}"


def _heard(draw: random.Random) -> str:
    address = any_address(draw)
    name = draw.choice(_BY_EAR[address.house])
    return fully(draw, address, draw.choice([name, name.lower()]))


def _chatted(draw: random.Random) -> str:
    address = any_address(draw)
    name = writing.no_vowels(draw, address.name) if draw.random() < 0.3 else address.name
    before = draw.choice(address.before).lower().rstrip(".")
    return draw.choice(_CHAT).format(before, name.lower(), draw.choice(address.after).lower())


def _handle(draw: random.Random) -> str:
    address = any_address(draw)
    number = draw.choice(address.after).replace(".", "").replace("/", "-").replace("#", "")
    words = [*address.name.split(), *number.split()]
    low = [word.lower() for word in words]
    return draw.choice(
        [
            "#" + "".join(word[:1].upper() + word[1:] for word in words),
            "#" + "_".join(low),
            " ".join(f"#{word}" for word in [draw.choice(address.before).lower().rstrip("."), *low]),
            "@" + ".".join(low),
            "".join(low) + "@kirim.test",
            "-".join(low) + "@antar.test",
            f"rumah+{'.'.join(low)}@pos.test",
            f"www.{'-'.join(low)}.test",
            f"IMG_{'_'.join(words)}.jpg",
            f"https://berkas.test/denah/{'-'.join(low)}.pdf",
        ]
    )


def _quoted(draw: random.Random) -> str:
    address = any_address(draw)
    number = draw.choice(address.after)
    pattern = draw.choice(['"{}"', "“{}”", "({})", "«{}»", "[{}]", "'{}'", "{} 🌺", "{} 🏠", "{} 👉", "~{}~", "🔴{}🔴"])
    words = " ".join(pattern.format(word) for word in address.name.split())
    shown = writing.keycaps(number) if draw.random() < 0.4 else number
    return f"{draw.choice(address.before)} {words} {shown}"


def _with_talk(draw: random.Random) -> str:
    address = any_address(draw)
    first, last = address.name.split()
    number = draw.choice([*address.after, *address.said])
    return f"{draw.choice(address.before)} " + draw.choice(_BETWEEN).format(first, last, number)


def _form(draw: random.Random) -> str:
    address: Address = any_address(draw)
    house = HOUSES[address.house]
    where = draw.choice([house["kelurahan"], house["kecamatan"], house["postcode"]])
    return draw.choice(_FORMS).format(draw.choice(address.before), address.name, draw.choice(address.after), where)


STREETS: dict[str, Callable[[random.Random], str]] = {
    "street as filed": _filed,
    "street without its number": _without_number,
    "part of the name with the number": _part,
    "number in words": _in_words,
    "wrong capitals and run together": _disguised_with_number(writing.any_case),
    "letters or syllables apart": _disguised(writing.apart),
    "abbreviated": lambda draw: draw.choice(_SHORTENED),
    "vowels left out": _crooked_and_numbered(writing.no_vowels),
    "one slip of the finger": _crooked_and_numbered(writing.slip),
    "spelled by ear": _heard,
    "letters that look alike": _disguised_with_number(writing.lookalike),
    "figures for letters": _crooked_and_numbered(writing.leet),
    "invisible characters": _disguised(writing.hidden),
    "over the end of a line": _disguised(writing.broken),
    "dictated letter by letter": _spelled,
    "in English": lambda draw: draw.choice(_ENGLISH),
    "hashtag, handle or file name": _handle,
    "escaped or marked up": _disguised_with_number(writing.escaped),
    "quotes and signs between": _quoted,
    "order reversed": lambda draw: draw.choice(_REVERSED),
    "other words between": _with_talk,
}
# messages and papers of their own, which stand in no sentence
WHOLE: dict[str, Callable[[random.Random], str]] = {"chat": _chatted, "form, envelope or data": _form}
