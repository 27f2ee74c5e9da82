"""What the case manager found and what was planned."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from access.models import Staff
from casework.models.case import Case
from casework.options.casefile import SERVICES, Risk
from casework.workflow import TaskState
from vault.fields import SealedJSONField, SealedTextField
from vault.models import SealedModel


class Written(SealedModel, GuardedModel):
    """A part of a case written by somebody at some moment."""

    guarded_by = "case"
    wall = "case_id"

    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        base_manager_name = "every"
        ordering = ["-at", "-id"]


class Assessment(Written):
    """A biopsychosocial assessment: one text per heading of the DKI form. The newest holds; former ones stay."""

    audit_kind = "assessment"
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assessments")
    findings = SealedJSONField(pad=None)

    def __str__(self) -> str:
        return _("Asesmen %(reference)s") % {"reference": str(self.pk)[:4].upper()}


class RiskAssessment(Written):
    """A risk level with its reasons. The level also lies on the case; factors and words are sealed."""

    audit_kind = "risk"
    plain_text = {"level": "one of Risk"}
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="risks")
    level = models.CharField(max_length=6, choices=Risk.choices)
    factors = SealedJSONField(pad=256)
    reasons = SealedTextField(pad=512, blank=True)

    def __str__(self) -> str:
        return _("Risiko %(reference)s") % {"reference": str(self.pk)[:4].upper()}


class PlanStep(Written):
    """One step of the intervention plan: a service, what it should reach, until when, and whether the client agreed."""

    audit_kind = "plan"
    plain_text = {"service": "one of SERVICES"}
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    service = models.CharField(max_length=24, choices=SERVICES)
    due = models.DateField(null=True, blank=True)
    agreed = models.BooleanField(default=False)
    goal = SealedTextField(pad=512)

    def __str__(self) -> str:
        return _("Rencana %(reference)s") % {"reference": str(self.pk)[:4].upper()}


class Task(Written):
    """Something to be done for a case until a day, by somebody."""

    audit_kind = "task"
    plain_text = {"state": "open or done"}
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    assignee = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=6, choices=TaskState.choices, default=TaskState.OPEN)
    done = models.DateTimeField(null=True, editable=False)
    text = SealedTextField(pad=256)

    class Meta(Written.Meta):
        abstract = False
        ordering = ["state", "due", "id"]
        indexes = [models.Index(fields=["assignee", "state", "due"], name="task_waiting")]

    def __str__(self) -> str:
        return _("Tugas %(reference)s") % {"reference": str(self.pk)[:4].upper()}


class Message(Written):
    """A line of the thread between manager, supervisor and counsellor of one case."""

    audit_kind = "message"
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    text = SealedTextField(pad=None)

    def __str__(self) -> str:
        return _("Pesan %(reference)s") % {"reference": str(self.pk)[:4].upper()}
