"""Ways to hide a distinctive name in how it is written or said."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from tests.leak_gate.learnt.sixth.places import HIDDEN_NAMES

_WORDS = {"Candrasa Wulung": "Jl ", "Haji Sujatman Dalam": "Gang ", "Griya Lembayung Asri": "Perumahan "}
_NUMBERS = {
    "Candrasa Wulung": " No. 38",
    "Haji Sujatman Dalam": " no 6C",
    "Griya Lembayung Asri": " blok D7 no 21",
    "Pangeran Wirajumena": " IV no. 19",
}
_LOOKALIKES = (
    dict(zip("aeopcyxij", "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458", strict=True)),
    dict(zip("aouivnw", "\u03b1\u03bf\u03c5\u03b9\u03bd\u03b7\u03c9", strict=True)),
    {chr(code): chr(code + 0xFEE0) for code in (*range(65, 91), *range(97, 123))},
)
_LEET = (
    {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5"},
    {"a": "@", "u": "v", "i": "!", "s": "$"},
    {"a": "4", "g": "9"},
)
_UNSEEN = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad")
_OLD = {
    "Candrasa Wulung": ("Tjandrasa Woeloeng", "Tjandrasa Wulung", "Candrasa Woeloeng"),
    "Haji Sujatman Dalam": ("Hadji Soedjatman Dalam", "Haji Soedjatman Dalam", "Hadji Sudjatman Dalam"),
    "Griya Lembayung Asri": ("Grija Lembajoeng Asri", "Griya Lembayoeng Asri", "Grija Lembajung Asri"),
    "Pangeran Wirajumena": ("Pangeran Wiradjoemena", "Pangeran Wiradjumena", "Pangeran Wirajoemena"),
}
_MISHEARD = {
    "Candrasa Wulung": (
        "Chandrasa Wulung",
        "Candrasa Wulong",
        "Cendrasa Wulung",
        "Candraksa Wulung",
        "Candrasa Bulung",
        "Jandrasa Wulung",
        "Candrasah Wulun",
    ),
    "Haji Sujatman Dalam": (
        "Haji Sujadman Dalam",
        "Haji Sucatman Dalam",
        "Haji Sujatmen Dalem",
        "Aji Sujatman Dalam",
        "Haji Syujatman Dalam",
        "Haji Sujapman Dalam",
    ),
    "Griya Lembayung Asri": (
        "Geria Lembayung Asri",
        "Griya Lembayong Asri",
        "Griya Lambayung Asri",
        "Griya Lembayun Asri",
        "Gria Lembahyung Asri",
        "Griya Rembayung Asri",
    ),
    "Pangeran Wirajumena": (
        "Pangeran Wirajumina",
        "Pangeran Wiracumena",
        "Pangeran Wirojumeno",
        "Pangeran Birajumena",
        "Pangeran Wirajumenak",
        "Pangeran Wirayumena",
    ),
}


def _shown(draw: random.Random, name: str, hidden: str) -> str:
    """The hidden name, sometimes with its word for a street, sometimes with the number."""
    before = draw.choice(("", _WORDS.get(name, "Jalan "), _WORDS.get(name, "Jl. ")))
    return before + hidden + draw.choice(("", "", _NUMBERS[name]))


def _way(hide: Callable[[random.Random, str], str]) -> Callable[[random.Random], str]:
    def make(draw: random.Random) -> str:
        name = draw.choice(HIDDEN_NAMES)
        hidden = hide(draw, name)
        while hidden == name:
            hidden = hide(draw, name)
        return _shown(draw, name, hidden)

    return make


def _spaced_out(draw: random.Random, name: str) -> str:
    written = draw.choice((name, name.upper(), name.lower()))
    return draw.choice(("  ", "   ", " ", " / ")).join(" ".join(word) for word in written.split())


def _glued(draw: random.Random, name: str) -> str:
    one = name.replace(" ", "")
    return draw.choice((one, one.lower(), one.upper(), f"#{one}", f"#{one.lower()}", one.capitalize()))


def _dotted(draw: random.Random, name: str) -> str:
    sign = draw.choice((".", "-", "_", "/", "*", "~", "+", "|"))
    if draw.random() < 0.5:
        return name.replace(" ", sign)
    if draw.random() < 0.5:
        return " ".join(sign.join(word) for word in name.split())
    words = name.split()
    at = max(range(len(words)), key=lambda index: len(words[index]))
    cut = draw.randrange(2, len(words[at]) - 1)
    words[at] = words[at][:cut] + sign + words[at][cut:]
    return " ".join(words)


def _case(draw: random.Random, name: str) -> str:
    mixed = "".join(draw.choice((letter.upper(), letter.lower())) for letter in name)
    return draw.choice((name.upper(), name.lower(), name.swapcase(), mixed, mixed))


def _marks(draw: random.Random, name: str) -> str:
    marked = "".join(
        letter + draw.choice("\u0301\u0300\u0308\u0304\u0302\u0323")
        if letter in "aeiou" and draw.random() < 0.6
        else letter
        for letter in name
    )
    return unicodedata.normalize(draw.choice(("NFC", "NFD")), marked)


def _homoglyphs(draw: random.Random, name: str) -> str:
    table, share = draw.choice(_LOOKALIKES), draw.choice((0.5, 1.0))
    return "".join(table.get(letter, letter) if draw.random() < share else letter for letter in name)


def _leet(draw: random.Random, name: str) -> str:
    table = draw.choice(_LEET)
    share = draw.choice((0.7, 1.0))
    written = draw.choice((name, name.lower()))
    return "".join(table.get(letter, letter) if draw.random() < share else letter for letter in written)


def _invisible(draw: random.Random, name: str) -> str:
    unseen = draw.choice(_UNSEEN)
    if draw.random() < 0.4:
        return unseen.join(name)
    spots = set(draw.sample(range(1, len(name)), 3))
    return "".join(unseen + letter if at in spots else letter for at, letter in enumerate(name))


def _long_word(draw: random.Random, name: str) -> tuple[list[str], int]:
    words = name.split()
    return words, draw.choice([at for at, word in enumerate(words) if len(word) >= 6])


def _slip(draw: random.Random, name: str) -> str:
    words, which = _long_word(draw, name)
    word = words[which]
    at = draw.randrange(1, len(word) - 1)
    while word[at] == word[at + 1]:
        at = draw.randrange(1, len(word) - 1)
    wrong = draw.choice([letter for letter in "aeioumnrstkl" if letter != word[at]])
    words[which] = draw.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + wrong + word[at + 1 :],
        )
    )
    return draw.choice((" ".join(words), " ".join(words).lower()))


def _masked(draw: random.Random, name: str) -> str:
    words, which = _long_word(draw, name)
    at = draw.randrange(1, len(words[which]))
    words[which] = words[which][:at] + draw.choice("*_.-x") + words[which][at + 1 :]
    return " ".join(words)


def _old_spelling(draw: random.Random, name: str) -> str:
    written = draw.choice(_OLD[name])
    return draw.choice((written, written, written.lower(), written.upper()))


def _misheard(draw: random.Random, name: str) -> str:
    return draw.choice(_MISHEARD[name])


def _spoken(draw: random.Random, name: str) -> str:
    fillers = (
        ", eh, ",
        "... ",
        ", apa ya, ",
        " emm ",
        ", hmm... ",
        " apa itu ",
        ", anu, ",
        " eee ",
        ", terus ",
        ", uh, ",
    )
    words = name.split()
    said = words[0]
    for at, word in enumerate(words[1:]):
        said += (draw.choice(fillers) if at == 0 or draw.random() < 0.5 else " ") + word
    return said


def _bare(draw: random.Random) -> str:
    name = draw.choice(HIDDEN_NAMES)
    low = name.lower()
    number = {"Candrasa Wulung": "38", "Haji Sujatman Dalam": "6c", "Pangeran Wirajumena": "iv"}.get(name, "d7")
    return draw.choice(
        (
            f"{low}",
            f"{low}nya",
            f"{low}-nya",
            f"di{low}",
            f"{low}lah",
            f"{low} {number}",
            f"ke{low}",
            f"{low}an situ",
            f"yg {low} tuh",
            f"rumah{low}",
        )
    )


WRITING: dict[str, Callable[[random.Random], str]] = {
    "spaced out": _way(_spaced_out),
    "glued": _way(_glued),
    "dotted": _way(_dotted),
    "case": _way(_case),
    "marks": _way(_marks),
    "homoglyphs": _way(_homoglyphs),
    "leet": _way(_leet),
    "invisible": _way(_invisible),
    "slip": _way(_slip),
    "masked": _way(_masked),
    "old spelling": _way(_old_spelling),
    "misheard": _way(_misheard),
    "spoken": _way(_spoken),
    "bare": _bare,
}
