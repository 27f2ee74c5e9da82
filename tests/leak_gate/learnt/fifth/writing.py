"""Ways to hide a distinctive name from a machine while a reader still sees it."""

from __future__ import annotations

import random
from collections.abc import Callable

NUMBERS = {
    "Cempaka Wulung": "73",
    "Haji Jumirat Dalam": "6C",
    "Griya Candrawilis": "G3/18",
    "Raden Jayaprawira": "138",
}
STREETS = {
    "Cempaka Wulung": ["Jl. ", "jalan ", "Jln "],
    "Haji Jumirat Dalam": ["Gg. ", "gang ", "Gang "],
    "Griya Candrawilis": ["Perum ", "perumahan ", "komplek "],
    "Raden Jayaprawira": ["Jl. ", "jalan ", "Jln "],
}
KEYS = dict(
    a="sqz", b="vn", c="xv", d="sf", e="wr", g="fh", h="gj", i="uo", j="hk", k="jl", l="k", m="n", n="bm", p="o",
    r="et", s="ad", t="ry", u="yi", w="qe", y="tu",
)  # fmt: skip
ACCENTS = dict(
    a="\u00e1\u00e0\u00e2\u00e4\u00e3\u0101", e="\u00e9\u00e8\u00ea\u00eb\u0113", i="\u00ed\u00ec\u00ee\u00ef",
    u="\u00fa\u00f9\u00fb\u00fc", n="\u00f1\u0144", c="\u00e7\u0107", s="\u0161\u015b", r="\u0159", y="\u00fd",
    g="\u011f", l="\u013a", w="\u0175",
)  # fmt: skip
MARKS = "\u0301\u0300\u0302\u0308\u0303\u0323\u0332\u0336"
TWINS = dict(
    a="\u0430\u03b1", c="\u0441", e="\u0435", i="\u0456\u03b9", j="\u0458", p="\u0440\u03c1", u="\u03c5", n="\u03b7",
    y="\u0443", s="\u0455", k="\u043a\u03ba", m="\u043c", t="\u0442", r="\u0433", h="\u04bb", d="\u0501",
    w="\u0461\u03c9", C="\u0421", H="\u041d\u0397", J="\u0408",
)  # fmt: skip
LEET = dict(a="4@", e="3", i="1!", g="9", s="5$", t="7", l="1", b="8")
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
HEARD = {
    "Cempaka Wulung": [
        "Cempaka Wulong", "Cempake Wulung", "Campaka Wulung", "Sempaka Wulung", "Cempaka Wolung", "Cem Paka Wulung",
        "Cempakah Wulung", "Cempaka Wulun", "Chempaka Wulung",
    ],
    "Haji Jumirat Dalam": [
        "Haji Jumerat Dalam", "Aji Jumirat Dalam", "Haji Zumirat Dalam", "Kaji Jumirat Dalam", "Haji Jumirat Dalem",
        "Haji Jumirad Dalam", "Haji Jumirot Dalam", "Haji Jumi Rat Dalam",
    ],
    "Griya Candrawilis": [
        "Gria Candrawilis", "Geriya Candrawilis", "Griya Chandrawilis", "Griya Candra Wilis", "Griya Candrowilis",
        "Griyo Condrowilis", "Griya Candrawiles", "Griya Tjandrawilis",
    ],
    "Raden Jayaprawira": [
        "Raden Joyoprawiro", "Raden Jayaprawiro", "Raden Jaya Prawira", "Raden Jayaperawira", "Radin Jayaprawira",
        "Raden Zayaprawira", "Raden Jayabrawira", "Raden Jayaprawirah",
    ],
}  # fmt: skip
FILLERS = ["eh", "anu", "apa ya", "apa namanya", "hmm", "ee", "itu lho", "um", "uh", "apa sih", "bentar"]


def _dressed(draw: random.Random, name: str, hidden: str) -> str:
    """HIDDEN with or without the word for its street and its number, as people happen to write."""
    before = draw.choice(["", "", *STREETS[name]])
    number = NUMBERS[name]
    after = draw.choice(["", "", "", f" {number}", f" no {number}", f" No. {number}"])
    if name == "Griya Candrawilis":
        after = draw.choice(["", "", f" {number}", " blok G3 no 18"])
    return before + hidden + after


def _name(draw: random.Random) -> str:
    return draw.choice(list(NUMBERS))


def _long_word(draw: random.Random, words: list[str]) -> int:
    """Where one of the longer words stands."""
    return draw.choice([at for at, word in enumerate(words) if len(word) >= 6])


def spaced_out(draw: random.Random) -> str:
    name = _name(draw)
    words = name.split()
    if draw.random() < 0.3:
        at = _long_word(draw, words)
        words[at] = " ".join(words[at])
        return _dressed(draw, name, " ".join(words))
    text = draw.choice([" ", "  ", "   "]).join(" ".join(word) for word in words)
    return _dressed(draw, name, draw.choice([text, text.upper(), text.lower()]))


def glued(draw: random.Random) -> str:
    name = _name(draw)
    one = name.replace(" ", "")
    street = draw.choice(STREETS[name]).replace(" ", "").replace(".", "")
    number = NUMBERS[name].replace("/", "no")
    text = draw.choice([one, f"#{one}", f"{street}{one}", f"{one}{number}", f"{street}{one}no{number}"])
    return draw.choice([text, text.lower(), text.upper()])


def dotted(draw: random.Random) -> str:
    name = _name(draw)
    words = name.split()
    style = draw.randrange(3)
    if style == 0:
        sign = draw.choice([".", "_", "-", "/", "+", "***", "|", "~", " . ", "//", "&"])
        return _dressed(draw, name, sign.join(words))
    if style == 1:
        sign = draw.choice([".", "-", "_", "*", "/", "\u00b7"])
        return _dressed(draw, name, " ".join(sign.join(word) for word in words))
    sign = draw.choice([".", "-", "_", "*", "'"])
    at = _long_word(draw, words)
    cut = draw.randrange(2, len(words[at]) - 2)
    words[at] = words[at][:cut] + sign + words[at][cut:]
    return _dressed(draw, name, " ".join(words))


def case(draw: random.Random) -> str:
    name = _name(draw)
    mixed = "".join(draw.choice([letter.lower(), letter.upper()]) for letter in name)
    return _dressed(draw, name, draw.choice([name.upper(), name.swapcase(), name.lower(), mixed, mixed, mixed]))


def _swapped(draw: random.Random, name: str, table: dict[str, str], least: int) -> str:
    """NAME with at least LEAST letters exchanged by those of TABLE."""
    places = [at for at, letter in enumerate(name) if letter in table]
    chosen = set(draw.sample(places, k=draw.randint(least, len(places))))
    return "".join(draw.choice(table[letter]) if at in chosen else letter for at, letter in enumerate(name))


def marks(draw: random.Random) -> str:
    name = _name(draw)
    if draw.random() < 0.4:
        shown = "".join(x + (draw.choice(MARKS) if x.isalpha() and draw.random() < 0.4 else "") for x in name)
        return _dressed(draw, name, shown if shown != name else name[0] + "\u0301" + name[1:])
    return _dressed(draw, name, _swapped(draw, name, ACCENTS, 2))


def homoglyphs(draw: random.Random) -> str:
    name = _name(draw)
    if draw.random() < 0.2:
        wide = "".join(chr(ord(letter) + 0xFEE0) if letter != " " else letter for letter in name)
        return _dressed(draw, name, wide)
    return _dressed(draw, name, _swapped(draw, name, TWINS, 1))


def leet(draw: random.Random) -> str:
    name = _name(draw)
    return _dressed(draw, name, _swapped(draw, draw.choice([name, name.lower()]), LEET, 2))


def invisible(draw: random.Random) -> str:
    name = _name(draw)
    sign = draw.choice(UNSEEN)
    if draw.random() < 0.3:
        return _dressed(draw, name, sign.join(name))
    chosen = set(draw.sample(range(1, len(name)), k=draw.randint(1, 4)))
    return _dressed(draw, name, "".join(sign + x if at in chosen else x for at, x in enumerate(name)))


def slip(draw: random.Random) -> str:
    name = _name(draw)
    words = name.split()
    which = _long_word(draw, words)
    word = words[which]
    at = draw.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    slips = [before + after, before + letter * 2 + after, before + draw.choice(KEYS[letter]) + after]
    if after[0] != letter:
        slips.append(before + after[0] + letter + after[1:])
    words[which] = draw.choice(slips)
    text = " ".join(words)
    return _dressed(draw, name, draw.choice([text, text.lower()]))


def masked(draw: random.Random) -> str:
    name = _name(draw)
    words = name.split()
    which = _long_word(draw, words)
    sign = draw.choice("**__.-x")
    at = draw.randrange(0 if sign in "*_" else 1, len(words[which]) - 1)
    words[which] = words[which][:at] + sign + words[which][at + 1 :]
    return _dressed(draw, name, " ".join(words))


def old_spelling(draw: random.Random) -> str:
    name = _name(draw)
    rules = [("j", "dj"), ("J", "Dj"), ("y", "j"), ("u", "oe"), ("C", "Tj")]
    old = name
    for new, former in rules:
        if new != "y" or draw.random() < 0.7:
            old = old.replace(new, former)
    return _dressed(draw, name, draw.choice([old, old, old.lower(), old.upper()]))


def misheard(draw: random.Random) -> str:
    name = _name(draw)
    heard = draw.choice(HEARD[name])
    return _dressed(draw, name, draw.choice([heard, heard, heard.lower()]))


def spoken(draw: random.Random) -> str:
    name = _name(draw)
    words = name.split()
    at = draw.randrange(1, len(words))
    filler = draw.choice(FILLERS)
    filled = draw.choice([f", {filler}, ", f"... {filler}... ", f" {filler} ", f" - {filler} - ", f"... {filler}, "])
    if draw.random() < 0.2:
        which = _long_word(draw, words)
        words[which] = f"{words[which][:3].title()}- {words[which]}"
    return _dressed(draw, name, " ".join(words[:at]) + filled + " ".join(words[at:]))


def bare(draw: random.Random) -> str:
    name = _name(draw)
    low = name.lower()
    suffix = draw.choice(["nya", "-nya", "lah", "kan", "tuh", "kok", "aja", "ya", "sih", "situ"])
    prefix = draw.choice(["di", "ke", "rumah", "gang", "arah", "dari", "deket"])
    return draw.choice([low, low + suffix, low + suffix, prefix + low, f"yang {low}{suffix} itu", f"{prefix} {low}an"])


HIDING: dict[str, Callable[[random.Random], str]] = {
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
