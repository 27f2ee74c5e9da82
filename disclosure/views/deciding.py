"""The signer's and the author's later steps."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from access.errors import Unseen
from access.views import ActionView, StepUp
from disclosure import actions
from disclosure.forms import HandForm, WithdrawForm
from disclosure.views.base import OfDocument
from disclosure.workflow import DOCUMENT


class TakeBack(OfDocument, ActionView):
    """Makes the document a draft again, by its author or its signer."""

    verb = "write"
    title = _("Kembalikan ke draf")
    button = _("Kembalikan ke draf")
    success_message = _("Dokumen kembali menjadi draf.")
    action = actions.take_back

    def authorise(self) -> None:
        try:
            super().authorise()
        except Unseen:
            self.verb = "sign"  # type: ignore[misc]
            super().authorise()


class Withdraw(OfDocument, ActionView):
    """What was begun by mistake ends, with a reason, by whoever may begin it; nobody has signed it yet."""

    verb = "write"
    form_class = WithdrawForm
    title = _("Tarik dokumen")
    button = _("Tarik dokumen")
    success_message = _("Dokumen ditarik. Tenggatnya tidak berjalan lagi; alasannya tercatat.")
    action = actions.withdraw
    takes = (DOCUMENT, "withdraw")

    def authorise(self) -> None:
        super().authorise()
        if not self.obj.paper.withdrawals:
            raise Unseen

    def form_kwargs(self) -> dict[str, Any]:
        return {"reasons": self.obj.paper.withdrawals}


class Sign(StepUp, OfDocument, ActionView):
    """The signer signs; the worker makes the file."""

    verb = "sign"
    title = _("Tanda tangani dokumen")
    button = _("Tanda tangani")
    success_message = _("Dokumen ditandatangani. Berkasnya sedang dibuat dan siap dalam sekejap.")
    action = actions.sign

    def back_url(self) -> str:
        return self.success_url(self.obj)


class Hand(OfDocument, ActionView):
    """A copy is handed over and entered in the register."""

    verb = "write"
    form_class = HandForm
    title = _("Serahkan salinan")
    button = _("Catat penyerahan")
    success_message = _("Penyerahan tercatat pada daftar salinan.")
    action = actions.hand
