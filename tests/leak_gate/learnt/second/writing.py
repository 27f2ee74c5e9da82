"""How people hide or mangle a name when they write it. Each takes a draw and the name."""

from __future__ import annotations

import random
import unicodedata

INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u00ad", "\u2060", "\ufeff"]
ALIKE = dict(zip("aceopxyiAEOPCTHKMBX", "асеорхуіАЕОРСТНКМВХ", strict=True))
LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "g": "9", "t": "7", "l": "1"}


def spaced_out(draw: random.Random, name: str) -> str:
    """P e r e n j a k"""
    gap = draw.choice([" ", "  ", ". ", "-", "_", " . "])
    return draw.choice(["  ", "   ", " / ", gap]).join(gap.join(word) for word in name.split())


def glued(draw: random.Random, name: str) -> str:
    """PerenjakGunting, #perenjakgunting"""
    together = "".join(name.split())
    return draw.choice([together, together.lower(), "#" + together.lower(), together.upper(), "@" + together.lower(), f"({together})"]) + draw.choice(["", "1", "!", "..."])  # fmt: skip


def dotted(draw: random.Random, name: str) -> str:
    """Perenjak-Gunting, Pe.ren.jak"""
    if draw.random() < 0.6:
        return draw.choice(["-", "_", ".", "/", " - ", "+", "*", "\n", "--"]).join(name.split())
    cut = draw.randrange(2, 5)
    return " ".join(word[:cut] + draw.choice([".", "-", "/", " "]) + word[cut:] for word in name.split())


def shouting(draw: random.Random, name: str) -> str:
    """pErEnJaK"""
    kind = draw.randrange(4)
    if kind == 0:
        return name.upper()
    if kind == 1:
        return name.lower()
    if kind == 2:
        return name.swapcase()
    return "".join(draw.choice([c.upper(), c.lower()]) for c in name)


def with_marks(draw: random.Random, name: str) -> str:
    """Pérēnjàk"""
    return "".join(
        unicodedata.normalize("NFC", c + draw.choice("\u0301\u0300\u0304\u0302\u0308")) if c in "aeiouAEIOU" and draw.random() < 0.6 else c
        for c in name
    )  # fmt: skip


def cyrillic(draw: random.Random, name: str) -> str:
    """Letters of another alphabet that look the same; full-width ones too."""
    if draw.random() < 0.25:
        return "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in name)
    return "".join(ALIKE[c] if c in ALIKE and draw.random() < 0.7 else c for c in name)


def figures_for_letters(draw: random.Random, name: str) -> str:
    """P3r3nj4k"""
    return "".join(draw.choice(LEET[c.lower()]) if c.lower() in LEET and draw.random() < 0.6 else c for c in name)


def invisible(draw: random.Random, name: str) -> str:
    """Characters that do not show, between letters."""
    return "".join(c + (draw.choice(INVISIBLE) if draw.random() < 0.4 else "") for c in name)


def one_slip(draw: random.Random, name: str) -> str:
    """One letter too many, too few, exchanged or wrong, in one of the longer words."""
    words = name.split()
    at = draw.choice([n for n, word in enumerate(words) if len(word) >= 6])
    word, spot = words[at], draw.randrange(1, len(words[at]) - 1)
    kind = draw.randrange(4)
    if kind == 0:
        word = word[:spot] + word[spot + 1 :]
    elif kind == 1:
        word = word[:spot] + draw.choice("aeiunr") + word[spot:]
    elif kind == 2:
        word = word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :]
    else:
        word = word[:spot] + draw.choice("aeiunr") + word[spot + 1 :]
    words[at] = word
    return " ".join(words)


def masked(draw: random.Random, name: str) -> str:
    """P*renjak: a letter of one or two words hidden behind a sign, as one writes a word not to be found."""
    words = name.split()
    for at in draw.sample([n for n, word in enumerate(words) if len(word) >= 6], k=1):
        spot = draw.randrange(1, len(words[at]) - 1)
        words[at] = words[at][:spot] + draw.choice("*_.-x") + words[at][spot + 1 :]
    return " ".join(words)


def old_spelling(draw: random.Random, name: str) -> str:
    """Perendjak Goenting, as the old people write"""
    former = {"j": "dj", "u": "oe", "c": "tj", "J": "Dj", "U": "Oe", "C": "Tj"}
    if draw.random() < 0.3:
        former["y"] = "j"
    old = "".join(former.get(c, c) for c in name)
    return old + draw.choice(["", " itoe", " jang lama", " sana", " (ejaan lama)", " dahoeloe"])


def misheard(draw: random.Random, name: str) -> str:
    """Written as it was heard: p for f, k for g at the end, doubled letters, a dropped h."""
    heard = {
        "Perenjak Gunting": ["Prenjak Gunting", "Perenjak Guntingg", "Perenjaak Gunting", "Perenjag Gunting", "Pherenjak Gunting"],
        "Haji Marzuki Dalam": ["Haji Marjuki Dalam", "Aji Marzuki Dalam", "Haji Marzukie Dalam", "Haji Marzzuki Dalam", "Haji Marsuki Dalam"],
        "Pangeran Suryanegara": ["Pangeran Surianegara", "Pangeran Soeryanegara", "Pangeran Suryanagara", "Pangeran Suryanegaraa", "Pangeran Surjanegara"],
        "Griya Telaga Wening": ["Griya Tlaga Wening", "Gria Telaga Wening", "Griya Telaga Weningg", "Griya Telagga Wening", "Grya Telaga Wening"],
    }  # fmt: skip
    return draw.choice(heard[name])


def spoken(draw: random.Random, name: str) -> str:
    """As somebody dictates it, with fillers between the words."""
    return draw.choice([" eh ", " anu ", ", ", " ... ", " … ", " — ", " emm "]).join(name.split())


def bare(draw: random.Random, name: str) -> str:
    """Nothing but the name, in lower case, with a word stuck to it."""
    return name.lower() + draw.choice(["nya", " situ", " aja", " tuh", " kok", ""])
