"""A text as the recogniser reads it: words with numbers as figures, its letters in one row, its runs of digits."""

from __future__ import annotations

import functools
import re

from shelters.matcher import numbers
from shelters.matcher.approximate import one_slip
from shelters.matcher.folding import fold, sound
from shelters.matcher.words import FILLERS, SHORT, SIGN, WAYS

_TOKEN = re.compile(r"[a-z]+|[0-9]+")
_NUMBER_SIGN = re.compile(r"[#№](?!\w*[a-z])")
_POINTED = re.compile(r"\br\.\s?([tw])\.?(?=[\s\d:])")
_STUCK = re.compile(r"^([a-z]{2,}?)nya$")
_BETWEEN_DIGITS = frozenset({"strip", "spasi", "lalu", "terus", "dan", "kemudian", "titik", "then", "and", "garis", ""})
SHORTEST_SLIP = 5  # letters of a word that may be misspelt
_AS_DIGIT = {"o": "0", "l": "1"}


class Page:
    """One reading of a text. FOLDED is what `folding.fold` gave. With TITLES, `Jl. P. Diponegoro` is read in full;
    `shortened` says that there was such a letter, which may also be what a hidden one left over."""

    def __init__(self, folded: str, *, titles: bool = True) -> None:
        raw = _TOKEN.findall(_POINTED.sub(r"r\1 ", _NUMBER_SIGN.sub(" no ", folded)))
        full, self.shortened = _in_full(raw, titles)
        self.tokens = numbers.figures(full)
        self.sounds = [sound(token) if token.isalpha() else token for token in self.tokens]
        self.row = _row(self.tokens, self.sounds)
        self._heard: dict[str, dict[str, list[int]]] = {}  # by first letter, then by sound: where
        for position, heard in enumerate(self.sounds):
            if heard:
                self._heard.setdefault(heard[0], {}).setdefault(heard, []).append(position)
        self._like: dict[str, list[int]] = {}

    def at(self, token: str) -> list[int]:
        """Where exactly this stands."""
        return self._heard.get(token[:1], {}).get(token, [])

    def like(self, word: str) -> list[int]:
        """Where a word stands that sounds like WORD: itself, with `-nya` stuck to it, or with one slip in it."""
        found = self._like.get(word)
        if found is None:
            same_letter = self._heard.get(word[:1], {})
            found = self._like[word] = sorted(
                n for heard, places in same_letter.items() if alike(heard, word) for n in places
            )
        return found

    def built_on(self, word: str) -> list[int]:
        """Where WORD stands, or something that begins with it: `bengkelnya`, `pancingan`."""
        same_letter = self._heard.get(word[:1], {})
        return [n for heard, places in same_letter.items() if _built(heard, word) for n in places]

    @functools.cached_property
    def digits(self) -> list[str]:
        """Runs of digits, however they were cut, spelled or dictated: what could be a telephone number."""
        runs, run = [], ""
        for position, token in enumerate(self.tokens):
            if token.isdigit():
                run += token
            elif run and token in _AS_DIGIT and position + 1 < len(self.tokens) and self.tokens[position + 1].isdigit():
                run += _AS_DIGIT[token]
            elif token not in _BETWEEN_DIGITS:
                runs.append(run)
                run = ""
        return [one for one in [*runs, run] if len(one) >= 7]

    def figures_from(self, start: int, end: int) -> list[str]:
        """The numbers between two places, without the noughts before them, however these are said."""
        figures = (token.lstrip("0") for token in self.tokens[start:end] if token.isdigit())
        return [figure for figure in figures if figure]

    def is_number(self, position: int, number: str, letter: str) -> bool:
        """Whether there stands that house number: `17`, `8a`, or figure after figure `1 2 7`."""
        end, found = position, ""
        while (
            end < len(self.tokens) and (self.tokens[end].isdigit() or not self.tokens[end]) and len(found) < len(number)
        ):
            found += self.tokens[end]
            end += 1
        if found.lstrip("0") != number:
            return False
        after = self.tokens[end] if end < len(self.tokens) else ""
        return after == letter if letter else True


def alike(heard: str, word: str) -> bool:
    """The same word, `-nya` stuck to it or not, or with one slip where it is a longer one."""
    if heard == word:
        return True
    if len(word) < SHORTEST_SLIP or abs(len(heard) - len(word)) > 1:
        return heard == word + "nia"  # how `-nya` sounds here
    return one_slip(heard, word)


def _built(heard: str, word: str) -> bool:
    return heard == word or (len(word) >= 3 and heard.startswith(word) and len(heard) - len(word) <= 3)


def read(text: str) -> Page:
    """A text, folded and read."""
    return Page(fold(text))


def _in_full(raw: list[str], titles: bool) -> tuple[list[str], bool]:
    """Signs by their one name, short words in full; `jalannya` is `jalan`. A title of one or two
    letters needs a way before it."""
    found: list[str] = []
    shortened = False
    for token in raw:
        if token in SIGN:
            token = SIGN[token]
        elif token in SHORT:
            if len(token) > 2:
                token = SHORT[token]
            elif found and found[-1] in WAYS:
                shortened = True
                token = SHORT[token] if titles else token
        elif (stuck := _STUCK.match(token)) and stuck.group(1) in SIGN:
            token = SIGN[stuck.group(1)]
        found.append(token)
    return found, shortened


def _row(tokens: list[str], sounds: list[str]) -> str:
    """The letters of all words without fillers in one row."""
    return "".join(
        heard for token, heard in zip(tokens, sounds, strict=True) if token not in FILLERS and not token.isdigit()
    )
