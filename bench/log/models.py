"""A note: the row that every writer writes."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class Note(models.Model):
    audit_kind = "message"
    plain_text = {"text": "invented, for the bench"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    by_id = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()

    def __str__(self):
        return f"{self.pk}"
