"""A place told loosely: its name scattered, shortened or by half, with what makes it that one place beside it."""

from __future__ import annotations

from itertools import pairwise

from shelters.matcher import beside
from shelters.matcher.known import OF_MANY, RARE, Landmark, Place
from shelters.matcher.page import Page, within
from shelters.matcher.words import HESITATIONS, PARTS_OF_NAMES, WAYS

APART = 6  # words between the words of a name
BESIDE = 10  # words between a name and its number
ANY_WORDS = 1  # that may stand between two words of an outspoken name; one more after a sign of a street
PASSED = 20  # words of hesitation between two of a name
CLOSE = 3  # words between two figures that belong together
NEIGHBOURS = 8  # words between a kelurahan and what stands in it
BEFORE_A_NUMBER = frozenset({"no", "rumah", "kav", "unit", "gang", "jalan", ""})
SIGNS = frozenset({"jalan", "gang", "estate", "flat"})


def told(page: Page, place: Place) -> bool:
    """Whether the text tells this place so."""
    return (
        any(_word_for_word(page, name) for name in place.outspoken)
        or any(_scattered(page, place, name) for name in place.wholes)
        or any(_half(page, place, at) for word in place.telling for at in page.like(word))
        or _unsigned(page, place)
        or any(_in_its_quarter(page, place, landmark) for landmark in place.landmarks)
    )


def _word_for_word(page: Page, name: tuple[str, ...]) -> bool:
    """The words of an outspoken name in their order, a slip in each, with what people say between them."""
    return any(_goes_on(page, at, name) for at in page.like(name[0]))


def _goes_on(page: Page, at: int, name: tuple[str, ...]) -> bool:
    signed = bool(SIGNS & set(page.tokens[max(0, at - 2) : at]))
    for word in name[1:]:
        strange = ANY_WORDS + signed
        at += 1
        end = min(len(page.tokens), at + PASSED)
        while at < end and not page.is_like(at, word):
            strange -= page.tokens[at] not in HESITATIONS
            if strange < 0:
                return False
            at += 1
        if at == end:
            return False
    return True


def _scattered(page: Page, place: Place, name: tuple[str, ...]) -> bool:
    """All words of the name, in any order and one of them shortened, beside its number."""
    whole = [page.like(word) for word in name]
    for missing in range(-1, len(name)):
        places = [page.short_for(name[n]) if n == missing else found for n, found in enumerate(whole)]
        spans = _spans(places, missing) if all(places) else []
        if any(_beside(page, place, ends, len(name)) or _shortened(page, name, missing, ends) for ends in spans):
            return True
    return False


def _shortened(page: Page, name: tuple[str, ...], missing: int, ends: tuple[int, int]) -> bool:
    """Whether a name of which one word is shortened stands right after the sign of a street, and the rest is rare."""
    at, end = ends
    rest = [word for n, word in enumerate(name) if n != missing and word not in OF_MANY]
    together = missing >= 0 and end - at == len(name)
    return together and sum(map(len, rest)) >= RARE and not WAYS.isdisjoint(page.tokens[max(0, at - 1) : at])


def _spans(places: list[list[int]], missing: int) -> list[tuple[int, int]]:
    """From where to where the words stand, each within reach of the first whole one; a shortened one, next to it."""
    first = 1 if missing == 0 else 0
    found = []
    for at in places[first]:
        spots = [at]
        for n, others in enumerate(places):
            if n != first:
                reach = 1 if n == missing else APART
                near = (other for other in within(others, at, reach) if other != at)
                spots += [min(near, key=lambda other: abs(other - at), default=-1)]
        if -1 not in spots:
            found.append((min(spots), max(spots) + 1))
    return found


def _beside(page: Page, place: Place, ends: tuple[int, int], words: int) -> bool:
    """Whether what makes a name one place's stands beside it; beside words that are apart only after a sign."""
    at, end = ends
    together = end - at <= words
    if not together and not SIGNS & set(page.tokens[max(0, at - 3) : at]):
        return False
    before, after = max(0, at - BESIDE), end + BESIDE
    return (
        beside.number(page, place, before, at, at, after)
        or beside.rt_rw(page, place, before, after)
        or beside.block(page, place, before, after)
        or beside.inside(page, place, before, after)
    )


def _half(page: Page, place: Place, at: int) -> bool:
    """The number right after a telling word of the name."""
    between = BEFORE_A_NUMBER | {street.ordinal for street in place.streets}
    position = at + 1
    while position < len(page.tokens) and page.tokens[position] in between:
        position += 1
    if position < len(page.tokens) and place.number and page.is_number(position, place.number, place.letter):
        return True
    after = at + 1 + CLOSE
    if _before(page, place, at):
        return True
    return beside.block(page, place, at + 1, after) or (
        len(place.inside) > 1 and beside.inside(page, place, at + 1, after)
    )


def _before(page: Page, place: Place, at: int) -> bool:
    """Its block and number, or its number said to be one, shortly before a telling word; nothing after that which makes
    another place's name of it."""
    following = page.tokens[at + 1] if at + 1 < len(page.tokens) else ""
    longer = following in PARTS_OF_NAMES and all(page.sounds[at + 1] not in name for name in place.wholes)
    if longer or not place.number:
        return False
    begin = max(0, at - CLOSE - 2 - len(place.block))
    if place.block and not beside.block(page, place, begin, at):
        return False
    return any(
        page.is_number(n, place.number, place.letter) and (place.block or page.tokens[n - 1] in ("no", "rumah"))
        for n in range(begin + 1, at)
    )


def _unsigned(page: Page, place: Place) -> bool:
    """The kelurahan and the two figures of RT and RW, without these words."""
    if place.neighbourhood is None or place.quarter is None:
        return False
    figures = [(at, token.lstrip("0")) for at, token in enumerate(page.tokens) if token.isdigit()]
    return any(
        (one, other) == place.neighbourhood and next_at - at <= CLOSE and _quarter(page, place, at)
        for (at, one), (next_at, other) in pairwise(figures)
    )


def _in_its_quarter(page: Page, place: Place, landmark: Landmark) -> bool:
    """Half of a landmark's words beside the kelurahan: two of them, one after the other."""
    words = [*landmark.own, *landmark.general]
    if len(words) < 2 or place.quarter is None:
        return False
    standing = sorted({at for word in words for at in page.like(word)})
    return any(
        next_at - at <= 2 and page.sounds[at] != page.sounds[next_at] and _quarter(page, place, at)
        for at, next_at in pairwise(standing)
    )


def _quarter(page: Page, place: Place, at: int) -> bool:
    row = "".join(page.sounds[max(0, at - NEIGHBOURS) : at + NEIGHBOURS])
    return place.quarter is not None and place.quarter.stands_in(row)
