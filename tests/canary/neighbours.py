"""Finds the name of a region beside the code of its house: each alone says nothing, both together where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import ahocorasick

from shelters.canary.disguises import disguises, folded

NEAR = 160  # letters within which one counts as standing beside the other


class _Half(NamedTuple):
    """One form of a house's code or of a region of it: how long it is, and how far off the other half may stand."""

    code: str
    is_region: bool
    length: int
    reach: int


class Neighbours:
    """Knows (code, region) pairs, each half in every disguise: raw, and with case, spaces and signs folded away."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        raw: dict[str, set[_Half]] = defaultdict(set)
        spelt: dict[str, set[_Half]] = defaultdict(set)
        for code, region in pairs:
            for text, is_region in ((code, False), (region, True)):
                for form in {text.encode(), *(form for _, form in disguises(text))}:
                    half = _Half(code, is_region, len(form), NEAR * len(form) // len(text))
                    raw[form.decode("latin-1")].add(half)
                short = folded(text)
                if not short.isdigit():  # where signs are gone, a postcode is also the time of day
                    spelt[short].add(_Half(code, is_region, len(short), NEAR))
        self._raw, self._spelt = _automaton(raw), _automaton(spelt)

    def found_in(self, raw: str, spelt: str) -> set[str]:
        """The codes that stand beside a region of their house in RAW, bytes as letters, or in SPELT, folded."""
        return _beside(self._raw, raw) | _beside(self._spelt, spelt)


def _automaton(forms: dict[str, set[_Half]]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for form, halves in forms.items():
        automaton.add_word(form, halves)
    automaton.make_automaton()
    return automaton


def _beside(automaton: ahocorasick.Automaton, haystack: str) -> set[str]:
    """One pass: each form is measured from the newest form of the other half before it."""
    found: set[str] = set()
    newest: dict[tuple[str, bool], tuple[int, int]] = {}  # where it ends, how far it reaches
    for end, halves in automaton.iter(haystack) if len(automaton) else ():
        for half in halves:
            other = newest.get((half.code, not half.is_region))
            if other and end - half.length - other[0] <= max(half.reach, other[1]):
                found.add(half.code)
            newest[half.code, half.is_region] = end, half.reach
    return found
