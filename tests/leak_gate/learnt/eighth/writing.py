"""Ways in which the distinctive name of a street, lane or estate is hidden, mangled or half heard."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

# Each name with its word for a street and its number.
NAMES = [
    ("Tirta Wulandaru", ["Jl. ", "Jalan ", "jln "], [" No. 47", " 47", " nomor 47"]),
    ("Haji Sarmidun Dalam", ["Gang ", "Gg. "], [" No. 6C", " 6C", " nomor 6C"]),
    ("Griya Cakrawungu", ["Perumahan ", "Perum "], [" Blok F7 No. 12", " F7/12", " blok F7 nomor 12"]),
    ("Pangeran Jayalodra IV", ["Jl. ", "Jalan "], [" No. 21", " nomor 21"]),
    ("Pangeran Jayalodra", ["Jl. ", "Jalan "], ["", " IV"]),
]
HOMOGLYPHS = {
    "a": "\u0430\uff41\u03b1",
    "c": "\u0441\uff43",
    "d": "\uff44",
    "i": "\u0456\u03b9",
    "j": "\u0458",
    "o": "\u043e\u03bf",
    "u": "\u03c5\uff55",
    "y": "\u0443",
    "n": "\uff4e",
    "r": "\uff52",
    "H": "\u041d\u0397",
    "J": "\u0408",
    "P": "\u0420\u03a1",
    "T": "\u0422\u03a4",
    "D": "\uff24",
    "W": "\uff37",
}
LEET = {"a": "4@", "i": "1!", "e": "3", "o": "0", "s": "5$", "g": "9", "t": "7", "l": "1"}
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
MARKS = "\u0301\u0300\u0302\u0308\u0303\u0304"
OLD = {"u": "oe", "j": "dj", "c": "tj", "y": "j", "J": "Dj", "C": "Tj"}
MISHEARD = [
    *["Tirta Wulandaro", "Tirto Wulandaru", "Tirta Bulandaru", "Tirta Wulandalu", "Tirta Ulandaru", "Tirtha Wulandaru"],
    *["Tirta Wulan Daru", "Tirta Wolandaru", "Tirta Wulandharu", "Tirta Wurandaru", "Tita Wulandaru"],
    *["Haji Sarmidin Dalam", "Haji Salmidun Dalam", "Haji Sarmidon Dalam", "Haji Sarmitun Dalam", "Aji Sarmidun Dalam"],
    *["Haji Sarmidung Dalam", "Haji Sermidun Dalam", "Haji Sar Midun Dalam", "Haji Zarmidun Dalam"],
    *["Griya Cakrawunggu", "Griya Cokrowungu", "Gria Cakrawungu", "Griya Cakrawongu", "Griya Cakra Wungu"],
    *["Griya Cakrabungu", "Geriya Cakrawungu", "Griya Sakrawungu", "Griya Cakerawungu"],
    *["Pangeran Jayaludra IV", "Pangeran Jayalodera IV", "Pangeran Jayalotra IV", "Pangeran Joyolodro IV"],
    *["Pangeran Jaya Lodra IV", "Pangeran Jailodra IV", "Pangeran Zayalodra IV", "Pangeran Jayarodra IV"],
]
FILLERS = ["eh", "apa ya", "hmm", "anu", "...", "apa itu", "bentar", "terus", "uh", "gitu", "sebentar saya baca"]


def hidden(write: Callable[[random.Random, str], str]) -> Callable[[random.Random], str]:
    """A kind which changes a name by WRITE and at times says the street's word or the number too."""

    def make(draw: random.Random) -> str:
        name, streets, numbers = draw.choice(NAMES)
        before = draw.choice(streets) if draw.random() < 0.4 else ""
        after = draw.choice(numbers) if draw.random() < 0.3 else ""
        return before + write(draw, name) + after

    return make


def some(draw: random.Random, name: str, table: dict[str, str], share: float) -> str:
    """NAME with at least two, at most all of the letters in TABLE put otherwise."""
    able = [at for at, letter in enumerate(name) if letter in table]
    chosen = set(draw.sample(able, min(len(able), 2)))
    chosen |= {at for at in able if draw.random() < share}
    return "".join(draw.choice(table[letter]) if at in chosen else letter for at, letter in enumerate(name))


def long_word(draw: random.Random, name: str) -> tuple[str, str, str]:
    """What stands before, in and after one of the longest words of NAME."""
    words = [word for word in re.finditer(r"\w+", name) if len(word.group()) >= 8]
    word = draw.choice(words)
    return name[: word.start()], word.group(), name[word.end() :]


def spaced_out(draw: random.Random, name: str) -> str:
    words = name.split()
    if draw.random() < 0.3:
        longest = max(words, key=len)
        return " ".join(" ".join(word) if word == longest else word for word in words)
    return draw.choice(["  ", "   ", " "]).join(" ".join(word) for word in words)


def glued(draw: random.Random, name: str) -> str:
    joined = name.replace(" ", "")
    return draw.choice([joined, joined.lower(), f"#{joined.lower()}", joined.upper(), joined.capitalize()])


def dotted(draw: random.Random, name: str) -> str:
    sign = draw.choice([".", "-", "_", "/", "|", "*", "~", "+"])
    way = draw.randrange(3)
    if way == 0:
        return name.replace(" ", sign)
    if way == 1:
        return " ".join(sign.join(word) for word in name.split())
    return re.sub(r"([aiu])(?=[b-df-hj-np-tv-z][aiu])", rf"\1{sign}", name).replace(" ", draw.choice([" ", sign]))


def cased(draw: random.Random, name: str) -> str:
    way = draw.randrange(4)
    if way == 0:
        return name.upper()
    if way == 1:
        return name.swapcase()
    return "".join(draw.choice([letter.upper(), letter.lower()]) for letter in name)


def marked(draw: random.Random, name: str) -> str:
    able = [at for at, letter in enumerate(name) if letter in "aiuoen"]
    chosen = set(draw.sample(able, draw.randint(2, len(able))))
    mark = draw.choice([*MARKS, ""])
    text = "".join(letter + (mark or draw.choice(MARKS)) if at in chosen else letter for at, letter in enumerate(name))
    return draw.choice([text, unicodedata.normalize("NFC", text)])


def alike(draw: random.Random, name: str) -> str:
    if draw.random() < 0.15:
        return "".join(letter if letter == " " else chr(ord(letter) + 0xFEE0) for letter in name)
    return some(draw, name, HOMOGLYPHS, 0.4)


def leet(draw: random.Random, name: str) -> str:
    return some(draw, name, LEET, 0.5)


def unseen(draw: random.Random, name: str) -> str:
    sign = draw.choice(UNSEEN)
    if draw.random() < 0.3:
        return sign.join(name)
    places = set(draw.sample(range(1, len(name)), draw.randint(1, 4)))
    return "".join(sign + letter if at in places else letter for at, letter in enumerate(name))


def slip(draw: random.Random, name: str) -> str:
    before, word, after = long_word(draw, name)
    while True:
        at = draw.randrange(1, len(word) - 1)
        changed = draw.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + draw.choice("aiueonrtlksdmg") + word[at + 1 :],
            ]
        )
        if changed != word:
            return before + changed + after


def masked(draw: random.Random, name: str) -> str:
    before, word, after = long_word(draw, name)
    at = draw.randrange(1, len(word))
    return before + word[:at] + draw.choice("**_.-x") + word[at + 1 :] + after


def old(draw: random.Random, name: str) -> str:
    text = "".join(OLD[letter] if letter in OLD and draw.random() < 0.85 else letter for letter in name)
    return text if text != name else "".join(OLD.get(letter, letter) for letter in name)


def spoken(draw: random.Random, name: str) -> str:
    words = name.split()
    gaps = {draw.randrange(1, len(words))} | {at for at in range(1, len(words)) if draw.random() < 0.3}
    text = words[0]
    for at, word in enumerate(words[1:], start=1):
        filler = draw.choice(FILLERS)
        gap = draw.choice([f", {filler}, ", f" {filler} ", f"... {filler}... "]) if at in gaps else " "
        text += gap + word
    return text


def misheard(draw: random.Random) -> str:
    before = draw.choice(["", "", "jalan ", "kalau tidak salah "])
    name = draw.choice(MISHEARD)
    if before == "jalan " and name.split()[-1] == "Dalam":
        before = "gang "
    if before == "jalan " and name.startswith("G"):
        before = "perumahan "
    return before + draw.choice([name, name, name.lower()])


def bare(draw: random.Random) -> str:
    name, _, _ = draw.choice(NAMES)
    name = name.lower()
    return draw.choice(
        [
            f"{name}nya" if not name.endswith("iv") else f"{name}-nya",
            f"{name}-nya",
            f"di{name}",
            f"ke{name}",
            f"yg di-{name}",
            f"yg{name}",
            f"dr{name}",
            f"{name}aja" if not name.endswith("iv") else f"{name}-aja",
            f"{name}-lah",
            f"{name}kan" if not name.endswith("iv") else f"{name}-kan",
        ]
    )


WRITTEN: dict[str, Callable[[random.Random], str]] = {
    "spaced out": hidden(spaced_out),
    "glued": hidden(glued),
    "dotted": hidden(dotted),
    "case": hidden(cased),
    "marks": hidden(marked),
    "homoglyphs": hidden(alike),
    "leet": hidden(leet),
    "invisible": hidden(unseen),
    "slip": hidden(slip),
    "masked": hidden(masked),
    "old spelling": hidden(old),
    "misheard": misheard,
    "spoken": hidden(spoken),
    "bare": bare,
}
