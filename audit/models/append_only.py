"""The base of rows that are written once."""

from __future__ import annotations

from django.db import models

from audit.errors import AppendOnly


class AppendOnlyQuerySet(models.QuerySet):
    """A queryset that reads and creates; every way of changing or deleting raises, as the triggers do in SQL."""

    def update(self, **kwargs):
        raise AppendOnly("rows of the log are never updated")

    def delete(self):
        raise AppendOnly("rows of the log are never deleted")

    delete.queryset_only = True

    def bulk_update(self, *args, **kwargs):
        raise AppendOnly("rows of the log are never updated")


class AppendOnlyModel(models.Model):
    """A row that can be inserted, and nothing else."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly("a row of the log is written once")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("a row of the log is never deleted")
