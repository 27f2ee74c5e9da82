"""What is being typed at a desk while somebody speaks."""

from __future__ import annotations

from django.db import models

from access.models import Staff
from vault.fields import SealedJSONField
from vault.models import SealedModel


class DeskDraft(SealedModel):
    """A half-typed ticket. Its id and data key become the ticket's and, later, the case's.

    Belongs to the one who types; nobody else can open it. Autosaving rewrites the one sealed field.
    """

    audit_kind = "draft"
    sealed_owner = "id"
    unrecorded = (
        "autosaved while somebody speaks: an entry a keystroke would bury the log; opening and sending have one"
    )

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    opened = models.DateTimeField()
    saved = models.DateTimeField()
    typed = SealedJSONField(pad=None)

    class Meta:
        ordering = ("-saved", "-id")

    def __str__(self) -> str:
        return f"Draf {self.opened:%H.%M}"

    @property
    def case_id(self):
        return self.id
