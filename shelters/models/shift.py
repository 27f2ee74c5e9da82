"""Who is on duty in a house, and when. Being on duty explains a look at the location; it grants nothing else."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from shelters.models.base import ShelterModel
from shelters.models.house import House


class Shift(ShelterModel):
    """From `starts_at` (included) to `ends_at` (excluded)."""

    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="shifts")
    staff_id = models.UUIDField(db_index=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    guarded_by = "house_id"
    audit_kind = "shift"

    class Meta(ShelterModel.Meta):
        ordering = ("starts_at",)
        constraints = [
            models.CheckConstraint(name="shift_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at")))
        ]

    def __str__(self) -> str:
        return "Giliran jaga"
