"""The occupancy board of one house: places down, nights across, a word in every cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from access import policy
from access.permissions import Permission
from access.walls import walled_cases
from shelters.models import Claim, House, Place, ResidentCard

NIGHTS = 14


@dataclass(frozen=True)
class Cell:
    """One night of one place: a key of the look for the eye, the word for everyone."""

    night: dt.date
    look: str
    word: str


@dataclass(frozen=True)
class Row:
    """One place with its nights from today on, and who has it now (a claim with its hold or stay)."""

    place: Place
    claim: Claim | None
    cells: list[Cell]

    @property
    def today(self) -> Cell:
        return self.cells[0]

    @property
    def until(self) -> dt.date | None:
        """The morning on which she is expected to leave."""
        return self.claim.stay.planned_until if self.claim and self.claim.stay else None

    @property
    def card(self) -> ResidentCard | None:
        """The card of whoever has the place, or is on her way to it."""
        return self.claim.card if self.claim else None


def clock(moment: dt.datetime) -> str:
    """An hour as it is said in Jakarta: `02.10 WIB`."""
    return timezone.localtime(moment).strftime("%H.%M WIB")


def nights(today: dt.date) -> list[dt.date]:
    return [today + dt.timedelta(days=n) for n in range(NIGHTS)]


def rows(user, house: House, today: dt.date) -> list[Row]:
    """All places of a house, by room and number. Only what is so now and what is planned: no past stay is shown.

    Who has a place is shown to those who serve there, who live with her, and to nobody else: where all others bore a
    name, the one without would be she whose file lies behind a conflict of interest of this person. For the same reason
    they are told of a place that it is used, not by what or until when, which they read of all others elsewhere.
    """
    places = Place.every.filter(room__house=house).select_related("room").order_by("room__number", "number")
    claims = {
        claim.place_id: claim
        for claim in Claim.every.filter(house=house).select_related("hold__request__card", "stay__card")
    }
    serves, walls = policy.may(user, Permission.SHELTER_SERVE), set(walled_cases(user))
    known = {pk: claim for pk, claim in claims.items() if serves and claim.case_id not in walls}
    cells = _cells if serves else _cells_for_others
    return [Row(place, known.get(place.pk), cells(place, claims.get(place.pk), today)) for place in places]


def _cells(place: Place, claim: Claim | None, today: dt.date) -> list[Cell]:
    return [_cell(place, claim, night, today) for night in nights(today)]


def _cells_for_others(place: Place, claim: Claim | None, today: dt.date) -> list[Cell]:
    if claim is None or not place.in_use:
        return _cells(place, None, today)
    return [Cell(night, "taken", _("terpakai")) for night in nights(today)]


def _cell(place: Place, claim: Claim | None, night: dt.date, today: dt.date) -> Cell:
    if not place.in_use:
        return Cell(night, "out_of_use", _("tidak dipakai"))
    if claim is None:
        return Cell(night, "free", _("kosong"))
    if claim.hold is not None:
        if night == today:
            return Cell(night, "held", _("ditahan sampai %(time)s") % {"time": clock(claim.hold.expires_at)})
        return Cell(night, "held", _("ditahan"))
    until = claim.stay.planned_until if claim.stay else today
    if night < until:
        return Cell(night, "taken", _("terisi"))
    if night == today:
        return Cell(night, "late", _("lewat rencana"))
    if night == until:
        return Cell(night, "departed", _("rencana keluar"))
    return Cell(night, "free", _("kosong"))
