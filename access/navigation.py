"""Port: the places of the left column. Packages register theirs; each person gets those of their role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from access import policy
from access.addresses import address
from access.permissions import Permission

COUNTED = 100  # at most, of what waits: no page counts everything


@dataclass(frozen=True)
class Place:
    """One place. `waiting(user)` counts what waits there, up to COUNTED; None where a count could tell too much."""

    label: Any
    url_name: str
    permission: Permission
    icon: str = "circle"
    order: int = 50
    waiting: Callable | None = None


@dataclass(frozen=True)
class Shown:
    """A place as one person sees it."""

    label: str
    url_name: str
    icon: str
    waiting: int | None

    @property
    def url(self) -> str:
        return address(self.url_name)


_places: dict[str, Place] = {}


def register(place: Place) -> None:
    """Adds a place, once per url name."""
    _places[place.url_name] = place


def places(user) -> list[Shown]:
    """The places of this person's role, in order."""
    mine = [place for place in _places.values() if policy.may(user, place.permission)]
    return [
        Shown(str(place.label), place.url_name, place.icon, place.waiting(user) if place.waiting else None)
        for place in sorted(mine, key=lambda place: (place.order, place.url_name))
    ]
