"""Matters: what a report about the log is about, a stretch of it or a breach that was found in it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vault.entropy import new_id


class Matter(models.Model):
    """A month up to UNTIL, or a breach: what one person did in a stretch of time, or the entries that were picked.

    Who sees which, `audit.matters` says. Papers about a matter are sealed under a key of its own, named by its id.
    """

    class Kind(models.TextChoices):
        MONTH = "month", _("Laporan bulanan")
        BREACH = "breach", _("Kegagalan pelindungan data")

    audit_kind = "matter"
    plain_text = {"kind": "which of two kinds it is", "entries": "ids of entries"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    opened = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    found_at = models.DateTimeField(null=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entries = models.JSONField(default=list)

    every = models.Manager()

    class Meta:
        base_manager_name = "every"
        verbose_name = "perihal laporan"
        indexes = [models.Index(fields=["-opened", "-id"], name="matter_newest")]

    def __str__(self) -> str:
        return f"Perihal {self.reference}"

    @property
    def reference(self) -> str:
        """What a person can say on the telephone."""
        return f"J-{self.pk.hex[:6].upper()}"

    @property
    def ends(self) -> datetime:
        """The last moment that it is about."""
        return self.until - timedelta(microseconds=1)


class MatterFile(models.Model):
    """A file that a breach reached: who stands behind a wall before it doesn't see the breach."""

    audit_kind = "matter_file"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="files")
    case_id = models.UUIDField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "case_id"], name="matter_file_once")]

    def __str__(self) -> str:
        return f"Berkas dari {self.matter_id}"
