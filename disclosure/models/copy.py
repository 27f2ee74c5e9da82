"""Who got which copy when."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from access.models import Agency
from disclosure.models.document import Document
from vault.fields import SealedTextField
from vault.keyring import Purpose
from vault.models import SealedModel


class DocumentCopy(SealedModel):
    """One copy handed over: to an agency, to a named person there, and, where the receiver reads it in the system,
    through which of the receiver's own roots (`root_kind`, `root_id`)."""

    audit_kind = "document_copy"
    sealed_purpose = Purpose.CASE
    sealed_owner = "case_id"
    plain_text = {
        "root_kind": "through which kind of root the receiver reads it",
        "sha256": "digest of the file that was handed over",
    }

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="copies")
    case_id = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    receiver = SealedTextField(pad=128, blank=True)
    root_kind = models.CharField(max_length=20, blank=True)
    root_id = models.UUIDField(null=True)
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handed_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="document_copy_number_once")]
        indexes = [models.Index(fields=["root_kind", "root_id"], name="document_copy_root")]

    def __str__(self) -> str:
        return f"Salinan {self.number} dari {self.document.reference}"
