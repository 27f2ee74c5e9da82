"""What the police add: their report's number, and the letter that asks for a visum."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from access.models import Agency
from referrals.codes.police import Rank
from referrals.codes.visum import ExamKind
from referrals.models.referral import Referral
from vault.fields import SealedTextField
from vault.models import SealedModel


class PoliceReport(SealedModel, GuardedModel):
    """The number of the laporan polisi. One referral may lead to several reports.

    `coded`: the number is made of constants (its usual shape, a unit of the directory) and leaves at once like a code.
    """

    guarded_by = "referral"
    wall = "case_id"
    audit_kind = "police_report"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="police_reports")
    case_id = models.UUIDField(editable=False)
    reported_at = models.DateTimeField(_("waktu laporan"))
    recorded_at = models.DateTimeField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    coded = models.BooleanField(default=False, editable=False)
    number = SealedTextField(pad=128)

    class Meta:
        base_manager_name = "every"
        ordering = ("recorded_at", "id")

    def __str__(self) -> str:
        return f"{_('Laporan polisi')} {str(self.pk)[:4].upper()}"

    @property
    def number_subject(self) -> str:
        """The gate's name of the number: typed by hand, so it is free text."""
        return f"police_report:{self.pk}:number"


class VisumRequest(SealedModel, GuardedModel):
    """Surat permintaan visum. It belongs to the police's referral; the examining hospital's is joined by `hospital`.

    `police` is empty where the letter came on paper and the hospital itself recorded it; then `hospital` is the root.
    The police never learn from it which hospital, or whether there is one, until the visum is delivered.
    """

    guarded_by = "police"
    wall = "case_id"
    audit_kind = "visum_request"
    plain_text = {"exam": "one of ExamKind", "rank": "one of Rank"}

    police = models.ForeignKey(Referral, null=True, on_delete=models.CASCADE, related_name="visum_requests")
    hospital = models.ForeignKey(Referral, null=True, on_delete=models.CASCADE, related_name="visum_letters")
    case_id = models.UUIDField(editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    exam = models.CharField(_("pemeriksaan yang diminta"), max_length=12, choices=ExamKind.choices)
    rank = models.CharField(_("pangkat"), max_length=10, choices=Rank.choices)
    dated = models.DateField(_("tanggal surat"))
    asked_at = models.DateTimeField(editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reached_at = models.DateTimeField(null=True, editable=False)
    number = SealedTextField(pad=128)
    investigator = SealedTextField(pad=128)

    class Meta:
        base_manager_name = "every"
        ordering = ("asked_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(police__isnull=False) | models.Q(hospital__isnull=False),
                name="visum_request_has_a_root",
            )
        ]

    def __str__(self) -> str:
        return f"{_('Permintaan visum')} {str(self.pk)[:4].upper()}"

    @property
    def letter_subject(self) -> str:
        """The gate's name of its number and its signer: typed by hand, so they are free text."""
        return f"visum_request:{self.pk}:letter"


def letter_text(number: str, investigator: str) -> str:
    """Number and signer of a letter as the one text that passes the gate."""
    return f"{number}\n{investigator}"
