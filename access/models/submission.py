"""Forms that were sent: what makes a second press of the same button harmless, whichever process answers it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Submission(models.Model):
    """One sent form. The row is made in the same transaction as what the form did; `answer` is where it led.

    Its key is made of the form's token and the person: the row itself says nothing of who sent it.
    """

    plain_text = {"answer": "the path the person was sent to afterwards: codes and ids only"}

    key = models.UUIDField(primary_key=True)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    answer = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return f"Submission {self.key}"
