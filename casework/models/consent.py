"""Consent, line by line: every answer is a row of its own and stays."""

from __future__ import annotations

from django.db import models

from access.guarded import GuardedModel
from access.models import Agency, Staff
from casework.models.case import Case
from casework.options.casefile import CONSENT_ITEMS, PRESENT, ConsentAnswer
from vault.fields import SealedTextField
from vault.models import SealedModel


class ConsentLine(SealedModel, GuardedModel):
    """What she answered to one line, for one recipient where the line is about sharing, and who was present.

    The newest row of (item, agency) holds; refusals and withdrawals are rows as well. Coded columns never change.
    """

    guarded_by = "case"
    wall = "case_id"
    audit_kind = "consent"
    plain_text = {
        "item": "one of CONSENT_ITEMS",
        "answer": "one of ConsentAnswer",
        "present": "one of PRESENT",
    }

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents")
    item = models.CharField(max_length=16, choices=CONSENT_ITEMS)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=ConsentAnswer.choices)
    present = models.CharField(max_length=12, choices=PRESENT)
    at = models.DateTimeField()
    heard_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    note = SealedTextField(pad=256, blank=True)

    class Meta:
        base_manager_name = "every"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.get_item_display()}: {self.get_answer_display()}"
