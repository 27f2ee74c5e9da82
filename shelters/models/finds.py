"""What the matcher found of a house in texts: one row a house, of one size, written anew with every look."""

from __future__ import annotations

from shelters.models.base import SealedOfHouse
from vault.fields import SealedJSONField

FINDS_SIZE = 16_384
"""Bytes to which every list is padded. What doesn't fit is left out, alerts that nobody has dealt with last of all."""


class Finds(SealedOfHouse):
    """Its id is the house's. Whoever reads it without a key learns when the matcher looked, no more."""

    listed = SealedJSONField(pad=FINDS_SIZE)

    audit_kind = "finds"

    class Meta(SealedOfHouse.Meta):
        pass

    def __str__(self) -> str:
        return "Temuan pencocok"
