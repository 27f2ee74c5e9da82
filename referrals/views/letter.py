"""The sender's letter: begun and handed over from the referral's page, by whoever writes the case's papers."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import policy
from access.permissions import Permission
from referrals import actions
from referrals.views.pages import ReferralAction


class LetterAction(ReferralAction):
    """For the sender's side of the referral who may also write papers of its case."""

    abstract = True
    permission = Permission.REFERRAL_READ

    def authorise(self) -> None:
        super().authorise()
        policy.get(self.request.user, Permission.CASE_PAPER, self.obj.case_id)


class WriteLetter(LetterAction):
    action = actions.write_letter
    title = _("Buat surat rujukan")
    button = _("Buat surat rujukan")
    hint = _("Surat disusun dari rujukan ini, dilepaskan kustodian, lalu ditandatangani Kepala UPT.")
    success_message = _("Surat rujukan dibuat sebagai draf.")

    def success_url(self, obj: Any) -> str:
        if self.result is not None:
            return reverse("disclosure:document", args=[self.result.letter_id])
        return super().success_url(obj)


class HandLetter(LetterAction):
    action = actions.hand_letter
    title = _("Serahkan surat rujukan")
    button = _("Serahkan surat rujukan")
    hint = _("Penerima rujukan membaca suratnya dari halaman rujukannya.")
    success_message = _("Surat rujukan diserahkan kepada penerima.")
