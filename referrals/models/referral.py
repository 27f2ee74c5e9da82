"""A referral: one hand-over to one agency, with the least that agency needs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from access.models import Agency, Unit
from disclosure.models import Document
from referrals.codes.referral import Basis, ContactRule, DeclineReason, Kind, Law, Need
from referrals.states import ReferralState
from vault.fields import SealedJSONField, SealedTextField
from vault.models import SealedModel


class Referral(SealedModel, GuardedModel):
    """Root, seen by its sender's side and the receiving unit alone; `case_id` is the ticket's and the case's id.

    `identity` holds what the ground of the hand-over allows (code, name, age, sex) and never where she stays.
    `note` is free text: the receiver reads it only once the gate has released it. Everything coded leaves at once.
    """

    guarded_kind = "referral"
    wall = "case_id"
    assigned_by = ("work_referral",)
    audit_kind = "referral"
    plain_text = {
        "reference": "R- and six random letters, said on the telephone; means nothing",
        "needs": "codes of Need, comma between; coded fields leave at once",
        "nature": "actual, exercise or test, copied from the ticket or case",
        "kind": "one of Kind: which sort of agency is asked",
        "state": "one of ReferralState",
        "contact_rule": "one of ContactRule",
        "basis": "one of Basis: the ground of the hand-over",
        "law": "one of Law: the legal duty that is stated",
        "decline_reason": "one of DeclineReason",
    }

    reference = models.CharField(max_length=12, unique=True, editable=False)
    case_id = models.UUIDField(db_index=True, editable=False)
    nature = models.CharField(max_length=10, default="actual", editable=False)
    kind = models.CharField(_("jenis"), max_length=16, choices=Kind.choices)
    state = models.CharField(_("tahap"), max_length=10, choices=ReferralState.choices, default=ReferralState.SENT)
    opened = models.DateTimeField(_("dikirim"))
    urgent = models.BooleanField(_("mendesak"), default=False)
    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    needs = models.CharField(_("yang diminta"), max_length=200, blank=True, default="")
    contact_rule = models.CharField(max_length=12, choices=ContactRule.choices, default=ContactRule.VIA_AGENCY)

    basis = models.CharField(_("dasar"), max_length=10, choices=Basis.choices)
    law = models.CharField(max_length=10, choices=Law.choices, blank=True, default="")
    consent_line = models.UUIDField(null=True, editable=False)
    heard_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    heard_at = models.DateTimeField(null=True, blank=True)
    wanted_despite_conflict = models.BooleanField(default=False, editable=False)

    complaint_at = models.DateTimeField(_("korban melapor"), null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decline_reason = models.CharField(max_length=12, choices=DeclineReason.choices, blank=True, default="")

    letter = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    identity = SealedJSONField(pad=512)
    note = SealedTextField(pad=None, null=True)

    class Meta:
        base_manager_name = "every"
        ordering = ("-opened", "-id")
        verbose_name = _("rujukan")
        permissions = [
            ("send_referral", "the sender, and the case's manager and supervisors"),
            ("answer_referral", "the unit it was sent to"),
            ("work_referral", "who took it on or examined, personally; opens nothing by itself"),
        ]

    def __str__(self) -> str:
        return f"{_('Rujukan')} {self.reference}"

    @property
    def note_subject(self) -> str:
        """The gate's name of its free text."""
        return f"referral:{self.pk}:note"

    @property
    def needs_labels(self) -> list[str]:
        """What is asked, in words."""
        return [str(Need(code).label) for code in self.needs.split(",") if code]

    @property
    def asks_visum(self) -> bool:
        return Need.VISUM in self.needs.split(",")
