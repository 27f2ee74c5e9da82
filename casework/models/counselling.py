"""Counselling: that it took place is the case's, what was said is the counsellor's."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from access.models import Staff
from access.permissions import Permission
from casework.models.case import Case
from casework.options.casefile import MODES
from vault.fields import SealedTextField
from vault.models import SealedModel


class Session(SealedModel, GuardedModel):
    """One counselling session. `notes` open for their author alone; `summary` is what the client agreed to share."""

    guarded_by = "case"
    wall = "case_id"
    author_field = "counsellor"
    audit_kind = "session"
    plain_text = {"mode": "one of MODES"}
    field_permissions = {"notes": Permission.CASE_NOTES}

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sessions")
    counsellor = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=8, choices=MODES)
    attended = models.BooleanField(default=True)
    summary_agreed = models.BooleanField(default=False)
    written = models.DateTimeField()
    notes = SealedTextField(pad=None, blank=True)
    summary = SealedTextField(pad=None, blank=True)

    class Meta:
        base_manager_name = "every"
        ordering = ("-day", "-written")

    def __str__(self) -> str:
        return _("Sesi %(reference)s") % {"reference": str(self.pk)[:4].upper()}
