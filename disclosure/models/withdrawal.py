"""Why a document came to nothing."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from disclosure.models.document import Document
from vault.entropy import new_id


class Withdrawal(models.Model):
    """Who withdrew a document before anybody signed it, when, and for which of its paper's reasons."""

    audit_kind = "withdrawal"
    plain_text = {"reason": "one of its paper's reasons"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Penarikan {self.document.reference}"

    @property
    def why(self) -> str:
        """The reason in words."""
        return str(self.document.paper.withdrawals.get(self.reason, self.reason))
