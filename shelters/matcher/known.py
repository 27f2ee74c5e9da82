"""One place as the recogniser knows it: the names, numbers, telephones and landmarks that give it away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shelters.matcher import coordinates
from shelters.matcher.address import address_parts
from shelters.matcher.approximate import Name
from shelters.matcher.folding import sound
from shelters.matcher.page import read
from shelters.matcher.words import (
    COMMON,
    EMPTY,
    GENERIC,
    LEADING,
    NAMES_OF_MANY,
    PERSONS_TITLES,
    TITLES,
    TITLES_OF_THE_LIVING,
    TRAILING,
)
from vault.sealed import Closed

LONG_ENOUGH = 9  # letters of a name that is said by nobody who means something else
RARE = 7  # letters of a person's name that may be a lane's alone
TELLING = 6  # letters of a word that few names have
OF_MANY = COMMON | GENERIC | TRAILING | LEADING | TITLES
OUTSPOKEN = 12  # letters of a landmark that is


@dataclass(slots=True, repr=False)
class Street(Closed):
    """A name that many streets have: it needs a number, or the part of the city, beside it."""

    words: tuple[str, ...]  # by their sound
    ordinal: str = ""
    way_needed: bool = True  # a sign of a street before it, or both number and part of the city
    sign: str = ""  # the sign that must stand before it
    alone_with_way: bool = False  # the sign before it is enough: nobody else's street
    alone_with_ordinal: bool = False  # the ordinal after it is, with the sign before it where the name is short
    alone: bool = False  # its words one after the other are


@dataclass(slots=True, repr=False)
class Landmark(Closed):
    """What stands nearby: all of `own` words and one of `general`, or all of `general` where it has no own."""

    own: tuple[str, ...]
    general: tuple[str, ...]
    says_little: bool = False  # its own words are short or anybody's: two of the general ones must stand beside them


@dataclass(slots=True, repr=False)
class Place(Closed):
    """Everything that gives one house away. `names` do so alone."""

    names: list[Name] = field(default_factory=list)
    streets: list[Street] = field(default_factory=list)
    wholes: list[tuple[str, ...]] = field(default_factory=list)  # names of several words, by their sound
    outspoken: list[tuple[str, ...]] = field(default_factory=list)  # of these the ones that `names` has, too
    telling: list[str] = field(default_factory=list)  # of these the words that few names have
    number: str = ""
    letter: str = ""
    block: tuple[str, ...] = ()
    neighbourhood: tuple[str, str] | None = None
    inside: dict[str, str] = field(default_factory=dict)  # tower, floor, unit
    areas: list[Name] = field(default_factory=list)  # by their sound, in one row
    quarter: Name | None = None  # the area that a neighbourhood's number belongs to
    phones: list[str] = field(default_factory=list)
    point: tuple[float, float] | None = None
    code: str = ""
    landmarks: list[Landmark] = field(default_factory=list)


def place_of(
    *,
    address: str,
    kelurahan: str = "",
    kecamatan: str = "",
    postcode: str = "",
    phones: Sequence[str] = (),
    latitude: str = "",
    longitude: str = "",
    access_notes: str = "",
    landmarks: Sequence[str] = (),
) -> Place:
    """Compiles what is known of a house."""
    place = Place()
    parts = address_parts(address)
    for name in parts.names:
        _name(place, name.sign, name.words, name.ordinal)
    place.number, place.letter, place.block = parts.number, parts.letter, parts.block
    place.neighbourhood, place.inside = parts.neighbourhood, parts.inside
    areas = [_letters(kelurahan), _letters(kecamatan), _half(kelurahan), _half(kecamatan)]
    place.areas = [Name(area) for area in areas if len(area) >= 5]
    if len(areas[0]) >= 5:
        place.quarter = place.areas[0]
    if postcode.isdigit():
        place.areas.append(Name(postcode))
    place.phones = [core for phone in phones for core in _phone(phone)]
    try:
        place.point = float(latitude.replace(",", ".")), float(longitude.replace(",", "."))
        place.code = coordinates.code_of(*place.point)
    except (ValueError, OverflowError):  # no number, or none that lies on earth
        place.point = None
    for text in landmarks:
        _landmark(place, text)
    for clause in re.split(r"[,;.]", ". ".join(access_notes.splitlines())):
        _note(place, clause)
    return place


def _letters(text: str) -> str:
    return read(text).row


def _half(area: str) -> str:
    """The last word of AREA, where people say it alone: `Sawangan` for `Duri Sawangan`."""
    *before, last = read(area).tokens or [""]
    return sound(last) if before and len(last) >= TELLING and last not in OF_MANY else ""


def _phone(phone: str) -> list[str]:
    """The digits without the country or the trunk prefix; a fixed line without its area code, too."""
    digits = re.sub(r"\D", "", phone)
    core = re.sub(r"^(?:0*62|0+)", "", digits)
    found = [core] if len(core) >= 7 else []
    if core.startswith("21") and len(core) >= 9:
        found.append(core[2:])
    return found


def _name(place: Place, sign: str, words: list[str], ordinal: str) -> None:
    """What a name gives away by itself, and what only together with more."""
    shared = sign in ("estate", "flat")
    core = list(words)
    while len(core) > 1 and core[-1] in TRAILING:
        core.pop()
    if len(words) > 1 and not all(word in COMMON | GENERIC for word in words):
        place.wholes.append(_sounds(words))
        place.telling += [sound(word) for word in words if len(word) >= TELLING and word not in OF_MANY]
    for said in _alone(words, core, shared):
        place.names.append(Name(_heard(said)))
        if len(said) > 1:
            place.outspoken.append(_sounds(said))
            if said == words:
                place.names.append(Name(_heard(words[::-1])))
    place.streets += _streets(core, sign, ordinal, shared)
    if core[0] in TITLES and len(core) > 1:  # the title is often left out
        place.streets += _untitled(words, core, ordinal, shared)


def _alone(words: list[str], core: list[str], shared: bool) -> Iterator[list[str]]:
    """What of a name is said by nobody who means something else."""
    person = len(core) == 2 and core[0] in TITLES_OF_THE_LIVING
    person = person and (core[1] in NAMES_OF_MANY or len(core[1]) < RARE)
    found = [words] if not ((person and core == words) if len(words) > 1 else words[0] in COMMON) else []
    if core != words and len(core) > 1 and not shared and not person:
        found.append(core)
    if shared and len(words) > 1 and core[0] in LEADING and not OF_MANY.issuperset(words[1:]):
        found.append(words[1:])  # `Lembayung Asri` for `Griya Lembayung Asri`
    yield from (said for said in found if len(_heard(said)) >= LONG_ENOUGH)


def _streets(core: list[str], sign: str, ordinal: str, shared: bool) -> Iterator[Street]:
    """The name without its last words, for an estate without its first ones, too."""
    stripped = core[1:] if shared and len(core) > 1 and core[0] in LEADING else core
    for words in dict.fromkeys([tuple(core), tuple(stripped)]):
        common = len(words) == 1 and (words[0] in COMMON or len(_heard(words)) < LONG_ENOUGH)
        yield Street(
            words=_sounds(words),
            ordinal=ordinal,
            way_needed=not shared,
            sign=sign if shared and len(words) == 1 else "",
            alone_with_way=not shared and not common,
        )


def _untitled(words: list[str], core: list[str], ordinal: str, shared: bool) -> Iterator[Street]:
    rare, letters = core[1] not in OF_MANY and not shared, len(_heard(core[1:]))
    yield Street(
        words=_sounds(core[1:]),
        ordinal=ordinal,
        alone_with_way=rare and letters >= LONG_ENOUGH,
        alone_with_ordinal=rare and bool(ordinal) and letters >= TELLING,
    )
    if rare and core != words and len(_heard(words[1:])) >= LONG_ENOUGH:
        yield Street(words=_sounds(words[1:]), ordinal=ordinal, alone=True)


def _sounds(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sound(word) for word in words)


def _heard(words: Sequence[str]) -> str:
    return "".join(_sounds(words))


def _landmark(place: Place, text: str) -> None:
    words = _content(text)
    own = _sounds([word for word in words if word not in GENERIC and word not in TITLES])
    general = _sounds([word for word in words if word in GENERIC])
    if not own and len(general) < 3:
        return  # a water tower is anywhere
    weight = sum(len(word) for word in words if word not in OF_MANY)
    somebodys = not PERSONS_TITLES.isdisjoint(read(text).tokens)
    place.landmarks.append(Landmark(own, general, says_little=weight < TELLING and len(own) < 2 and not somebodys))
    halves = [own[1:], own[:-1]] if len(own) > 2 else []  # of three words of its own people say two
    for said in (own, *halves):
        row = "".join(said)
        if len(said) > 1 and len(row) >= OUTSPOKEN:
            place.names.append(Name(row))
    whole = _heard(words)
    if own and len(words) > 1 and len(whole) >= OUTSPOKEN:
        place.names.append(Name(whole, most=1))  # another one's differs by a short word


def _note(place: Place, clause: str) -> None:
    """A sentence of the access notes, when all of it is said again."""
    words = _content(clause)
    if len(words) >= 4:
        place.landmarks.append(Landmark((), _sounds(words)))


def _content(text: str) -> list[str]:
    return [token for token in read(text).tokens if token and token not in EMPTY and len(token) > 1]
