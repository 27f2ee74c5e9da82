"""The receiver's acts, and the sender's one: writing a held text anew."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from access import policy
from access.permissions import Permission
from referrals import actions, forms
from referrals.models import Answer
from referrals.views.pages import ReferralAction
from referrals.workflow import REFERRAL


class Accept(ReferralAction):
    permission = Permission.REFERRAL_ANSWER
    action = actions.accept
    takes = (REFERRAL, "accept")
    title = _("Terima rujukan")
    button = _("Terima rujukan")
    hint = _("Pengirim melihat seketika bahwa rujukan ini diterima, dan kapan.")
    success_message = _("Rujukan diterima.")


class Decline(ReferralAction):
    permission = Permission.REFERRAL_ANSWER
    form_class = forms.DeclineForm
    action = actions.decline
    takes = (REFERRAL, "decline")
    title = _("Tolak rujukan")
    button = _("Tolak rujukan")
    hint = _("Pengirim melihat alasannya seketika dan mencari penerima lain.")
    success_message = _("Rujukan ditolak; pengirim sudah diberi tahu.")


class Reply(ReferralAction):
    permission = Permission.REFERRAL_ANSWER
    form_class = forms.AnswerForm
    action = actions.answer
    title = _("Jawab rujukan")
    button = _("Kirim jawaban")
    hint = _("Hasil dan layanan terkirim seketika. Keterangan dibaca pengirim setelah dilepaskan.")
    success_message = _("Jawaban terkirim.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"kind": self.obj.kind}


class RewriteAnswer(ReferralAction):
    permission = Permission.REFERRAL_ANSWER
    model = Answer
    root_path = "referral"
    form_class = forms.RewriteForm
    action = actions.rewrite_answer
    title = _("Tulis ulang keterangan")
    button = _("Kirim ulang")
    success_message = _("Keterangan dikirim ulang.")
    stale_fields = ("revision",)

    def wants(self, obj: Answer) -> list[tuple]:
        return [(obj, "text")] if obj.text is not None else []

    def initial(self, obj: Answer, opened: Any) -> dict[str, Any]:
        return {"text": opened[obj, "text"]} if opened else {}


class RewriteNote(ReferralAction):
    """The sender's side alone: to a receiver this page does not exist."""

    permission = Permission.REFERRAL_READ
    form_class = forms.RewriteForm
    action = actions.rewrite_note
    title = _("Tulis ulang catatan")
    button = _("Kirim ulang")
    success_message = _("Catatan dikirim ulang.")
    stale_fields = ("revision",)

    def authorise(self) -> None:
        super().authorise()
        if "send_referral" not in self.obj.standing:
            raise policy.Unseen

    def wants(self, obj) -> list[tuple]:
        return [(obj, "note")] if obj.note is not None else []

    def initial(self, obj, opened: Any) -> dict[str, Any]:
        return {"text": opened[obj, "note"]} if opened else {}
