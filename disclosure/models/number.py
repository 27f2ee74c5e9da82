"""Running numbers of documents."""

from __future__ import annotations

from django.db import models

from access.models import Agency
from vault.entropy import new_id


class NumberSeries(models.Model):
    """The last number an agency gave to one kind of document in one year. Exercises and tests have their own series."""

    audit_kind = "number_series"
    plain_text = {"code": "the short letters of a kind of document, `L-` or `U-` before it for an exercise or a test"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"Nomor {self.code}/{self.year}"
