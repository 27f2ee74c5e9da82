"""Ways in which people hide, misspell or mishear a distinctive name."""

from __future__ import annotations

import random
import unicodedata

from tests.leak_gate.held_out.places import NAMES

LOOKALIKES = {
    "a": "аɑα",
    "e": "еҽ",
    "i": "іι",
    "o": "оοօ",
    "c": "с",
    "p": "рρ",
    "y": "у",
    "K": "КΚ",
    "S": "Ѕ",
    "H": "НΗ",
    "B": "ВΒ",
    "T": "ТΤ",
    "j": "ј",
    "J": "Ј",
    "u": "υ",
    "n": "ո",
}
LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "b": "8", "g": "9"}
ACCENTS = ["\u0301", "\u0300", "\u0302", "\u0308", "\u0304", "\u0303"]
INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"]
OLD = {"u": "oe", "j": "dj", "y": "j", "c": "tj"}
KEYS = {
    "a": "sq",
    "b": "vn",
    "c": "xv",
    "d": "sf",
    "e": "wr",
    "g": "fh",
    "h": "gj",
    "i": "uo",
    "j": "kh",
    "k": "jl",
    "l": "k",
    "m": "n",
    "n": "m",
    "o": "ip",
    "p": "o",
    "r": "et",
    "s": "ad",
    "t": "ry",
    "u": "yi",
    "w": "eq",
    "y": "tu",
}
MISHEARD = [
    *("Jalan Sabo Kelambu", "Sao Kelambu", "Jl. Sawoh Kelambuk", "Sawo Gelambu", "jalan Sawu Kelambu", "Sawo Kelampu"),
    *("Gang Aji Jumaron", "Haji Zumaron", "Gg. Haji Jumarong", "Haji Jemaron Dalem", "Gang Kaji Jumaron Dalam"),
    *("Gria Tirta Lembayong", "Perum Griya Tirta Rembayung", "Tirto Lembayung", "Griya Terta Lembayung"),
    *("Apartemen Kenary Sanja", "Kanari Senja", "Apartemen Kenari Senjah", "Kenari Senza", "Canary Senja"),
    *("Jalan Kapten Wirajundaka", "Kapten Wiracondaka", "Kapten Wirasundaka", "Jl. Kapten Wirocundaka"),
    *("Bungor Layong", "jalan Bungur Rayung Timur", "Mungur Layung", "Jl. Bunggur Layung Timur", "Bungur Layang Timur"),
]
FILLERS = [
    *(", eh, ", " ... apa ya ... ", ", anu, ", " mmm ", ", apa itu namanya, ", " -- sebentar -- ", ", iya, terus "),
    *(", emm, ", " gitu lho, ", ", spasi, ", " uh, ", ", koma eh bukan, ", " habis itu ", ", ee, "),
]


def named(draw: random.Random) -> tuple[str, str]:
    """A name to hide, and what goes before it (often nothing)."""
    name, before = draw.choice(NAMES)
    return name, draw.choice(["", "", draw.choice(before) + " "])


def longer_word(draw: random.Random, name: str) -> tuple[list[str], int]:
    """The words of NAME and the index of one with six letters or more (the longest where there is none)."""
    words = name.split()
    fit = [at for at, word in enumerate(words) if len(word) >= 6]
    return words, draw.choice(fit)


def spaced_out(draw: random.Random) -> str:
    """Letters apart."""
    name, before = named(draw)
    name = draw.choice([name, name.upper(), name.lower()])
    return before + draw.choice(["   ", " ", "  "]).join(" ".join(word) for word in name.split())


def glued(draw: random.Random) -> str:
    """Words without spaces."""
    name, before = named(draw)
    name = name.replace(" ", "")
    return draw.choice([before, before.replace(".", "").replace(" ", "")]) + draw.choice(
        [name, name.lower(), name.upper(), "#" + name.lower(), name.capitalize()]
    )


def dotted(draw: random.Random) -> str:
    """Signs between the words or between the letters."""
    name, before = named(draw)
    sign = draw.choice([".", "-", "_", "/", "*", "·", "|", "~", "+"])
    if draw.random() < 0.5:
        return before + draw.choice([name, name.lower()]).replace(" ", sign)
    return before + draw.choice([" ", sign]).join(sign.join(word) for word in name.split())


def cased(draw: random.Random) -> str:
    """Odd capitals."""
    name, before = named(draw)
    return before + draw.choice(
        [
            "".join(sign.upper() if at % 2 else sign.lower() for at, sign in enumerate(name)),
            "".join(draw.choice([sign.upper(), sign.lower()]) for sign in name),
            name.swapcase(),
            name.upper(),
        ]
    )


def some_changed(draw: random.Random, name: str, changes: dict[str, str], share: float) -> str:
    """NAME with a share of the letters in CHANGES exchanged, at least one of them."""
    places = [at for at, sign in enumerate(name) if sign in changes]
    chosen = {at for at in places if draw.random() < share} or {draw.choice(places)}
    return "".join(draw.choice(changes[sign]) if at in chosen else sign for at, sign in enumerate(name))


def marked(draw: random.Random) -> str:
    """Accents on letters."""
    name, before = named(draw)
    vowels = [at for at, sign in enumerate(name) if sign in "aeiou"]
    chosen = set(draw.sample(vowels, draw.randint(1, min(4, len(vowels)))))
    text = "".join(sign + draw.choice(ACCENTS) if at in chosen else sign for at, sign in enumerate(name))
    return before + unicodedata.normalize(draw.choice(["NFC", "NFD"]), text)


def lookalikes(draw: random.Random) -> str:
    """Letters of other alphabets, or full-width ones."""
    name, before = named(draw)
    if draw.random() < 0.25:
        return before + "".join(chr(ord(sign) + 0xFEE0) if sign != " " else draw.choice(" \u3000") for sign in name)
    return before + some_changed(draw, name, LOOKALIKES, draw.choice([0.2, 0.5, 1.0]))


def leet(draw: random.Random) -> str:
    """Figures for letters."""
    name, before = named(draw)
    return before + some_changed(draw, draw.choice([name, name.lower()]), LEET, draw.choice([0.3, 0.6, 1.0]))


def invisible(draw: random.Random) -> str:
    """Signs that nobody sees."""
    name, before = named(draw)
    sign = draw.choice(INVISIBLE)
    if draw.random() < 0.3:
        return before + sign.join(name)
    chosen = set(draw.sample(range(1, len(name)), draw.randint(1, 3)))
    return before + "".join(sign + letter if at in chosen else letter for at, letter in enumerate(name))


def slip(draw: random.Random) -> str:
    """One typing mistake."""
    name, before = named(draw)
    words, which = longer_word(draw, name)
    word = words[which]
    at = draw.randrange(1, len(word))
    style = draw.randrange(4)
    if style == 0:
        changed = word[:at] + word[at + 1 :]
    elif style == 1:
        changed = word[:at] + word[at] + word[at:]
    elif style == 2 and at < len(word) - 1 and word[at] != word[at + 1]:
        changed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    else:
        changed = word[:at] + draw.choice(KEYS[word[at]]) + word[at + 1 :]
    words[which] = changed
    return before + " ".join(words)


def masked(draw: random.Random) -> str:
    """One letter hidden."""
    name, before = named(draw)
    words, which = longer_word(draw, name)
    at = draw.randrange(1, len(words[which]))
    words[which] = words[which][:at] + draw.choice("*_.-x") + words[which][at + 1 :]
    return before + " ".join(words)


def old_spelling(draw: random.Random) -> str:
    """As before 1947 or 1972."""
    name, before = named(draw)
    places = [at for at, sign in enumerate(name) if sign.lower() in OLD]
    chosen = set(places) if draw.random() < 0.6 else {draw.choice(places)}
    text = ""
    for at, sign in enumerate(name):
        new = OLD[sign.lower()] if at in chosen else sign
        text += new.capitalize() if sign.isupper() else new
    return before.replace("Jalan", "Djalan") + draw.choice([text, text, text.lower()])


def misheard(draw: random.Random) -> str:
    """As it sounds to somebody who doesn't know it."""
    said = draw.choice(["", "", "katanya ", "kedengarannya ", "kalau tidak salah dengar "])
    return said + draw.choice(MISHEARD)


def spoken(draw: random.Random) -> str:
    """Dictated with hesitation."""
    name, before = named(draw)
    words = draw.choice([name, name, name.lower()]).split()
    text = words[0]
    for at, word in enumerate(words[1:]):
        text += (draw.choice(FILLERS) if at == 0 or draw.random() < 0.5 else " ") + word
    return before + text


def bare(draw: random.Random) -> str:
    """Lower case, with something stuck to it."""
    name, before = draw.choice(NAMES)
    name = name.lower()
    word = draw.choice(before).lower().rstrip(".").replace(" ", "")
    return draw.choice(
        [
            f"{name}nya",
            f"{name}-nya",
            f"di{name}",
            f"ke{name}",
            f"{word}{name}",
            f"yg {name} itu",
            f"{name}situ",
            f"{name}lah",
            f"{name}kan udah dibilang",
            f"dari{name}",
        ]
    )
