"""The secret of an authenticator app, sealed; allauth's own row holds only this row's id."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from vault import keyring
from vault.fields import SealedTextField
from vault.keyring import Purpose
from vault.models import SealedModel


class SecondFactor(SealedModel):
    """One account's secret, under the account's own id. Opened by `access.mfa` alone, for the moment in which a code is
    checked."""

    sealed_purpose = Purpose.CASE
    sealed_owner = "sealed_by"
    uncompared = {"last_step": "the half minute whose code was taken last: told by each sign-in, and opens nothing"}

    secret = SealedTextField(pad=64)
    last_step = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("faktor kedua")

    def __str__(self) -> str:
        return f"{_('Faktor kedua')} {self.pk}"

    @property
    def sealed_by(self):
        return keyring.STAFF_KEY
