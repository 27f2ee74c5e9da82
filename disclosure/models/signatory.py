"""In what capacity a person signs."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from vault.entropy import new_id


class Signatory(models.Model):
    """What stands under a signature: office and civil-service number, plain because every letter prints them."""

    audit_kind = "signatory"
    plain_text = {
        "office": "printed under every signature",
        "nip": "printed under every signature, as a civil servant's number is",
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatory")
    office = models.CharField(max_length=120)
    nip = models.CharField(max_length=18, blank=True)

    def __str__(self) -> str:
        return f"Penanda tangan {self.staff_id.hex[:6].upper()}"
