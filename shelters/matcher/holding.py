"""Holds every location in memory and answers for texts. In production one process does this, and no other."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import asdict
from typing import cast

from disclosure.matching import Away
from shelters import reveal_location
from shelters.matcher.known import place_of
from shelters.matcher.recogniser import Recogniser
from shelters.principals import MATCHER


class Holding:
    """Knows nothing until `refresh` has opened the locations: once at its start, then once per change."""

    def __init__(self) -> None:
        self._recogniser: Recogniser | None = None
        self._state: tuple | None = None
        self._shut: frozenset[uuid.UUID] = frozenset()  # houses of which something did not open

    @property
    def is_open(self) -> bool:
        """Whether it knows the locations."""
        return self._recogniser is not None

    def refresh(self) -> bool:
        """Opens all locations if any changed since they were opened; whether it did.

        Of a house of which something does not open the rest is known, if any, and all of the others.
        """
        state = reveal_location.state_of_all()
        if state == self._state:
            return False
        with reveal_location.open_all(by=MATCHER) as (places, shut):
            self._recogniser = Recogniser(
                {house: place_of(**asdict(place), landmarks=near) for house, (place, near) in places.items()}
            )
        self._state, self._shut = state, frozenset(shut)
        return True

    def named(self, text: str, houses: Collection[uuid.UUID] | None = None) -> set[uuid.UUID]:
        """The houses that TEXT names, of all or of HOUSES; none before the locations were opened.

        Raises Away where no answer about HOUSES would be a whole one. A text that breaks the recogniser counts as one
        that names every house: whoever writes it would otherwise have switched off what is to look at it.
        """
        if houses is not None and not self._shut.isdisjoint(houses):
            raise Away
        if self._recogniser is None:
            return set()
        try:
            return self._recogniser.hits(text, houses)
        except Exception:  # what it broke at stands in no log
            return set(cast("Collection[uuid.UUID]", self._recogniser.places) if houses is None else houses)

    def __repr__(self) -> str:
        return "<Holding>"


_here = Holding()


def here() -> Holding:
    """This process's own. Where a socket is set, only the matcher's command opens it."""
    return _here
