"""Which free places suit a request, and why: advice for the placement officer, who may take any free place.

Judged by what she needs and what a house offers. Never by where a house is, and the order of what is returned is
always house code, room, place: an order that says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from shelters.models import House, Place
from shelters.needs import Need


@dataclass(frozen=True)
class Advice:
    """A free place with the reasons that speak for it and the doubts that speak against it."""

    place: Place
    house_code: str
    fits: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """House code, room and place in words."""
        return _("%(house)s, kamar %(room)d, tempat %(place)d") % {
            "house": self.house_code,
            "room": self.place.room.number,
            "place": self.place.number,
        }

    @property
    def suits(self) -> bool:
        return not self.doubts


def advise(place: Place, house: House, house_code: str, particulars: dict, *, alone_in_room: bool) -> Advice:
    """The advice for one free place. `particulars` as on the resident's card."""
    fits, doubts = [], []
    people = max(1, int(particulars.get("people", 1)))
    if place.sleeps >= people:
        fits.append(_("cukup untuk %(n)d orang") % {"n": people})
    else:
        doubts.append(_("hanya untuk %(n)d orang") % {"n": place.sleeps})
    if particulars.get("older_boys"):
        if house.older_boys:
            fits.append(_("menerima anak laki-laki 13 tahun ke atas"))
        else:
            doubts.append(_("tidak menerima anak laki-laki 13 tahun ke atas"))
    for need in particulars.get("needs", []):
        label = str(Need(need).label).lower()
        met = alone_in_room if need == Need.QUIET else house.offers(need)
        (fits if met else doubts).append(label if met else _("tidak tersedia: %(need)s") % {"need": label})
    return Advice(place, house_code, fits, doubts)
