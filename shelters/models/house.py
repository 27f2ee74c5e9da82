"""What a house can offer. Its id is the id of its root in `default`; its code name lives there alone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shelters.models.base import ShelterModel
from shelters.needs import Need


class House(ShelterModel):
    """Features by which suitability is judged: yes or no, never where it is."""

    class Tier(models.TextChoices):
        RPS = "rps", _("Rumah perlindungan sementara")
        SAFE_HOUSE = "rumah_aman", _("Rumah aman")

    tier = models.CharField(max_length=12, choices=Tier.choices, default=Tier.RPS)
    step_free = models.BooleanField(default=False)
    medical = models.BooleanField(default=False)
    infant = models.BooleanField(default=True)
    companion = models.BooleanField(default=False)
    watch = models.BooleanField(default=True)
    older_boys = models.BooleanField(default=False)
    open = models.BooleanField(default=True)

    guarded_by = "id"
    audit_kind = "house"
    plain_text = {"tier": "one of two coded kinds; says nothing of the place"}

    def offers(self, need: str) -> bool:
        """Whether this house can meet that coded need; a quiet room is a matter of the place, not of the house."""
        asks: dict[str, bool] = {
            Need.STEP_FREE: self.step_free,
            Need.MEDICAL: self.medical,
            Need.PREGNANT: self.medical,
            Need.INFANT: self.infant,
            Need.COMPANION: self.companion,
            Need.WATCH: self.watch,
        }
        return asks.get(need, True)

    def __str__(self) -> str:
        return "Rumah"
