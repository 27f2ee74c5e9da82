"""One decision of the gate about one revision of one text."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import models

from disclosure.workflow import GateState
from vault.fields import SealedJSONField, SealedTextField
from vault.keyring import Purpose
from vault.models import SealedModel


def reference_of(pk: UUID) -> str:
    """What a person calls the text of this id on the telephone."""
    return f"P-{pk.hex[:6].upper()}"


class Release(SealedModel):
    """A text that wants to leave. It keeps the place-like phrases alone, sealed under the case's key.

    The text itself lies in `unseen`, sealed likewise, only until the matcher has looked at it. `text_mac` says
    whether a text is the very one that was decided on; it is keyed and can't be tried from outside.
    """

    standing: frozenset[str]

    audit_kind = "release"
    sealed_purpose = Purpose.CASE
    sealed_owner = "case_id"
    plain_text = {
        "subject": "a kind, an id and a field's name: which text, never what it says",
        "state": "one of GateState",
        "text_mac": "HMAC under a key of its own: tells equal from changed to those who hold the key",
    }

    case_id = models.UUIDField()
    subject = models.CharField(max_length=160)
    text_revision = models.PositiveIntegerField(default=1)
    current = models.BooleanField(default=True)
    state = models.CharField(max_length=12, choices=GateState)
    text_mac = models.BinaryField(max_length=32)
    phrases = SealedJSONField(pad=512)
    unseen = SealedTextField(pad=None, null=True)
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    rung_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "text_revision"], name="release_one_decision_per_revision"),
            models.UniqueConstraint(fields=["subject"], condition=models.Q(current=True), name="release_one_current"),
        ]
        indexes = [
            models.Index(fields=["state", "current", "submitted_at"], name="release_desk"),
            # the matcher looks every second; what it has looked at is not in here
            models.Index(fields=["submitted_at"], condition=models.Q(unseen__isnull=False), name="release_unseen"),
        ]

    def __str__(self) -> str:
        return f"Pelepasan {self.reference}"

    @property
    def looked_at(self) -> bool:
        """Whether the matcher has seen the text. It says nothing of what was found."""
        return self.unseen is None

    @property
    def reference(self) -> str:
        """What a person can say on the telephone."""
        return reference_of(self.pk)
