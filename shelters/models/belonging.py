"""What a resident left in the house's keeping."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from shelters.models.base import ShelterModel
from shelters.models.stay import Stay
from shelters.needs import Thing


class Belonging(ShelterModel):
    """A thing by its kind and number; no description, so that no value is kept here."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="belongings")
    thing = models.CharField(max_length=12, choices=Thing.choices)
    count = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(99)])
    kept_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)

    guarded_by = "stay__claim__house_id"
    audit_kind = "belonging"
    plain_text = {"thing": "coded"}

    class Meta(ShelterModel.Meta):
        ordering = ("kept_at", "thing")

    def __str__(self) -> str:
        return "Barang titipan"
