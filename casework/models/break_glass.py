"""Break-glass: somebody who stands to no relation with a file asks to open it for half an hour."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vault.entropy import new_id


class Why(models.TextChoices):
    """Why a file has to be opened now."""

    DANGER = "danger", _("Korban dalam bahaya sekarang")
    CALLS = "calls", _("Korban menghubungi kami, petugasnya tidak terjangkau")
    CARE = "care", _("Rumah sakit atau polisi perlu tahu untuk menanganinya sekarang")


class Verdict(models.TextChoices):
    """What the review found."""

    RIGHT = "right", _("Wajar")
    QUESTIONED = "questioned", _("Perlu ditindaklanjuti")


class BreakGlass(models.Model):
    """One request: who asked for which file and why, who let them, and what the review said.

    `case` is empty where no file bears that reference. The one who asked is told no more then than where they
    themselves stand behind a wall.
    """

    audit_kind = "break_glass"
    plain_text = {
        "reference": "the file's reference or registration number as it was typed",
        "why": "one of Why",
        "verdict": "one of Verdict",
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("casework.Case", null=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=16)
    why = models.CharField(max_length=8, choices=Why.choices)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)  # when everybody fit was told, too
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField(null=True)
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    declined_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True, default="")

    class Meta:
        verbose_name = _("akses darurat")
        ordering = ["-asked_at", "pk"]
        indexes = [models.Index(fields=["second_at", "reviewed_at"], name="break_glass_to_review")]

    def __str__(self) -> str:
        return f"{_('Akses darurat')} {self.pk}"
