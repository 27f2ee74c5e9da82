"""Four invented houses: rooms, places, where they stand, who serves them and who is on duty."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from access.models import Staff, Unit
from demo.invented import HOUSES
from shelters.actions.house import assign_shift, furnish_room, open_house
from shelters.reveal_location import Whereabouts, keep_location
from shelters.roots.actions import KEEP, PLACE, SERVE, entrust
from shelters.roots.models import Shelter

ROOMS = {"Anggrek": [[1, 3], [1, 1], [4]], "Bakung": [[1, 1], [3]], "Trembesi": [[2], [4]], "Dahlia": [[1, 1, 1], [2]]}
FEATURES = {
    "Anggrek": {"step_free": True, "infant": True},
    "Bakung": {"medical": True, "infant": True},
    "Trembesi": {"companion": True},
    "Dahlia": {"older_boys": True, "tier": "rumah_aman"},
}
SERVED_BY = {"Anggrek": "petugas1", "Bakung": "petugas2"}


def whereabouts(house: dict) -> Whereabouts:
    """One row of HOUSES as the product keeps it."""
    return Whereabouts(
        address=f"{house['street']} No. {house['number']}",
        kelurahan=house["kelurahan"],
        kecamatan=house["kecamatan"],
        postcode=house["postcode"],
        phones=[house["phone"]],
        latitude=house["latitude"],
        longitude=house["longitude"],
        access_notes=house["note"],
    )


def open_houses(people) -> list[Shelter]:
    """Opens the four houses by the first custodian; the cast's house staff are on duty for the coming weeks."""
    by = people.kustodian
    units = {
        u.code: u for u in Unit.objects.filter(code__in=["uptppa-penempatan", "uptppa-kustodian", "lpsk-kustodian"])
    }
    opened = []
    for house in HOUSES:
        shelter = open_house(house["code"], by=by, **FEATURES[house["code"]])
        for number, sleeps in enumerate(ROOMS[house["code"]], 1):
            furnish_room(shelter, number=number, sleeps=sleeps, by=by)
        keep_location(shelter, whereabouts(house), by=by)
        entrust(shelter, PLACE, units["uptppa-penempatan"], by=by)
        entrust(shelter, KEEP, units["uptppa-kustodian"], by=by)
        entrust(shelter, KEEP, units["lpsk-kustodian"], by=by)
        if username := SERVED_BY.get(house["code"]):
            staff: Staff = getattr(people, username)
            entrust(shelter, SERVE, staff, by=by)
            now = timezone.now()
            assign_shift(
                shelter, staff=staff, starts_at=now - timedelta(hours=2), ends_at=now + timedelta(days=60), by=by
            )
        opened.append(shelter)
    return opened
