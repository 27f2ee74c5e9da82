"""What the matcher found of a house in texts: one row a house, of one size, written anew with every look."""

from __future__ import annotations

from shelters.models.base import SealedShelterModel
from vault.fields import SealedJSONField
from vault.purpose import Purpose

FINDS_SIZE = 16_384
"""Bytes to which every list is padded. What doesn't fit is left out, alerts that nobody has dealt with last of all."""


class Finds(SealedShelterModel):
    """Its id is the house's. Whoever reads it without a key learns when the matcher looked, no more."""

    sealed_purpose = Purpose.LOCATION
    sealed_owner = "id"

    listed = SealedJSONField(pad=FINDS_SIZE)

    guarded_by = "id"
    audit_kind = "finds"

    class Meta(SealedShelterModel.Meta):
        pass

    def __str__(self) -> str:
        return "Temuan pencocok"
