"""The steps of the safe house: asked for, held, brought, arrived."""

from __future__ import annotations

from demo.living.intake import IntakeSteps
from shelters.actions import ask, hold, stay, transfer
from shelters.models import Hold, Place, PlacementRequest
from shelters.roots.models import Shelter


class HouseSteps(IntakeSteps):
    """What the case manager, the placement officer and the house's staff do."""

    request: PlacementRequest
    held: Hold

    @property
    def heads(self) -> int:
        return 2 if "bayi" in self.story.what or "anak" in self.story.what else 1

    def ask_place(self) -> None:
        self.request = ask.ask_from_case(
            self.case,
            name=self.person["name"],
            people=self.heads,
            needs=["infant"] if "bayi" in self.story.what else [],
            risk=self.story.risk,
            by=self.manager,
        )

    def hold(self) -> None:
        house = Shelter.every.get(code=self.story.house)
        place = (
            Place.every.filter(room__house_id=house.pk, sleeps__gte=self.heads, claim=None)
            .order_by("sleeps", "room__number", "number")
            .first()
        )
        self.held = hold.hold_place(self.request, place=place.pk, hours=12, by=self.cast.penempatan)

    def escort(self) -> None:
        transfer.assign_escort(self.held, escort=self.cast.pengantar, hours=6, by=self.cast.penempatan)

    def arrive(self) -> None:
        staff = {"Anggrek": self.cast.petugas1, "Bakung": self.cast.petugas2}[self.story.house]
        stay.arrive(self.held, rules_agreed=True, things=["phone", "identity"], by=staff)
