"""What keeps a file from being destroyed, and who decided that it be."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from access.models import Staff
from casework.models.case import Case
from casework.options.casefile import HOLD_REASONS, SHRED_REASONS
from casework.workflow import ShredState
from vault.entropy import new_id


class LegalHold(GuardedModel):
    """While it stands the file is not shredded. One person sets it; two lift it: the first asks, another one agrees."""

    guarded_by = "case"
    wall = "case_id"
    audit_kind = "legal_hold"
    plain_text = {"reason": "one of HOLD_REASONS"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=10, choices=HOLD_REASONS)
    set_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lift_asked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    lift_asked_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        base_manager_name = "every"
        ordering = ("set_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "reason"], condition=models.Q(lifted_at__isnull=True), name="one_hold_per_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{_('Penahanan hukum')}: {self.get_reason_display()}"


class Shredding(GuardedModel):
    """That a file be destroyed: asked for by one person, confirmed by another, then done. It outlives what it is about.

    `done_at` is when the keys were gone; the register tells who, when and why, and nothing of the person served.
    """

    guarded_by = "case"
    wall = "case_id"
    audit_kind = "shredding"
    plain_text = {"reason": "one of SHRED_REASONS", "state": "one of ShredState"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="shreddings")
    reason = models.CharField(max_length=10, choices=SHRED_REASONS)
    state = models.CharField(max_length=10, choices=ShredState.choices, default=ShredState.ASKED)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        base_manager_name = "every"
        ordering = ("-asked_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state__in=["asked", "confirmed"]), name="one_shredding_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["state", "-decided_at"], name="shredding_register")]

    def __str__(self) -> str:
        return f"{_('Pemusnahan')} {str(self.pk)[:4].upper()}"
