"""Numbers in words as figures, in Indonesian and English: `dua puluh tiga`, `tujuhbelas`, `dobel lima`."""

from __future__ import annotations

import functools
import re

UNITS = {
    "nol": 0, "kosong": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "zero": 0, "oh": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "lapan": 8, "pat": 4, "sembilam": 9, "doea": 2, "ampat": 4, "anam": 6, "toedjoeh": 7,
    "enol": 0, "nul": 0, "tuju": 7, "dlapan": 8, "sambilan": 9, "smbilan": 9, "siji": 1, "loro": 2, "telu": 3,
    "papat": 4, "limo": 5, "enem": 6, "pitu": 7, "wolu": 8, "songo": 9, "sanga": 9,
}  # fmt: skip
WHOLE = {
    "sepuluh": 10, "sebelas": 11, "seratus": 100, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12}
SHORTEST_ROW = 12  # letters of several digits that were written as one word
_ROW = re.compile("|".join(sorted(UNITS, key=len, reverse=True)))
_ROWS = re.compile(f"(?:{_ROW.pattern})+")
TIMES = {"dua": 2, "2": 2, "tiga": 3, "3": 3}
_BY_TEN = {"belas": 1, "puluh": 10, "ratus": 100, "hundred": 100}
TWICE = {
    "dobel": 2, "double": 2, "dabel": 2, "dubel": 2, "doble": 2, "dobbel": 2, "tripel": 3, "triple": 3, "trippel": 3,
    "tripple": 3, "treble": 3, "kembar": 2, "ganda": 2, "dbl": 2, "dobl": 2, "dbel": 2, "dobol": 2, "kembaran": 2,
}  # fmt: skip
_ORDINAL = {f"ke{word}": value for word, value in UNITS.items()}


def _glued() -> dict[str, int]:
    """`tujuhbelas`, `duapuluh`, `duapuluhtiga` …"""
    found = {}
    for word, unit in UNITS.items():
        found[f"{word}belas"] = 10 + unit
        found |= {f"{word}{other}": 10 * unit + value for other, value in UNITS.items() if unit}
        for by in ("puluh", "ratus"):
            found[f"{word}{by}"] = unit * _BY_TEN[by]
            found |= {f"{word}{by}{rest}": unit * _BY_TEN[by] + value for rest, value in UNITS.items() if value}
    return found


_ALONE = {**WHOLE, **_ORDINAL, **_glued(), **ROMAN}
_BEGINS = frozenset({*UNITS, *TENS, *TWICE, *_ALONE})


def doubled_before(tokens: list[str]) -> list[str]:
    """The tokens with each digit that is said to stand twice, `lima dobel`, that often."""
    found: list[str] = []
    for token in tokens:
        if token in TWICE and found and (one := _digit(found[-1])):
            found[-1] = one * TWICE[token]
        else:
            found.append(token)
    return found


def figures(tokens: list[str]) -> list[str]:
    """The tokens with each number in words as figures; a token that was part of the one before is empty."""
    tokens = _repeated([_in_a_row(token) for token in tokens])
    begins = [at for at, token in enumerate(tokens) if token in _BEGINS]
    if not begins:
        return tokens
    found, done = list(tokens), 0
    for at in begins:
        if at < done:
            continue
        twice = TWICE.get(tokens[at])
        if twice is None:
            value, used = _number(tokens, at)
            found[at] = str(value)
        elif at + 1 < len(tokens) and (one := _digit(tokens[at + 1])):
            found[at], used = one * twice, 2
        else:
            continue
        found[at + 1 : at + used] = [""] * (used - 1)
        done = at + used
    return found


def _repeated(tokens: list[str]) -> list[str]:
    """The tokens with each digit that is said to be dialled `dua kali`, that often."""
    found: list[str] = []
    for word in tokens:
        if word in ("kali", "x") and len(found) > 1 and (one := _digit(found[-2])) and found[-1] in TIMES:
            found[-2:] = [one * TIMES[found[-1]]]
        else:
            found.append(word)
    return found


@functools.lru_cache(maxsize=20_000)
def _in_a_row(token: str) -> str:
    """`noldelapansembilan` as figures; any other word as it is."""
    digits = _ROW.findall(token) if len(token) >= SHORTEST_ROW and _ROWS.fullmatch(token) else []
    return "".join(str(UNITS[digit]) for digit in digits) or token


def _digit(token: str) -> str:
    if token in UNITS:
        return str(UNITS[token])
    return token if len(token) == 1 and token.isdigit() else ""


def _number(tokens: list[str], at: int, room: int = 1000) -> tuple[int, int]:
    """The value of the number that begins there, and how many tokens it takes. One that has no ROOM where it stands is
    not read to its end."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if token in UNITS and following == "belas":
        return 10 + UNITS[token], 2
    if token in UNITS and following in _BY_TEN:
        return _with_rest(tokens, at, UNITS[token] * _BY_TEN[following], 2, room)
    if token in UNITS:
        return UNITS[token], 1
    value = _ALONE[token] if token in _ALONE else TENS[token]
    return _with_rest(tokens, at, value, 1, room) if value >= 20 and token not in ROMAN else (value, 1)


def _with_rest(tokens: list[str], at: int, value: int, used: int, room: int) -> tuple[int, int]:
    """Adds what may follow: a hundred's tens, a ten's units."""
    following = tokens[at + used] if at + used < len(tokens) else ""
    if not 0 < value < room or value % 10 or following not in _BEGINS or following in TWICE:
        return value, used
    below = 100 if value % 100 == 0 else 10
    rest, more = _number(tokens, at + used, below)
    return (value + rest, used + more) if 0 < rest < below else (value, used)
