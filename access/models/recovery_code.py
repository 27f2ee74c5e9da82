"""A code on paper that stands in for a lost second factor, once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vault.entropy import new_id


class RecoveryCode(models.Model):
    """One of an account's codes: what it must be, and when it was used. The code itself is kept nowhere."""

    plain_text = {
        "digest": "an HMAC over account, moment and code, under the INDEX root: without it no code can be tried",
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    made_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("kode pemulihan")

    def __str__(self) -> str:
        return f"{_('Kode pemulihan')} {self.pk}"
