"""That a wall be lifted: it stands on a false match, says one person; another one decides."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from access.models import ConflictOfInterest, Staff
from casework.models.case import Case
from casework.options.casefile import LIFT_REASONS
from casework.workflow import LiftState
from vault.fields import SealedTextField
from vault.models import SealedModel


class WallLift(SealedModel, GuardedModel):
    """One request: which wall, why it is false, who asked, and what somebody else decided."""

    guarded_by = "case"
    wall = "case_id"
    audit_kind = "wall_lift"
    plain_text = {"reason": "one of LIFT_REASONS", "state": "one of LiftState"}

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="wall_lifts")
    conflict = models.ForeignKey(ConflictOfInterest, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=12, choices=LIFT_REASONS)
    state = models.CharField(max_length=10, choices=LiftState.choices, default=LiftState.ASKED)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    because = SealedTextField(pad=512, blank=True)

    class Meta:
        base_manager_name = "every"
        ordering = ("asked_at", "id")
        verbose_name = _("pencabutan konflik kepentingan")
        constraints = [
            models.UniqueConstraint(
                fields=["conflict"], condition=models.Q(state="asked"), name="one_lift_of_a_wall_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{_('Pencabutan konflik kepentingan')} {str(self.pk)[:4].upper()}"
