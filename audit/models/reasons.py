"""What a reader typed where nothing else explained the read, and the auditor's signing-off."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import models
from django.utils import timezone

from audit.models.append_only import AppendOnlyModel
from vault.fields import SealedTextField
from vault.keyring import Purpose
from vault.models import SealedModel

REVIEWS = UUID("6c6f6700-7265-4173-8f6e-730000000002")
REASONS_KEY = UUID("6c6f6700-7265-4173-8f6e-730000000001")


class Reason(SealedModel):
    """A typed reason, sealed; its digest stands in the entry `entry`."""

    sealed_purpose = Purpose.AUDIT
    sealed_owner = "reasons_key"
    audit_kind = "reason"
    append_only: tuple[str, ...] = ()

    entry = models.UUIDField(unique=True)
    case_id = models.UUIDField(null=True)
    text = SealedTextField(pad=512)

    class Meta:
        verbose_name = "alasan"

    def __str__(self) -> str:
        return f"Alasan {self.entry}"

    @property
    def reasons_key(self) -> UUID:
        return REASONS_KEY


class Review(AppendOnlyModel):
    """An auditor looked at a finding and signed it off. `key` is the finding's stable key (rule and entry ids).

    Its id is made from the key, so that the entry of the signing-off, which holds the id, holds the key to it.
    """

    append_only: tuple[str, ...] = ()
    plain_text = {"key": "the name of a rule and ids of entries"}

    id = models.UUIDField(primary_key=True, editable=False)
    key = models.CharField(max_length=128, unique=True)
    by = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)

    audit_kind = "review"

    class Meta:
        base_manager_name = "objects"
        verbose_name = "tinjauan"

    def __str__(self) -> str:
        return f"Tinjauan {self.key}"

    @staticmethod
    def id_of(key: str) -> UUID:
        """The id of the review of this finding."""
        return uuid5(REVIEWS, key)


class ReviewNote(SealedModel):
    """What an auditor noted when they signed a finding off, sealed; its id is the review's.

    A second row of the same size says what the finding was about (`audit.findings.beside`), with a note or without: it
    is opened first.
    """

    sealed_purpose = Purpose.AUDIT
    sealed_owner = "reasons_key"
    audit_kind = "review"
    append_only: tuple[str, ...] = ()

    id = models.UUIDField(primary_key=True, editable=False)
    text = SealedTextField(pad=4096)

    class Meta:
        verbose_name = "catatan tinjauan"

    def __str__(self) -> str:
        return f"Catatan {self.pk}"

    @property
    def reasons_key(self) -> UUID:
        return REASONS_KEY

    @staticmethod
    def beside(review: UUID) -> UUID:
        """The id of the row that says what the finding of this review was about."""
        return uuid5(review, "about")
