"""An escort: who takes a resident to her house, and for which hours the escort may see where it is."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from shelters.models.base import ShelterModel
from shelters.models.hold import Hold
from shelters.models.house import House
from shelters.workflow import TransferState


class Transfer(ShelterModel):
    """From `starts_at` (included) to `ends_at` (excluded) the escort sees the location; before and after, nothing."""

    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="transfers")
    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="transfers")
    case_id = models.UUIDField(db_index=True)
    escort_id = models.UUIDField(db_index=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=TransferState.choices, default=TransferState.PLANNED)
    assigned_by_id = models.UUIDField()

    guarded_by = "id"  # no grant on a house opens it: only the scope of the escort, for these hours
    audit_kind = "transfer"
    wall = "case_id"
    plain_text = {"state": "coded"}

    class Meta(ShelterModel.Meta):
        ordering = ("starts_at", "id")
        constraints = [
            models.CheckConstraint(name="escort_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at")))
        ]

    def __str__(self) -> str:
        return "Pengantaran"
