"""Coordinates in a text, however written, and whether they mean a place: rounded ones too."""

from __future__ import annotations

import re
import unicodedata

from shelters.matcher.page import within

_PLAIN = re.compile(r"\d{1,3}[.] ?\d{2,9}|(?<![a-z])\d{1,3}, ?\d{2,9}(?!\d|[.]\d)", re.IGNORECASE)
_BY_SIXTY = re.compile(
    r"(\d{1,3})\s*(?:°|º|˚|derajat|deg)\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:['’′`]|menit|min)\s*"
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"”″]|''|′′|’’|detik|sec))?",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![0-9a-z])([23456789cfghjmpqrvwx]{4,8})\+[23456789cfghjmpqrvwx]{2,3}", re.IGNORECASE)
_ALPHABET = "23456789CFGHJMPQRVWX"
NEAREST = 0.0015  # degrees, about 165 m: a point closer than that is this place, however exactly it is written
APART = 4  # a pair stands within so many figures of each other


def found(text: str) -> tuple[list[tuple[float, float]], list[str]]:
    """(value, tolerance) of each figure that could be half of a coordinate, in order; and codes of map services."""
    if not any(c.isdigit() for c in text):
        return [], []
    places = [(m.start(), *_decimal(m.group())) for m in _PLAIN.finditer(text)]
    places += [(m.start(), *_sixty(*m.groups())) for m in _BY_SIXTY.finditer(text)]
    codes = [code.upper()[-4:] for code in _CODE.findall(unicodedata.normalize("NFKC", text))]
    return [(value, slack) for _, value, slack in sorted(places)], codes


def _decimal(figure: str) -> tuple[float, float]:
    whole, part = re.split("[.,] ?", figure)
    return float(f"{whole}.{part}"), max(10.0 ** -len(part), NEAREST)


def _sixty(degrees: str, minutes: str, seconds: str | None) -> tuple[float, float]:
    value = int(degrees) + float(minutes.replace(",", ".")) / 60 + float((seconds or "0").replace(",", ".")) / 3600
    exact = seconds is not None or len(minutes) > 2
    return value, NEAREST if exact else 1 / 60


def mean(values: list[tuple[float, float]], latitude: float, longitude: float) -> bool:
    """Whether two of the figures, close to each other, are this place's latitude and longitude."""
    at_latitude = [n for n, (value, slack) in enumerate(values) if abs(value - abs(latitude)) <= slack]
    at_longitude = [n for n, (value, slack) in enumerate(values) if abs(value - abs(longitude)) <= slack]
    return any(other != at for at in at_latitude for other in within(at_longitude, at, APART))


def code_of(latitude: float, longitude: float) -> str:
    """The four signs before the plus of the place's open location code (without the region): 275 m a side."""
    north, east = latitude + 90, longitude + 180
    code, size = "", 20.0
    for _ in range(4):
        code += _ALPHABET[int(north / size) % 20] + _ALPHABET[int(east / size) % 20]
        size /= 20
    return code[-4:]
