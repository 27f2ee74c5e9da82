"""The roster of those who are awake: who can be reached at which hour, to decide together with somebody else."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vault.entropy import new_id


class Duty(models.Model):
    """One person's hours."""

    audit_kind = "duty"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="duties")
    begins = models.DateTimeField(_("mulai"))
    ends = models.DateTimeField(_("sampai"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("jam piket")
        ordering = ["begins", "pk"]
        indexes = [models.Index(fields=["ends"], name="duty_to_come")]

    def __str__(self) -> str:
        return f"{_('Jam piket')} {self.pk}"
