"""The canary's house, found by its code name."""

from __future__ import annotations

from shelters.models import House, Room
from shelters.roots.models import Shelter


def house_called(code: str) -> Shelter | None:
    """The house of this code name."""
    return Shelter.every.filter(code=code).first()


def could_be_offered(house: Shelter) -> bool:
    """Whether somebody could sleep there: it is open, or has a room."""
    return House.every.filter(pk=house.pk, open=True).exists() or Room.every.filter(house_id=house.pk).exists()
