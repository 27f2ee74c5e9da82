"""A text as the recogniser reads it: words with numbers as figures, its letters in one row, its runs of digits."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right

from shelters.matcher import numbers
from shelters.matcher.approximate import one_slip
from shelters.matcher.folding import fold, sound
from shelters.matcher.unwrapping import spelled
from shelters.matcher.words import AFTER_A_NAME, EMPTY, FILLERS, HESITATIONS, SHORT, SHORT_TITLES, SIGN, WAYS

_TOKEN = re.compile(r"[a-z]+|[0-9]+")
_NUMBER_SIGN = re.compile(r"[#№](?!\w*[a-z])")
_POINTED = re.compile(r"\br\.\s?([tw])\.?(?=[\s\d:])")
_GLUED = re.compile(r"\b(r[tw])(?=(?:nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas))")
_STUCK = re.compile(r"^([a-z]{2,}?)nya$")
_BETWEEN_DIGITS = HESITATIONS | {"strip", "dan", "kemudian", "then", "and", "garis", "datar", "sambung", ""}
_POINT = frozenset({"koma", "titik", "comma", "point"})
WORDS_BETWEEN = 3  # that may stand between the digits of one telephone number, whatever they are
ALMOST = 8  # digits after which a letter that looks like one is the last of a telephone's
SHORTEST_SLIP = 5  # letters of a word that may be misspelt
_EVERYDAY = frozenset(sound(word) for word in EMPTY | AFTER_A_NAME | HESITATIONS)
_VOWELS = dict.fromkeys(map(ord, "aeiou"))
_AS_DIGIT = {"o": "0", "l": "1"}


class Page:
    """One reading of a text. FOLDED is what `folding.fold` gave. With TITLES, `Jl. P. Diponegoro` is read in full;
    `shortened` says that there was such a letter, which may also be what a hidden one left over. `doubled` says that a
    digit was said to stand twice: the one that follows, or with DOUBLES_BEFORE the one before."""

    def __init__(self, folded: str, *, titles: bool = True, doubles_before: bool = False) -> None:
        raw = _TOKEN.findall(_GLUED.sub(r"\1 ", _POINTED.sub(r"r\1 ", _NUMBER_SIGN.sub(" no ", folded))))
        full, self.shortened = _in_full(spelled(raw), titles)
        self.doubled = not numbers.TWICE.keys().isdisjoint(full)
        self.tokens = numbers.figures(numbers.doubled_before(full) if doubles_before else full)
        self.sounds = [sound(token) if token.isalpha() else token for token in self.tokens]
        self.row = "".join(heard for heard in self.sounds if not heard.isdigit())
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

    def is_like(self, position: int, word: str) -> bool:
        """Whether such a word stands there."""
        heard = self.sounds[position] if position < len(self.sounds) else ""
        return heard[:1] == word[:1] and alike(heard, word)

    def built_on(self, word: str) -> list[int]:
        """Where WORD stands, or something that begins with it: `bengkelnya`, `pancingan`; or without its vowels."""
        same_letter = self._heard.get(word[:1], {})
        found = (h for h in same_letter if _built(h, word) or (len(word) >= SHORTEST_SLIP and _without_vowels(h, word)))
        return sorted(n for heard in found for n in same_letter[heard])

    @functools.cached_property
    def said(self) -> str:
        """The row of whoever looked for the words: without hesitation, and what was begun and said again in full."""
        heard, following = [], ""
        for token, its_sound in zip(reversed(self.tokens), reversed(self.sounds), strict=True):
            if token not in HESITATIONS and not (following != token and following.startswith(token)):
                following = token
                if not token.isdigit():
                    heard.append(its_sound)
        return "".join(reversed(heard))

    @functools.cached_property
    def digits(self) -> list[str]:
        """Runs of digits, however they were cut, spelled or dictated: what could be a telephone number."""
        runs: list[list[str]] = [[]]
        words = 0
        for position, token in enumerate(self.tokens):
            run = runs[-1]
            if token.isdigit():
                run.append(token)
                words = 0
            elif not run:
                continue
            elif token in _AS_DIGIT and (self._digit_at(position + 1) or sum(map(len, run[-ALMOST:])) >= ALMOST):
                run.append(_AS_DIGIT[token])
                words = 0
            elif token not in _BETWEEN_DIGITS:
                words += 1
                if words > WORDS_BETWEEN:
                    runs.append([])
        return [joined for run in runs if len(joined := "".join(run)) >= 7]

    def before(self, at: int, count: int) -> list[str]:
        """The COUNT words before a place, those that only fill left out."""
        found: list[str] = []
        while at > 0 and len(found) < count:
            at -= 1
            if self.tokens[at] not in FILLERS:
                found.append(self.tokens[at])
        return found

    def _digit_at(self, position: int) -> bool:
        return position < len(self.tokens) and self.tokens[position].isdigit()

    def short_for(self, word: str) -> list[int]:
        """Where a shortening of WORD stands: its beginning, or some of its consonants."""
        same_letter = self._heard.get(word[:1], {})
        return sorted(n for heard, places in same_letter.items() if _shortens(heard, word) for n in places)

    def spoken(self) -> str:
        """The figures of the text as they were dictated: `enam koma dua satu` is `6.21`."""
        said, before = "", ""
        for token in self.tokens:
            if token in _POINT and before.isdigit():
                said += "."
            elif token.isdigit():
                goes_on = before in _POINT or (before.isdigit() and len(token) == 1)
                said += token if goes_on else f" {token}"
            elif token:
                said += " "
            before = token or before
        return said

    def figures_from(self, start: int, end: int) -> list[str]:
        """The numbers between two places, without the noughts before them, however these are said."""
        figures = (token.lstrip("0") for token in self.tokens[start:end] if token.isdigit())
        return [figure for figure in figures if figure]

    def joined_from(self, start: int, end: int) -> list[str]:
        """The same, where each was said digit by digit: `satu tiga` is 13."""
        runs = "".join(token if token.isdigit() or not token else " " for token in self.tokens[start:end]).split()
        return [figure for run in runs if (figure := run.lstrip("0"))]

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


@functools.lru_cache(maxsize=50_000)  # most words of a language come again, and those of places stay
def alike(heard: str, word: str) -> bool:
    """The same word, `-nya` stuck to it or not, or with one slip where it is a longer one, or without its vowels."""
    if heard == word:
        return True
    if heard in _EVERYDAY:  # `dari` is no slip of `Darsi`
        return False
    shorter = len(word) - len(heard)
    if len(word) < SHORTEST_SLIP or shorter < -1:
        return heard == word.removesuffix("n") + "nia"  # how `-nya` sounds here, after an n, too
    if shorter > 0 and _without_vowels(heard, word):
        return True
    if shorter == 0 and heard.replace("o", "a") == word.replace("o", "a"):
        return True
    return shorter <= 1 and one_slip(heard, word)


def _without_vowels(heard: str, word: str) -> bool:
    """`sndudk` for `senduduk`."""
    bones = _bones(word)
    return len(heard) < len(word) and len(bones) > 2 and _bones(heard) == bones and _runs_through(heard, word)


@functools.lru_cache(maxsize=20_000)
def _bones(word: str) -> str:
    return word.translate(_VOWELS)


def _runs_through(letters: str, word: str) -> bool:
    """Whether WORD holds these letters in this order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _shortens(heard: str, word: str) -> bool:
    """`laks` for `laksamana`, `sldg` for `selendang`, `sgbumi` for `sanggabumi`."""
    if not 2 <= len(heard) < len(word):
        return len(heard) == 1
    beginning = len(heard) > 2 and word.startswith(heard)
    thinned = _bones(heard) == heard or len(heard) >= SHORTEST_SLIP
    return beginning or (thinned and _runs_through(heard, word))


def _built(heard: str, word: str) -> bool:
    return heard == word or (len(word) >= 3 and heard.startswith(word) and len(heard) - len(word) <= 3)


def between(places: list[int], start: int, end: int) -> list[int]:
    """Those of PLACES, which are in order, from START to before END."""
    return places[bisect_left(places, start) : bisect_left(places, end)]


def within(places: list[int], at: int, reach: int) -> list[int]:
    """Those of PLACES, which are in order, that are within REACH of one."""
    return places[bisect_left(places, at - reach) : bisect_right(places, at + reach)]


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
            if token not in SHORT_TITLES:
                token = SHORT[token]
            elif found and found[-1] in WAYS:
                shortened = True
                token = SHORT[token] if titles else token
        elif (stuck := _STUCK.match(token)) and stuck.group(1) in SIGN:
            token = SIGN[stuck.group(1)]
        found.append(token)
    return found, shortened
