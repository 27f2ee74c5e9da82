"""Who has a place now: one row per taken place, and the database itself refuses a second one."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from shelters.models.base import ShelterModel
from shelters.models.card import ResidentCard
from shelters.models.hold import Hold
from shelters.models.house import House
from shelters.models.place import Place
from shelters.models.stay import Stay


class Claim(ShelterModel):
    """The one claim on a place, by a hold or by a stay.

    Two officers who press at the same moment both see the place free; the unique column lets one of them have it,
    on SQLite and on PostgreSQL alike. A claim is made, turned from hold to stay, and removed; it keeps no history.
    Holds and stays are seen through their claim: whoever serves the house sees those of now, never those that ended.
    """

    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="claims")
    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="claim")
    hold = models.OneToOneField(Hold, on_delete=models.PROTECT, null=True, related_name="claim")
    stay = models.OneToOneField(Stay, on_delete=models.PROTECT, null=True, related_name="claim")

    guarded_by = "house_id"
    audit_kind = "claim"

    class Meta(ShelterModel.Meta):
        constraints = [
            models.CheckConstraint(
                name="claim_is_a_hold_or_a_stay",
                condition=Q(hold__isnull=False, stay__isnull=True) | Q(hold__isnull=True, stay__isnull=False),
            )
        ]

    @property
    def case_id(self) -> uuid.UUID:
        """The file of whoever has the place."""
        return self.stay.case_id if self.stay is not None else self._held().case_id

    @property
    def card(self) -> ResidentCard:
        """The card of whoever is there, or on her way."""
        return self.stay.card if self.stay is not None else self._held().request.card

    def _held(self) -> Hold:
        if self.hold is None:
            raise ValueError("a claim by nobody")
        return self.hold

    def __str__(self) -> str:
        return "Tempat terpakai"
