"""Ways in which a distinctive name is hidden, spoiled or hurried over."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

NAMES = ["Sawung Teduh", "Haji Jumantara Dalam", "Griya Wanda Jelita", "Pangeran Cakrajuwita"]
STREETS = {
    "Sawung Teduh": ["Jl. ", "Jalan ", "jln "],
    "Haji Jumantara Dalam": ["Gang ", "Gg. ", "gg "],
    "Griya Wanda Jelita": ["Perumahan ", "Perum ", "komplek "],
    "Pangeran Cakrajuwita": ["Jl. ", "Jalan ", "jl "],
}
TAILS = {
    "Sawung Teduh": [" 47", " No. 47", " no 47"],
    "Haji Jumantara Dalam": [" 9B", " No. 9B"],
    "Griya Wanda Jelita": [" F4 no 11", " Blok F4 No. 11"],
    "Pangeran Cakrajuwita": [" IV", " IV No. 15", " 4 no 15"],
}
HOMOGLYPHS = str.maketrans("aeiopcyxABCEHKMOPTXSJ", "аеіορсухАВСЕНКМОРТХЅЈ")
LEET = {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7", "g": "9"}
MARKS = ["\u0300", "\u0301", "\u0302", "\u0303", "\u0308", "\u0304", "\u030c"]
INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\ufeff"]
NEIGHBOURS = {
    "a": "s", "b": "vn", "c": "xv", "d": "sf", "e": "rw", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl",
    "l": "k", "m": "n", "n": "bm", "p": "o", "r": "et", "t": "ry", "u": "iy", "w": "qe", "y": "tu",
}  # fmt: skip
OLD = {
    "Sawung Teduh": ["Sawoeng Tedoeh", "Sawoeng Teduh", "Sawung Tedoeh"],
    "Haji Jumantara Dalam": ["Hadji Djoemantara Dalam", "Hadji Djumantara Dalam", "Haji Djoemantara Dalam"],
    "Griya Wanda Jelita": ["Grija Wanda Djelita", "Griya Wanda Djelita", "Grija Wanda Jelita"],
    "Pangeran Cakrajuwita": ["Pangeran Tjakradjoewita", "Pangeran Tjakradjuwita", "Pangeran Tjakrajuwita"],
}
MISHEARD = {
    "Sawung Teduh": ["Sawong Teduh", "Sawung Tedu", "Sauwung Tedoh", "Sawung Teduk", "Savung Teduh", "Sawun Tedo"],
    "Haji Jumantara Dalam": [
        "Aji Jumantara Dalem",
        "Haji Yumantara Dalam",
        "Haji Jumantra Dalam",
        "Haji Jumantoro Dalam",
        "Haji Zumantara Dalam",
        "Haji Jumandara Dalam",
    ],
    "Griya Wanda Jelita": [
        "Gria Wanda Jelita",
        "Griya Wenda Jelita",
        "Griya Wanda Celita",
        "Geria Wanda Jalita",
        "Griya Wanda Jelitah",
        "Grya Wandah Jelita",
    ],
    "Pangeran Cakrajuwita": [
        "Pangeran Cakrajuita",
        "Pangeran Cakra Juwita",
        "Pangeran Cokrajuwita",
        "Pangeran Cakrayuwita",
        "Pangeran Sakrajuwita",
        "Pengeran Cakrojuwita",
    ],
}
FILLERS = [
    ", eh, ", ", apa itu, ", "... apa ya... ", " emm ", ", anu, ", " hmm ", ", sebentar, ", ", spasi, ",
    " — tunggu ya — ", "... terus ", ", tadi apa sih, ", " gitu ya, ", " uh ", ", what was it, ",
]  # fmt: skip


def whole(draw: random.Random, name: str, hidden: str) -> str:
    """The hidden name, often with its word for street or its number."""
    before = draw.choice(STREETS[name]) if draw.random() < 0.45 else ""
    after = draw.choice(TAILS[name]) if draw.random() < 0.35 else ""
    return before + hidden + after


def spaced_out(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    chosen = name.upper() if draw.random() < 0.3 else draw.choice([name, name.lower()])
    gap = draw.choice(["  ", "   ", " "])
    return whole(draw, name, gap.join(" ".join(word) for word in chosen.split()))


def glued(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    run = name.replace(" ", "")
    street = draw.choice(STREETS[name]).replace(".", "").strip()
    return draw.choice(
        [
            run,
            run.lower(),
            run.upper(),
            f"#{run.lower()}",
            f"{street}{run}",
            f"{street} {run.lower()}",
            f"{street.lower()}{run.lower()}",
            f"{run}{draw.choice(TAILS[name])}",
        ]
    )


def dotted(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    sign = draw.choice([".", "-", "_", "/", "|", "·"])
    hidden = draw.choice(
        [
            sign.join(name.split()),
            sign.join(name.split()).lower(),
            " ".join(sign.join(word) for word in name.split()),
            sign.join(name.replace(" ", "")),
            " ".join(f"{word[: len(word) // 2]}{sign}{word[len(word) // 2 :]}" for word in name.split()),
            f" {sign} ".join(name.split()),
        ]
    )
    return whole(draw, name, hidden)


def case(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    mixed = "".join(sign.upper() if draw.random() < 0.5 else sign.lower() for sign in name)
    return whole(draw, name, draw.choice([name.upper(), name.lower(), name.swapcase(), mixed, mixed]))


def marks(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    share = draw.choice([0.4, 0.7, 1.0])
    hidden = "".join(
        sign + draw.choice(MARKS) if sign.lower() in "aeiou" and draw.random() < share else sign for sign in name
    )
    if hidden == name:
        hidden = name.replace("a", "a\u0301", 1)
    return whole(draw, name, unicodedata.normalize(draw.choice(["NFC", "NFD"]), hidden))


def homoglyphs(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    if draw.random() < 0.25:
        wide = "".join(chr(ord(sign) + 0xFEE0) if sign != " " else draw.choice([" ", "\u3000"]) for sign in name)
        return whole(draw, name, wide)
    share = draw.choice([0.4, 0.8, 1.0])
    hidden = "".join(sign.translate(HOMOGLYPHS) if draw.random() < share else sign for sign in name)
    return whole(draw, name, name.translate(HOMOGLYPHS) if hidden == name else hidden)


def leet(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    share = draw.choice([0.5, 1.0])
    hidden = "".join(LEET.get(sign, sign) if draw.random() < share else sign for sign in name.lower())
    if hidden == name.lower():
        hidden = hidden.replace("a", "4")
    return whole(draw, name, draw.choice([hidden, hidden.title(), hidden.upper()]))


def invisible(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    sign = draw.choice(INVISIBLE)
    places = set(draw.sample(range(1, len(name) - 1), draw.choice([1, 2, 4, 6])))
    return whole(draw, name, "".join(letter + sign if at in places else letter for at, letter in enumerate(name)))


def longer_word(draw: random.Random, name: str) -> str:
    return draw.choice([word for word in name.split() if len(word) >= 6])


def slipped(draw: random.Random, word: str) -> str:
    """WORD with one typo, never in its first letter."""
    at = draw.randrange(1, len(word) - 1)
    ways = [
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + draw.choice(NEIGHBOURS[word[at]]) + word[at + 1 :],
    ]
    if word[at] != word[at + 1]:
        ways.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    return draw.choice(ways)


def slip(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    word = longer_word(draw, name)
    hidden = name.replace(word, slipped(draw, word))
    return whole(draw, name, draw.choice([hidden, hidden, hidden.lower()]))


def masked(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    word = longer_word(draw, name)
    at = draw.randrange(1, len(word))
    return whole(draw, name, name.replace(word, word[:at] + draw.choice("**_.-x") + word[at + 1 :]))


def old_spelling(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    return whole(draw, name, draw.choice(OLD[name]))


def misheard(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    hidden = draw.choice(MISHEARD[name])
    return whole(draw, name, draw.choice([hidden, hidden.lower()]))


def spoken(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    first, *rest = name.split()
    hidden = first + draw.choice(FILLERS) + " ".join(rest)
    if draw.random() < 0.2:
        hidden = f"{first}. Iya, {first}. {' '.join(rest)}"
    return whole(draw, name, draw.choice([hidden, hidden, hidden.lower()]))


def bare(draw: random.Random) -> str:
    name = draw.choice(NAMES)
    low = name.lower()
    return draw.choice(
        [
            f"{low}nya",
            f"{low}-nya",
            f"{low}lah",
            f"{low}kan",
            f"{low}tuh",
            f"{low}ya",
            f"{low}sini",
            f"di{low}",
            f"ke{low}",
            f"di{low}nya",
            f"dari{low}",
            low,
        ]
    )


WRITING: dict[str, Callable[[random.Random], str]] = {
    "spaced out": spaced_out,
    "glued": glued,
    "dotted": dotted,
    "case": case,
    "marks": marks,
    "homoglyphs": homoglyphs,
    "leet": leet,
    "invisible": invisible,
    "slip": slip,
    "masked": masked,
    "old spelling": old_spelling,
    "misheard": misheard,
    "spoken": spoken,
    "bare": bare,
}
