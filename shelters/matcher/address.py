"""An address taken apart: each name after its sign, then number, block, neighbourhood, floor."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from shelters.matcher.page import read
from shelters.matcher.words import HAS_NO_NAME, WAYS
from vault.sealed import Closed

ESTATES = frozenset({"estate", "flat"})
BREAK = "koma"


@dataclass(slots=True, repr=False)
class NamedPart(Closed):
    """A name as it stands in an address: `Kenanga` after `gang`, the second of that name."""

    sign: str
    words: list[str]
    ordinal: str = ""


@dataclass(slots=True, repr=False)
class Parts(Closed):
    """What an address is made of."""

    names: list[NamedPart] = field(default_factory=list)
    number: str = ""
    letter: str = ""
    block: tuple[str, ...] = ()
    neighbourhood: tuple[str, str] | None = None
    inside: dict[str, str] = field(default_factory=dict)


def address_parts(address: str) -> Parts:
    """Takes ADDRESS apart. A name without a sign before it is a street's."""
    tokens = [*read(re.sub(r"[,;/()]", f" {BREAK} ", address)).tokens, BREAK]
    parts, sign, name, at = Parts(), "jalan", list[str](), 0
    while at < len(tokens):
        word = tokens[at]
        if word.isalpha() and word not in HAS_NO_NAME | WAYS | ESTATES | {BREAK}:
            name.append(word)
            at += 1
            continue
        of_the_name = bool(name) and word.isdigit() and tokens[at + 1] in ("no", "blok", "kav")
        if name:
            parts.names.append(NamedPart(sign, name, word if of_the_name else ""))
            name = []
        if word in WAYS | ESTATES:
            sign = word
        at += 1 if of_the_name or word == BREAK else _take(parts, tokens, at)
    return parts


def _take(parts: Parts, tokens: list[str], at: int) -> int:
    """Takes the detail that stands at AT; gives how many words it has."""
    word, following = tokens[at], [one for one in tokens[at + 1 : at + 6] if one != BREAK]
    if word == "blok":
        parts.block = tuple(_short(following))
        return 1 + len(parts.block)
    if word == "rt" and len(following) > 1:
        figures = [one.lstrip("0") for one in following if one.isdigit()]
        if len(figures) > 1:
            parts.neighbourhood = figures[0], figures[1]
        return 2
    if word in ("rt", "rw"):
        return 2
    if word in ("tower", "lantai", "unit") and following:
        parts.inside[word] = following[0].lstrip("0")
        return 2
    if word.isdigit() and not parts.number:
        parts.number = word.lstrip("0")
        if following and len(following[0]) == 1 and following[0].isalpha():
            parts.letter = following[0]
            return 2
    return 1


def _short(words: list[str]) -> list[str]:
    """The letters and figures of a block, up to the next sign: `d`, `5`."""
    found: list[str] = []
    for word in words[:3]:
        if len(word) > 1 and not word.isdigit():
            break
        found.append(word)
    return found
