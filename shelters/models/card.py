"""The resident's card: what a house needs to know of her. House staff see this and never a case."""

from __future__ import annotations

import uuid

from django.db import models

from shelters.models.base import SealedShelterModel
from vault.fields import SealedJSONField, SealedTextField

RESIDENTS_KEY = uuid.UUID("5af00000-0000-4000-8000-000000000003")
"""The owner of the key under which cards stand whose file was shredded while a house still needs them."""


class ResidentCard(SealedShelterModel):
    """Written once when a place is asked for, from the case or the ticket, sealed under the case's own data key.

    `particulars` holds `{"people": int, "older_boys": bool, "needs": [codes], "risk": code}`. Shredding the case
    shreds the card, at once or when she has left: `shelters.actions.keeping`.
    """

    sealed_owner = "sealed_under"

    case_id = models.UUIDField(db_index=True)
    sealed_under = models.UUIDField(db_index=True)
    code = models.CharField(max_length=24)
    name = SealedTextField(pad=128)
    particulars = SealedJSONField(pad=512)

    guarded_by = "stay__claim__house_id"  # a house sees the cards of those who are there
    audit_kind = "card"
    uncompared = {"sealed_under": "whose key opens the values, which are compared: under no other key they open"}
    plain_text = {"code": "the reference under which the file is spoken of; says nothing of a person"}

    def __str__(self) -> str:
        return f"Kartu {self.code}"


class Addendum(SealedShelterModel):
    """What was told when a place was asked for again while the request was open: nothing told before is lost.

    Whoever asks again knows neither who asked before nor what they told, so nothing is written over.
    """

    sealed_owner = "sealed_under"

    card = models.ForeignKey(ResidentCard, on_delete=models.PROTECT, related_name="addenda")
    case_id = models.UUIDField(db_index=True)
    sealed_under = models.UUIDField(db_index=True)
    told_at = models.DateTimeField()
    name = SealedTextField(pad=128)
    particulars = SealedJSONField(pad=512)

    guarded_by = "card__stay__claim__house_id"
    audit_kind = "addendum"
    uncompared = ResidentCard.uncompared

    def __str__(self) -> str:
        return "Tambahan kartu"
