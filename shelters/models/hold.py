"""A place kept free for somebody on her way, until an hour that is said beforehand."""

from __future__ import annotations

from django.db import models

from shelters.models.base import ShelterModel
from shelters.models.place import Place
from shelters.models.request import PlacementRequest
from shelters.needs import Reason
from shelters.workflow import HoldState


class Hold(ShelterModel):
    """Ends by arrival, by release or by its hour; `reason` says why the officer overruled the advice, if she did."""

    request = models.ForeignKey(PlacementRequest, on_delete=models.PROTECT, related_name="holds")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="holds")
    case_id = models.UUIDField(db_index=True)
    state = models.CharField(max_length=12, choices=HoldState.choices, default=HoldState.HELD)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    held_by_id = models.UUIDField()
    held_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    guarded_by = "claim__house_id"  # only while it keeps a place
    audit_kind = "hold"
    wall = "case_id"
    plain_text = {"state": "coded", "reason": "coded"}

    class Meta(ShelterModel.Meta):
        ordering = ("expires_at", "id")
        indexes = [models.Index(fields=["state", "expires_at"], name="holds_running_out")]

    def __str__(self) -> str:
        return "Tempat ditahan"
