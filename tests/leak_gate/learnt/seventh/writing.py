"""Ways in which people hide, spoil or mishear a distinctive name."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

Way = Callable[[random.Random, str], str]


class Name(NamedTuple):
    """A distinctive name, what may stand before it, what belongs behind it, and the house's number."""

    prefixes: list[str]
    name: str
    tails: list[str]
    numbers: list[str]


STREET = ["Jl. ", "Jalan ", "jln ", "jl "]
NAMES = [
    Name(STREET, "Randu Giwang", [""], [" No. 17", " no 17", " 17"]),
    Name(["Gang ", "Gg. ", "gg "], "Haji Jumhari Dalam", [""], [" No. 6C", " no 6c", " 6C"]),
    Name(["Perumahan ", "Perum ", "komplek "], "Griya Kencana Wulung", [""], [" Blok D4 No. 23", " D4/23", " blok D4"]),
    Name(STREET, "Pangeran Wirasanjaya", [" IV", " IV", " 4"], [" No. 9", " no 9", " nomor 9"]),
]


def told(draw: random.Random, way: Way) -> str:
    """A name written in this WAY, sometimes with the word for the street, sometimes with the number."""
    it = draw.choice(NAMES)
    prefix = draw.choice(it.prefixes) if draw.random() < 0.6 else ""
    number = draw.choice(it.numbers) if draw.random() < 0.35 else ""
    return prefix + way(draw, it.name) + draw.choice(it.tails) + number


def spaced_out(draw: random.Random, name: str) -> str:
    """Letters apart: all words, or all but the first."""
    words = draw.choice([name, name.upper(), name.lower()]).split()
    apart = [" ".join(word) for word in words]
    if draw.random() < 0.25:
        apart[0] = words[0]
    return draw.choice([" ", "  ", "   ", " "]).join(apart)


def glued(draw: random.Random, name: str) -> str:
    """No space between the words."""
    whole = name.replace(" ", "")
    return draw.choice([whole, whole.lower(), whole.upper(), whole.capitalize(), "#" + whole, "#" + whole.lower()])


def dotted(draw: random.Random, name: str) -> str:
    """Signs between the words, the syllables or the letters."""
    sign = draw.choice([".", "-", "_", "/", "·", "~", "+", "*"])
    if draw.random() < 0.5:
        return draw.choice([sign, sign, f" {sign} "]).join(draw.choice([name, name.lower()]).split())
    if draw.random() < 0.5:
        return " ".join(sign.join(word) for word in name.split())
    halves = [word[: len(word) // 2 + 1] + sign + word[len(word) // 2 + 1 :] for word in name.split()]
    return " ".join(halves)


def case(draw: random.Random, name: str) -> str:
    """Capitals where they don't belong."""
    mixed = "".join(draw.choice([c.lower(), c.upper()]) for c in name)
    return draw.choice([name.upper(), name.swapcase(), mixed, mixed, mixed])


ACCENTS = {"a": "áàäâã", "e": "éèêë", "i": "íìïî", "u": "úùüû", "n": "ñń", "c": "çć", "w": "ŵ", "g": "ğ", "r": "ř"}


def marks(draw: random.Random, name: str) -> str:
    """Accents, ready-made or put on top."""
    if draw.random() < 0.3:
        mark = draw.choice("\u0301\u0300\u0308\u0303\u0336")
        return "".join(c + mark if c.isalpha() and (mark == "\u0336" or draw.random() < 0.6) else c for c in name)
    share = draw.choice([0.35, 0.6, 1.0])
    out = "".join(draw.choice(ACCENTS[c]) if c in ACCENTS and draw.random() < share else c for c in name)
    return out if out != name else name.replace("a", "á")


CYRILLIC = str.maketrans(
    "aeoicpyjHKPJM", "\u0430\u0435\u043e\u0456\u0441\u0440\u0443\u0458\u041d\u041a\u0420\u0408\u041c"
)
GREEK = str.maketrans("auoiHKP", "\u03b1\u03c5\u03bf\u03b9\u0397\u039a\u03a1")
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def homoglyphs(draw: random.Random, name: str) -> str:
    """Letters of another alphabet that look the same."""
    table = draw.choice([CYRILLIC, CYRILLIC, GREEK, WIDE])
    if draw.random() < 0.6:
        return name.translate(table)
    words = name.split()
    chosen = draw.choice([i for i, word in enumerate(words) if word.translate(table) != word])
    words[chosen] = words[chosen].translate(table)
    return " ".join(words)


LEET = {"a": "4@4", "i": "1!1", "e": "3", "s": "5$", "g": "9", "G": "6", "u": "v"}


def leet(draw: random.Random, name: str) -> str:
    """Figures and signs for letters."""
    share = draw.choice([0.4, 0.7, 1.0])
    letters = LEET if draw.random() < 0.3 else {c: s for c, s in LEET.items() if c != "u"}
    out = "".join(draw.choice(letters[c]) if c in letters and draw.random() < share else c for c in name)
    out = out if out != name else name.replace("a", "4")
    return draw.choice([out, out, out.lower()])


def invisible(draw: random.Random, name: str) -> str:
    """Characters nobody sees, between letters."""
    sign = draw.choice("\u200b\u200c\u200d\u2060\ufeff\u00ad")
    if draw.random() < 0.4:
        return sign.join(name)
    where = set(draw.sample(range(1, len(name)), draw.randint(1, 4)))
    return "".join((sign if i in where else "") + c for i, c in enumerate(name))


NEIGHBOURS = dict(zip("aeinrudgwhmlcysj", "sromtyfhejnkxtdk", strict=True))


def _in_longer_word(draw: random.Random, name: str, change: Callable[[str, int], str]) -> str:
    """NAME with one of its longer words changed at some letter after the first."""
    words = name.split()
    chosen = draw.choice([i for i, word in enumerate(words) if len(word) >= 6])
    word = words[chosen]
    while words[chosen] == word:
        words[chosen] = change(word, draw.randrange(1, len(word)))
    return " ".join(words)


def slip(draw: random.Random, name: str) -> str:
    """One typing error in a longer word."""

    def swapped(word: str, at: int) -> str:
        return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]

    change = draw.choice(
        [
            lambda word, at: word[:at] + word[at + 1 :],
            lambda word, at: word[:at] + word[at] + word[at:],
            swapped,
            lambda word, at: word[:at] + NEIGHBOURS[word[at]] + word[at + 1 :],
        ]
    )
    return draw.choice([str, str.lower])(_in_longer_word(draw, name, change))


def masked(draw: random.Random, name: str) -> str:
    """One letter of a longer word hidden."""
    sign = draw.choice("*_.-x*")
    return _in_longer_word(draw, name, lambda word, at: word[:at] + sign + word[at + 1 :])


OLD = {
    "Randu Giwang": ["Randoe Giwang"],
    "Haji Jumhari Dalam": [
        "Hadji Djoemhari Dalam",
        "Haji Djumhari Dalam",
        "Hadji Joemhari Dalem",
        "H. Djoemhari Dalam",
    ],
    "Griya Kencana Wulung": ["Grija Kentjana Woeloeng", "Griya Kentjana Wulung", "Griya Kencana Woeloeng"],
    "Pangeran Wirasanjaya": ["Pangeran Wirasandjaja", "Pangeran Wirasandjaya", "P. Wirasandjaja"],
}
HEARD = {
    "Randu Giwang": ["Rando Giwang", "Randu Kiwang", "Rantu Giwang", "Randu Gewang", "Landu Giwang", "Randhu Giwank"],
    "Haji Jumhari Dalam": ["Haji Jumari Dalam", "Haji Zumhari Dalam", "Aji Jumhari Dalam", "Haji Jomhari Dalem"],
    "Griya Kencana Wulung": [
        "Gria Kencana Ulung",
        "Griya Kencono Wulung",
        "Griya Kancana Wulong",
        "Griya Gencana Wulung",
    ],
    "Pangeran Wirasanjaya": [
        "Pangeran Wirosanjoyo",
        "Pangeran Wirasenjaya",
        "Pangeran Wirasancaya",
        "Pangeran Birasanjaya",
        "Pangéran Wira Sanjaya",
    ],
}
FILLERS = [", eh, ", "... apa ya... ", ", ehm, ", " gitu, terus ", ", bentar, ", " anu ", "... hmm... ", ", iya, "]


def spoken(draw: random.Random, name: str) -> str:
    """As somebody who dictates or hesitates says it."""
    words = draw.choice([name, name, name.lower()]).split()
    if draw.random() < 0.15:
        return f"{words[0]} dulu, habis itu {' '.join(words[1:])}"
    if draw.random() < 0.15:
        return f"namanya {words[0]}, spasi, {' '.join(words[1:])}"
    out = words[0]
    gap = draw.randrange(1, len(words))
    for i, word in enumerate(words[1:], 1):
        out += (draw.choice(FILLERS) if i == gap or draw.random() < 0.3 else " ") + word
    return out


def bare(draw: random.Random) -> str:
    """Lower case, with something stuck to it."""
    it = draw.choice(NAMES)
    tail = draw.choice([" iv", " 4", " empat", "4"]) if it.tails != [""] else ""
    name = it.name.lower()
    front = draw.choice(["", "di", "ke", "dari ", "yg di ", "jl" if it.prefixes is STREET else "", "rumah ", "arah "])
    back = draw.choice(["nya", "-nya", "an", "ku", " itu lho", "lah", "kan", "", "aja", "an situ"])
    return front + name + (tail + draw.choice(["", " itu"]) if tail else back)


HIDDEN: dict[str, Callable[[random.Random], str]] = {
    "spaced out": lambda draw: told(draw, spaced_out),
    "glued": lambda draw: told(draw, glued),
    "dotted": lambda draw: told(draw, dotted),
    "case": lambda draw: told(draw, case),
    "marks": lambda draw: told(draw, marks),
    "homoglyphs": lambda draw: told(draw, homoglyphs),
    "leet": lambda draw: told(draw, leet),
    "invisible": lambda draw: told(draw, invisible),
    "slip": lambda draw: told(draw, slip),
    "masked": lambda draw: told(draw, masked),
    "old spelling": lambda draw: told(draw, lambda d, name: d.choice(OLD[name])),
    "misheard": lambda draw: told(draw, lambda d, name: d.choice(HEARD[name])),
    "spoken": lambda draw: told(draw, spoken),
    "bare": bare,
}
