"""A stay: from arrival to departure, in one place, with the resident's card."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from shelters.models.base import ShelterModel
from shelters.models.card import ResidentCard
from shelters.models.place import Place
from shelters.models.request import PlacementRequest
from shelters.needs import Destination
from shelters.workflow import StayState


class Stay(ShelterModel):
    """`planned_until` is a date of the calendar in Jakarta: the morning on which she is expected to leave."""

    request = models.OneToOneField(PlacementRequest, on_delete=models.PROTECT, related_name="stay")
    card = models.OneToOneField(ResidentCard, on_delete=models.PROTECT, related_name="stay")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="stays")
    case_id = models.UUIDField(db_index=True)
    state = models.CharField(max_length=12, choices=StayState.choices, default=StayState.STAYING)
    arrived_at = models.DateTimeField()
    planned_until = models.DateField()
    rules_agreed = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True)
    destination = models.CharField(max_length=12, choices=Destination.choices, blank=True)

    guarded_by = "claim__house_id"  # only while she is there
    audit_kind = "stay"
    wall = "case_id"
    plain_text = {"state": "coded", "destination": "coded"}

    class Meta(ShelterModel.Meta):
        ordering = ("arrived_at", "id")
        constraints = [
            # beside the claim: a row written past every action can't put two into one place, or one into two
            models.UniqueConstraint(fields=["place"], condition=Q(state="staying"), name="one_stay_per_place"),
            models.UniqueConstraint(fields=["case_id"], condition=Q(state="staying"), name="one_stay_per_case"),
        ]

    def __str__(self) -> str:
        return "Penempatan"


class Extension(ShelterModel):
    """A stay made longer: from which morning to which, by whom."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="extensions")
    planned_before = models.DateField()
    planned_until = models.DateField()
    extended_by_id = models.UUIDField()
    extended_at = models.DateTimeField()

    guarded_by = "stay__claim__house_id"
    audit_kind = "extension"

    class Meta(ShelterModel.Meta):
        ordering = ("extended_at",)

    def __str__(self) -> str:
        return "Perpanjangan"
