"""What the receiver answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from referrals.codes.referral import Need, Outcome
from referrals.models.referral import Referral
from vault.fields import SealedTextField
from vault.models import SealedModel


class Answer(SealedModel, GuardedModel):
    """One answer; further ones may follow. Its codes reach the sender at once, its text once the gate lets it."""

    guarded_by = "referral"
    wall = "case_id"
    audit_kind = "referral_answer"
    plain_text = {
        "outcome": "one of Outcome",
        "services": "codes of Need that were given, comma between; coded fields leave at once",
    }

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="answers")
    case_id = models.UUIDField(editable=False)
    outcome = models.CharField(_("hasil"), max_length=16, choices=Outcome.choices)
    services = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField(pad=None, null=True)

    class Meta:
        base_manager_name = "every"
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{_('Jawaban rujukan')} {str(self.pk)[:4].upper()}"

    @property
    def text_subject(self) -> str:
        """The gate's name of its free text."""
        return f"answer:{self.pk}:text"

    @property
    def services_labels(self) -> list[str]:
        return [str(Need(code).label) for code in self.services.split(",") if code]
