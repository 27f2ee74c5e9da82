"""A code that stands in for a lost second factor, for one shift."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vault.entropy import new_id


class Knowing(models.TextChoices):
    """How whoever gives the code knows who asks for it."""

    CALLED = "called", _("saya menelepon balik nomor yang tercatat")
    MET = "met", _("orangnya ada di depan saya")


class ShiftCode(models.Model):
    """One account's code, the last one given: what it must be, until when it can be typed, whether it was."""

    plain_text = {
        "digest": "an HMAC over account, moment and code, under the INDEX root: without it no code can be tried",
        "how": "one of Knowing",
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shift_code")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    given_at = models.DateTimeField()
    how = models.CharField(max_length=6, choices=Knowing.choices)
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("kode satu giliran")

    def __str__(self) -> str:
        return f"{_('Kode satu giliran')} {self.pk}"
