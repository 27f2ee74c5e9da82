"""Opening a house, its rooms and places, and who is on duty there."""

from __future__ import annotations

import datetime as dt

from shelters.actions.act import house_act
from shelters.models import House, Place, Room, Shift
from shelters.roots.actions import open_shelter
from shelters.roots.models import Shelter


def open_house(code_name: str, *, by, **features: bool) -> Shelter:
    """A new house: its root with a code name in `default`, what it offers in `shelters`, a data key of its own."""
    shelter = open_shelter(code_name, by=by)
    with house_act("house.open", by=by, house_id=shelter.pk):
        House(id=shelter.pk, **features).save(force_insert=True)
    return shelter


def furnish_room(shelter: Shelter, *, number: int, sleeps: list[int], by) -> Room:
    """A room with one place per entry of `sleeps` (for how many people each)."""
    with house_act("house.furnish", by=by, house_id=shelter.pk):
        room = Room(house_id=shelter.pk, number=number)
        room.save()
        for place_number, people in enumerate(sleeps, start=1):
            Place(room=room, number=place_number, sleeps=people).save()
        return room


def assign_shift(shelter: Shelter, *, staff, starts_at: dt.datetime, ends_at: dt.datetime, by) -> Shift:
    """Put somebody on duty in a house for those hours."""
    with house_act("shift.assign", by=by, house_id=shelter.pk):
        shift = Shift(house_id=shelter.pk, staff_id=staff.pk, starts_at=starts_at, ends_at=ends_at)
        shift.save()
        return shift
