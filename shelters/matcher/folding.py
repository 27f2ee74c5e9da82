"""Letters as the recogniser reads them: without marks, look-alikes, case, and what does not show."""

from __future__ import annotations

import functools
import re
import unicodedata

# capitals and small letters of other alphabets that look like ours
_LOOK_ALIKES = {
    "A": "АΑ", "B": "ВΒ", "C": "СϹ", "E": "ЕΕ", "H": "НΗ", "I": "ІΙӀ", "J": "ЈͿ", "K": "КΚ",
    "M": "МΜ", "N": "Ν", "O": "ОΟՕ", "P": "РΡ", "S": "ЅՏ", "T": "ТΤ", "X": "ХΧ", "Y": "ҮΥУ",
    "Z": "Ζ", "a": "аαɑ", "b": "ьƅβ", "c": "сϲ", "d": "ԁđ", "e": "еεҽ", "g": "ɡ", "h": "һħ",
    "i": "іιı", "j": "јϳ", "k": "кκ", "l": "ӏł", "m": "м", "n": "ոпη", "o": "оοօø", "p": "рρ",
    "q": "ԛ", "r": "г", "s": "ѕ", "t": "тτ", "u": "υս", "v": "νѵ", "w": "ԝω", "x": "хχ", "y": "уγ",
    "z": "ᴢ", "ss": "ß",
}  # fmt: skip
_ALIKE = {ord(other): ours for ours, others in _LOOK_ALIKES.items() for other in others}
_FIGURES = tuple(str.maketrans("0134578@$!|9+6", letters) for letters in ("oieastbasiigtg", "oleastbasllgtg"))
FEW_LETTERS = 6  # signs of a word that may have one letter left
_CHUNK = re.compile(r"(?<!\S)[^\s0-9@$!|+]*+[0-9@$!|+]\S*")  # without a way back: the longest word is read once
_SOUNDS = [
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sy", "s"), ("sj", "s"), ("kh", "h"), ("ch", "h"), ("gh", "g"), ("dh", "d"),
    ("th", "t"), ("bh", "b"), ("ph", "f"), ("p", "f"), ("v", "f"), ("q", "k"), ("c", "k"), ("x", "s"), ("z", "s"),
    ("ie", "i"), ("y", "i"),
]  # fmt: skip
_V_FOR_U = re.compile(r"(?<=[^aeiou])v(?=[^aeiou])")
_DOUBLED = re.compile(r"([^aeiou])\1+|([aeiou])\2{2,}")


def fold(text: str) -> str:
    """Small letters without marks; look-alikes of other alphabets as the letters they look like; nothing unseen."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    parts = unicodedata.normalize("NFD", text)
    return "".join(_plain(c) for c in parts if unicodedata.category(c) not in ("Mn", "Cf")).lower()


def _plain(c: str) -> str:
    """A figure of another alphabet as ours."""
    return str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c


def figures_as_letters(folded: str) -> list[str]:
    """The text with `k3mb4ng` read as `kembang`, and once more where a 1 may be an l; nothing where no figure stands
    among letters."""
    readings: list[str] = []
    for table in _FIGURES:
        found = _CHUNK.sub(functools.partial(_read, table), folded)
        if found == folded:
            return readings
        if found not in readings:
            readings.append(found)
    return readings


def _read(table: dict[int, int], match: re.Match) -> str:
    chunk = match.group()
    if sum(c.isalpha() for c in chunk) < (1 if len(chunk) >= FEW_LETTERS else 2):
        return chunk
    end = len(chunk.rstrip("!"))
    return chunk[:end].translate(table) + chunk[end:]


@functools.lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The word by its sound: old spelling, p and f, z and s, doubled letters come out alike."""
    word = _V_FOR_U.sub("u", word)
    for written, heard in _SOUNDS:
        if written in word:
            word = word.replace(written, heard)
    return _DOUBLED.sub(lambda match: match.group()[0], word)
