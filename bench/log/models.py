"""A note, the row that every writer writes; and the one row that a page by hand writes when somebody looks."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from access.guarded import GuardedModel

Row = GuardedModel if settings.BENCH_PEER == "ours" else models.Model


class Note(Row):
    guarded_kind = "note"
    audit_kind = "message"
    plain_text = {"text": "invented, for the bench"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    by_id = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()

    def __str__(self):
        return f"{self.pk}"


class Looked(models.Model):
    plain_text = {"actor": "an account's id", "action": "a page", "about": "a file's id"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.BigIntegerField()
    actor = models.CharField(max_length=64)
    action = models.CharField(max_length=64)
    about = models.CharField(max_length=64)

    def __str__(self):
        return f"{self.pk}"
