"""A request for a place: asked from a case or straight from a ticket, answered by the placement officer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shelters.models.base import ShelterModel
from shelters.models.card import ResidentCard
from shelters.needs import Answer
from shelters.workflow import OPEN_REQUESTS, RequestState


class PlacementRequest(ShelterModel):
    """At most one open request per case; asking again while one is open adds to its card (`Addendum`)."""

    class Origin(models.TextChoices):
        CASE = "case", _("dari berkas kasus")
        TICKET = "ticket", _("dari tiket")

    card = models.OneToOneField(ResidentCard, on_delete=models.PROTECT, related_name="request")
    case_id = models.UUIDField(db_index=True)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    asked_by_id = models.UUIDField()
    asked_at = models.DateTimeField()
    asked_again_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.ASKED)
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.UUIDField(null=True)

    guarded_by = "id"  # belongs to no house: no grant opens it, only the scope of the placement officers
    audit_kind = "request"
    wall = "case_id"
    plain_text = {"origin": "coded", "state": "coded", "answer": "coded"}

    class Meta(ShelterModel.Meta):
        ordering = ("asked_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["case_id"], condition=Q(state__in=[str(s) for s in OPEN_REQUESTS]), name="one_open_request"
            )
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="requests_waiting")]

    def __str__(self) -> str:
        return "Permohonan tempat"
