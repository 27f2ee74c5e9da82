"""The hand-over of a visum to the police: delivered when, received by whom at which hour."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from disclosure.models import Document, DocumentCopy
from referrals.models.referral import Referral
from vault.entropy import new_id


class VisumDelivery(GuardedModel):
    """One issued visum at one referral of the police; `visum_reference` stands on it. No other way leads back."""

    guarded_by = "police"
    wall = "case_id"
    audit_kind = "visum_delivery"
    plain_text = {"visum_reference": "V- and six random letters; stands on the visum itself"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    police = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="deliveries")
    case_id = models.UUIDField(editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    copy = models.OneToOneField(DocumentCopy, on_delete=models.PROTECT, related_name="+")
    visum_reference = models.CharField(max_length=12, editable=False)
    delivered_at = models.DateTimeField(editable=False)
    delivered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True, editable=False)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        base_manager_name = "every"
        ordering = ("delivered_at", "id")
        indexes = [
            models.Index(
                fields=["-delivered_at"],
                condition=models.Q(received_at__isnull=True),
                name="visum_delivery_not_received",
            )
        ]
        constraints = [models.UniqueConstraint(fields=["police", "document"], name="visum_delivered_once")]

    def __str__(self) -> str:
        return f"{_('Penyerahan visum')} {self.visum_reference}"
