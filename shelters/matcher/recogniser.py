"""Whether a text gives away one of the places that are known."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations, takewhile

from shelters.matcher import beside, coordinates, loose
from shelters.matcher.folding import figures_as_letters, fold
from shelters.matcher.known import LONG_ENOUGH, Landmark, Place, Street
from shelters.matcher.page import Page, within
from shelters.matcher.unwrapping import unwrapped
from shelters.matcher.words import AFTER_A_NAME, ENDS_A_NAME, PARTS_OF_NAMES, WAYS

BESIDE = 10  # words between a common street's name and what makes it this street
NEIGHBOURS = 14  # words between an RT and the kelurahan it is in, each figure counted
AROUND = 5  # words between the words of a landmark


class Recogniser:
    """Knows PLACES by any key and says which of them a text gives away."""

    def __init__(self, places: Mapping[Hashable, Place]) -> None:
        self.places = dict(places)

    def hits(self, text: str, among: Iterable[Hashable] | None = None) -> set:
        """The keys of the places that TEXT gives away, of all or AMONG some."""
        wanted = self.places if among is None else {key: self.places[key] for key in among if key in self.places}
        text = unwrapped(text)
        folded = fold(text)
        pages = [Page(folded), *map(Page, figures_as_letters(folded))]
        if pages[0].shortened:
            pages.append(Page(folded, titles=False))
        if pages[0].doubled:
            pages.append(Page(folded, doubles_before=True))
        values, codes = coordinates.found(text)
        if "koma" in folded or "titik" in folded or "point" in folded or "comma" in folded:
            values += coordinates.found(pages[0].spoken())[0]
        found = set()
        for key, place in wanted.items():
            try:
                there = place.point and (coordinates.mean(values, *place.point) or place.code in codes)
                named = there or any(_told(page, place) for page in pages)
            except Exception:  # what broke at this place says nothing of the others
                named = True
            if named:
                found.add(key)
        return found


def _told(page: Page, place: Place) -> bool:
    if not page.tokens:
        return False
    if any(True for name in place.names for row in {page.row, page.said} for _ in name.spans(row)):
        return True
    if any(core in run or core[::-1] in run for core in place.phones for run in page.digits):
        return True
    if _neighbourhood(page, place) or _street(page, place) or any(_near(page, one) for one in place.landmarks):
        return True
    return loose.told(page, place)


# a street that many parts of the city have


def _street(page: Page, place: Place) -> bool:
    return any(_this_one(page, place, street, at) for street in place.streets for at in _standing(page, street.words))


def _standing(page: Page, words: tuple[str, ...]) -> list[int]:
    """Where these words stand one after the other."""
    return [at for at in page.like(words[0]) if _follows(page, at, words)]


def _follows(page: Page, at: int, words: tuple[str, ...]) -> int:
    """Where the words end that begin at AT; 0 where others stand there."""
    position = at
    for word in words[1:]:
        position += 1
        while position < len(page.sounds) and not page.tokens[position]:
            position += 1
        if not page.is_like(position, word):
            return 0
    return position + 1


def _this_one(page: Page, place: Place, street: Street, at: int) -> bool:
    end = _follows(page, at, street.words)
    way = any(token in WAYS for token in (*page.before(at, 2), *page.tokens[end : end + 1]))
    following = page.tokens[end] if end < len(page.tokens) else ""
    if street.ordinal and following == street.ordinal:
        end += 1
        following = page.tokens[end] if end < len(page.tokens) else ""
        ordinal = True
    else:
        ordinal = not street.ordinal
    if street.alone_with_ordinal and ordinal and (way or sum(map(len, street.words)) >= LONG_ENOUGH):
        return True
    if street.way_needed and _longer(page, place, following, end):
        return False
    if street.alone or (way and street.alone_with_way):
        return True
    if street.sign and street.sign not in page.tokens[max(0, at - 2) : at]:
        return False
    before, after = max(0, at - BESIDE), end + BESIDE
    number = beside.number(page, place, before, at, end, after) or beside.rt_rw(page, place, before, after)
    area = beside.area(page, place, before, after)
    if street.way_needed:
        return (
            (number and area)
            or (way and area and ordinal and not _other_number(page, end))
            or (way and ordinal and number)
            or (ordinal and following == "no" and beside.number(page, place, end + 1, at, end, end + 2))
        )
    return number or area or beside.block(page, place, before, after) or beside.inside(page, place, before, after)


def _longer(page: Page, place: Place, following: str, end: int) -> bool:
    """Whether the name goes on there, which makes it another street's."""
    if following not in PARTS_OF_NAMES or following in AFTER_A_NAME | ENDS_A_NAME:
        return False
    rest = "".join(page.sounds[end : end + 4])
    return not any(start == 0 for area in place.areas for start, _ in area.spans(rest))


def _other_number(page: Page, end: int) -> bool:
    """Whether a house number follows at once (it was compared already, so it is another house's)."""
    following = page.tokens[end : end + 2]
    return bool(following) and (
        following[0].isdigit() or (following[0] == "no" and following[1:2] != [] and following[1].isdigit())
    )


def _neighbourhood(page: Page, place: Place) -> bool:
    """RT and RW, beside the name of the kelurahan."""
    return place.quarter is not None and any(
        place.quarter.stands_in("".join(page.sounds[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]))
        for at in beside.rt_rw_at(page, place, 0, len(page.tokens))
    )


# what stands nearby


def _near(page: Page, landmark: Landmark) -> bool:
    if not landmark.own:
        stand = (page.built_on(word) for word in landmark.general)
        return _together(list(takewhile(bool, stand)), AROUND, len(landmark.general))
    own = [page.like(word) for word in landmark.own]
    if not all(own):
        return False
    general = [sorted({*page.built_on(word), *page.like(word)}) for word in landmark.general]
    if not general:
        return _together(own, AROUND)
    if landmark.says_little and len(general) > 1:  # `layar` may be another one's, too
        return any(_together([*own, *pair], AROUND) for pair in combinations(general, 2))
    return _together([*own, sorted(at for places in general for at in places)], AROUND)


def _together(places: list[list[int]], around: int, count: int = 0) -> bool:
    """Whether one of each stands close to one of the first, and there are COUNT of them at least."""
    return (
        len(places) >= count
        and all(places)
        and any(all(within(others, at, around) for others in places[1:]) for at in places[0])
    )
