"""A visum: what a doctor found, in codes and in words."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from access.permissions import Permission
from disclosure.models import Document
from referrals.codes.visum import Cause, Degree, Injury, Region, VisumKind
from referrals.models.referral import Referral
from referrals.states import VisumState
from vault.entropy import new_id
from vault.fields import SealedTextField
from vault.models import SealedModel


class Visum(SealedModel, GuardedModel):
    """One examination, recorded at once; the letter of the police may come later (UU PKDRT ps. 21).

    Kind, degree, cause and findings are coded and reach the sender at once. `findings_text` (pemberitaan) and
    `conclusion` (kesimpulan) are the doctor's words: they leave only inside the signed document, to the police alone.
    """

    guarded_by = "referral"
    wall = "case_id"
    audit_kind = "visum"
    plain_text = {
        "reference": "V- and six random letters; stands on labels, means nothing",
        "kind": "one of VisumKind",
        "state": "one of VisumState",
        "cause": "one of Cause; coded findings leave at once",
        "degree": "one of Degree; coded findings leave at once",
    }
    field_permissions = {
        "findings_text": Permission.REFERRAL_EXAMINE,
        "conclusion": Permission.REFERRAL_EXAMINE,
    }

    reference = models.CharField(max_length=12, unique=True, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="visums")
    case_id = models.UUIDField(editable=False)
    kind = models.CharField(_("jenis visum"), max_length=12, choices=VisumKind.choices)
    state = models.CharField(max_length=10, choices=VisumState.choices, default=VisumState.RECORDED)
    examined_at = models.DateTimeField(_("waktu pemeriksaan"))
    recorded_at = models.DateTimeField(editable=False)
    examiner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed = models.BooleanField(_("persetujuan tertulis"), default=False)
    cause = models.CharField(_("penyebab"), max_length=8, choices=Cause.choices, default=Cause.UNKNOWN)
    degree = models.CharField(_("derajat luka"), max_length=10, choices=Degree.choices, default=Degree.NOT_STATED)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    findings_text = SealedTextField(pad=None)
    conclusion = SealedTextField(pad=None, null=True)

    class Meta:
        base_manager_name = "every"
        ordering = ("-examined_at", "-id")
        verbose_name = _("visum")

    def __str__(self) -> str:
        return f"{_('Visum')} {self.reference}"


class Finding(GuardedModel):
    """One injury in one region of the body map."""

    guarded_by = "visum__referral"
    wall = "visum__case_id"
    audit_kind = "finding"
    plain_text = {"region": "one of Region of the body map", "injury": "one of Injury"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visum = models.ForeignKey(Visum, on_delete=models.CASCADE, related_name="findings")
    region = models.CharField(_("bagian tubuh"), max_length=12, choices=Region.choices)
    injury = models.CharField(_("jenis luka"), max_length=14, choices=Injury.choices, blank=True, default="")
    order = models.PositiveSmallIntegerField()

    class Meta:
        base_manager_name = "every"
        ordering = ("order",)

    def __str__(self) -> str:
        return f"{_('Temuan')} {self.order}"
