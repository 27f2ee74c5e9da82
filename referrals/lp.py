"""The number of a laporan polisi: LP/B/n/month-roman/year/SPKT/unit/Polda Metro Jaya. Others exist and are taken."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MONTHS = "I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII"
_USUAL = re.compile(
    rf"LP/[AB]/\d{{1,6}}/(?:{_MONTHS})/\d{{4}}/SPKT(?:/(?P<unit>[^/]{{1,80}}))?/POLDA METRO JAYA",
    re.IGNORECASE | re.ASCII,
)


def is_usual(number: str) -> bool:
    """Whether the number has the usual shape."""
    return _USUAL.fullmatch(number.strip()) is not None


def made_of_constants(number: str, units: Iterable[str]) -> bool:
    """Whether the number says nothing but itself: the usual shape, and a unit that stands in the directory."""
    match = _USUAL.fullmatch(number.strip())
    if match is None:
        return False
    unit = match["unit"]
    return unit is None or unit.casefold() in {name.casefold() for name in units}
