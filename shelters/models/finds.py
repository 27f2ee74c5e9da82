"""What the matcher found of a house in texts: lists of one size, written anew with every look."""

from __future__ import annotations

from django.db import models

from shelters.models.base import SealedShelterModel
from vault.fields import SealedJSONField
from vault.purpose import Purpose

FINDS_SIZE = 32_768
"""Bytes to which every list is padded. What doesn't fit is left out, alerts that nobody has dealt with last of all."""


class Finds(SealedShelterModel):
    """A list of finds. Whoever reads it without a key learns when it began and when the matcher looked, no more.

    A house has one. When that doesn't open any longer it stays as it is and the house gets another one: once the
    broken one opens again, what it holds is there again.
    """

    sealed_purpose = Purpose.LOCATION
    sealed_owner = "house_id"
    guarded_by = "house_id"
    audit_kind = "finds"

    house_id = models.UUIDField(db_index=True)
    begun_at = models.DateTimeField()
    listed = SealedJSONField(pad=FINDS_SIZE)

    class Meta(SealedShelterModel.Meta):
        pass

    def __str__(self) -> str:
        return "Temuan pencocok"
