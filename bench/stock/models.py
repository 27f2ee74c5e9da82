"""A case with its twenty encrypted fields, and notes; both registered with auditlog."""

from __future__ import annotations

import uuid

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models

from bench.stock.fernet import EncryptedTextField

SEALED = ("chronology", "place", "needs", "decision", "closing")
OF_PERSON = ("name", "nik", "phone", "born", "address", "hours", "code_word")
OF_REPORTED = tuple(f"reported_{name}" for name in (*OF_PERSON, "facts"))


class Case(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=10, unique=True)
    number = models.CharField(max_length=16)
    opened = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=12)
    main_kind = models.CharField(max_length=14)
    kinds = models.CharField(max_length=100)
    city_code = models.CharField(max_length=5)
    risk = models.CharField(max_length=6)
    manager = models.CharField(max_length=10)
    channel = models.CharField(max_length=12)
    place_kind = models.CharField(max_length=10)
    flags = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=10, default="actual")

    class Meta:
        ordering = ("-opened", "-id")

    def __str__(self):
        return self.reference


for _name in (*SEALED, *OF_PERSON, *OF_REPORTED):
    Case.add_to_class(_name, EncryptedTextField(blank=True, default=""))


class Note(models.Model):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    text = EncryptedTextField()

    def __str__(self):
        return f"{self.case_id}"


auditlog.register(Case, mask_fields=[*SEALED, *OF_PERSON, *OF_REPORTED])
auditlog.register(Note, mask_fields=["text"])
