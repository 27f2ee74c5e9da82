"""Disguises: what a hurried or a malicious hand does to a piece of text."""

from __future__ import annotations

import random
import re
import string


def _by_letter(words: str) -> dict[str, str]:
    """WORDS under the letters from a to z."""
    return dict(zip(string.ascii_lowercase, words.split(), strict=True))


DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_LETTERS = _by_letter("a be ce de e ef ge ha i je ka el em en o pe ki er es te u ve we eks ye zet")
_RADIO = _by_letter(
    "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliet Kilo Lima Mike November Oscar Papa Quebec "
    "Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu"
)
_KEYS = _by_letter("sq vn xv sf wr dg fh gj uo hk jl k n bm ip o w et ad ry yi cb qe zc tu x")
_CYRILLIC = str.maketrans("aeopcxyiskAEOPCKTBHM", "аеорсхуіѕкАЕОРСКТВНМ")
_GREEK = str.maketrans("aeiknoupt", "αεικηουρτ")
_ACCENTS = str.maketrans("aeiousnkl", "àéïôüšñķł")
_LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "b": "8", "g": "9", "l": "1", "t": "7"}
HIDDEN = "\u200b\u200c\u200d\u2060\u00ad\ufeff"


def _ranged(text: str, small: int, capital: int, figure: int | None = None) -> str:
    """TEXT with its letters moved to other rows of Unicode that look the same."""
    found = []
    for sign in text:
        if "a" <= sign <= "z":
            found.append(chr(small + ord(sign) - ord("a")))
        elif "A" <= sign <= "Z":
            found.append(chr(capital + ord(sign) - ord("A")))
        elif sign.isdigit() and figure is not None:
            found.append(chr(figure + int(sign)))
        else:
            found.append(sign)
    return "".join(found)


def lookalike(draw: random.Random, text: str) -> str:
    """TEXT in letters of another script or another row."""
    return draw.choice(
        [
            lambda: text.translate(_CYRILLIC),
            lambda: text.translate(_GREEK),
            lambda: text.translate(_ACCENTS),
            lambda: _ranged(text, 0xFF41, 0xFF21, 0xFF10),
            lambda: _ranged(text, 0x1D41A, 0x1D400, 0x1D7CE),
            lambda: _ranged(text, 0x1D5EE, 0x1D5D4, 0x1D7EC),
            lambda: _ranged(text, 0x24D0, 0x24B6),
            lambda: "".join(part.translate(_CYRILLIC) if draw.random() < 0.4 else part for part in text),
        ]
    )()


def leet(draw: random.Random, text: str) -> str:
    """TEXT with figures and signs for some letters."""
    found = [draw.choice(_LEET[sign]) if sign in _LEET and draw.random() < 0.6 else sign for sign in text.lower()]
    return "".join(found) if "".join(found) != text.lower() else text.lower().replace("a", "4")


def hidden(draw: random.Random, text: str) -> str:
    """TEXT with characters in it that nobody sees."""
    often = draw.choice([0.2, 0.5, 1.0])
    signs = draw.choice([HIDDEN, draw.choice(HIDDEN)])
    middle = len(text) // 2
    found = [
        sign + (draw.choice(signs) if at == middle or draw.random() < often else "") for at, sign in enumerate(text)
    ]
    return "".join(found)


def no_vowels(draw: random.Random, text: str) -> str:
    """TEXT with most vowels inside its words left out, never the first letter of a word."""
    keep = draw.choice([0.0, 0.3, 0.5])
    found = re.sub(r"(?<=\w)[aeiou]", lambda hit: hit[0] if draw.random() < keep else "", text)
    return found if found != text else re.sub(r"(?<=\w)[aeiou]", "", text)


def slip(draw: random.Random, text: str) -> str:
    """TEXT with one slip of the finger in one of its longer words."""
    words = text.split(" ")
    at = draw.choice([place for place, word in enumerate(words) if len(word) >= 5])
    word = words[at]
    spot = draw.randrange(1, len(word) - 1)
    sign = word[spot]
    words[at] = draw.choice(
        [
            word[:spot] + word[spot + 1 :],
            word[: spot + 1] + word[spot:],
            word[:spot] + word[spot + 1] + sign + word[spot + 2 :],
            word[:spot] + draw.choice(_KEYS.get(sign, "x")) + word[spot + 1 :],
        ]
    )
    return " ".join(words) if words[at] != word else " ".join([*words[:at], word[:-1], *words[at + 1 :]])


def any_case(draw: random.Random, text: str) -> str:
    """TEXT in wrong capitals, or with its words run together, or both."""
    glued = text.replace(" ", "").replace(".", "")
    return draw.choice(
        [
            text.upper(),
            text.swapcase(),
            "".join(draw.choice([sign.upper(), sign.lower()]) for sign in text),
            glued,
            glued.lower(),
            glued.upper(),
            text.replace(" ", draw.choice(["   ", "\t", "\u00a0", "  "])),
        ]
    )


def apart(draw: random.Random, text: str) -> str:
    """TEXT with something between its letters or its syllables."""
    between = draw.choice([" ", " ", ".", "-", "_", "*", "/", "|", "·", ","])
    if draw.random() < 0.6:
        return draw.choice(["  ", f" {between} "]).join(between.join(word) for word in text.split())
    pieces = re.sub(r"(?<=[aeiou])(?=[b-df-hj-np-tv-z][aeiou])|(?<=[nmrk])(?=[b-df-hj-np-tv-z][aeiou])", between, text)
    return pieces if pieces != text else between.join(text)


def broken(draw: random.Random, text: str) -> str:
    """TEXT that runs over the end of a line, in the middle of its last long word or between words."""
    words = text.split(" ")
    end = draw.choice(["\n", "\r\n", "\n> ", "\n    ", "<br>", " \n\n"])
    if draw.random() < 0.4:
        return end.join([words[0], " ".join(words[1:])])
    at = max(place for place, word in enumerate(words) if len(word) >= 5)
    spot = draw.randrange(2, len(words[at]) - 1)
    words[at] = words[at][:spot] + draw.choice(["-", "", "=", "- "]) + end + words[at][spot:]
    return " ".join(words)


def dictated(draw: random.Random, word: str) -> str:
    """WORD said letter by letter."""
    low = word.lower()
    return draw.choice(
        [
            " ".join(_LETTERS[sign] for sign in low),
            "-".join(_LETTERS[sign] for sign in low),
            ", ".join(_LETTERS[sign] for sign in low),
            "-".join(word.upper()),
            " ".join(_RADIO[sign] for sign in low),
        ]
    )


def escaped(draw: random.Random, text: str) -> str:
    """TEXT as a page, a link or a programme writes it."""
    return draw.choice(
        [
            lambda: text.replace(" ", "&nbsp;"),
            lambda: "".join(f"&#{ord(sign)};" for sign in text),
            lambda: "".join(f"&#x{ord(sign):x};" if draw.random() < 0.4 else sign for sign in text),
            lambda: text.replace(" ", "%20").replace("/", "%2F"),
            lambda: text.replace(" ", "+"),
            lambda: "".join(f"%{ord(sign):02X}" for sign in text),
            lambda: "".join(f"\\u{ord(sign):04x}" if draw.random() < 0.3 else sign for sign in text),
            lambda: " ".join(f"<b>{word}</b>" for word in text.split()),
            lambda: " ".join(f'<span style="color:red">{word[:2]}</span>{word[2:]}' for word in text.split()),
            lambda: " ".join(f"**{word}**" for word in text.split()),
            lambda: text.replace(" ", "=20"),
        ]
    )()


def numeral(number: str) -> str:
    """The figures of NUMBER as words, one by one."""
    return " ".join(DIGITS[int(sign)] for sign in number if sign.isdigit())


def keycaps(number: str) -> str:
    """The figures of NUMBER as the little keys of a telephone."""
    return "".join(f"{sign}\ufe0f\u20e3" if sign.isdigit() else sign for sign in number)
