"""What stands beside a name and makes it one place's: number, part of the city, block, floor, RT and RW."""

from __future__ import annotations

from shelters.matcher.known import Place
from shelters.matcher.page import Page, between

FAR = 8  # words before an RT in which its RW may stand


def number(page: Page, place: Place, before: int, at: int, end: int, after: int) -> bool:
    """Whether its house number stands between BEFORE and AFTER, but not in the name, which is from AT to END."""
    return bool(place.number) and any(
        page.is_number(n, place.number, place.letter)
        for n in range(before, min(after, len(page.tokens)))
        if not at <= n < end and page.tokens[n].isdigit()
    )


def area(page: Page, place: Place, before: int, after: int) -> bool:
    """Whether its part of the city stands there: kelurahan, kecamatan or postcode."""
    row = "".join(page.sounds[before:after])
    return any(area.stands_in(row) for area in place.areas)


def block(page: Page, place: Place, before: int, after: int) -> bool:
    """Whether its block stands there, letters and figures."""
    if not place.block:
        return False
    size = len(place.block)
    return any(tuple(page.tokens[n : n + size]) == place.block for n in range(before, min(after, len(page.tokens))))


def inside(page: Page, place: Place, before: int, after: int) -> bool:
    """Whether its tower, floor or unit stands there."""
    return any(
        value in page.tokens[at + 1 : at + 3]
        for sign, value in place.inside.items()
        for at in between(page.at(sign), before, after)
    )


def rt_rw(page: Page, place: Place, before: int, after: int) -> bool:
    """Whether its RT and RW stand there."""
    return bool(rt_rw_at(page, place, before, after))


def rt_rw_at(page: Page, place: Place, before: int, after: int) -> list[int]:
    """Where its RT and RW stand between two places."""
    if place.neighbourhood is None:
        return []
    found = []
    for at in between(page.at("rt"), before, after):
        turned = "rw" in page.tokens[max(0, at - FAR) : at]
        for figures in (page.figures_from, page.joined_from):
            earlier, later = figures(max(0, at - FAR), at), figures(at + 1, at + 9)
            if place.neighbourhood in (tuple(later[:2]), (*later[:1], *earlier[-1:]) if turned else ()):
                found.append(at)
    return found
