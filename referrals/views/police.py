"""The investigator's pages."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from access.models import Staff
from access.permissions import Permission
from referrals import actions, forms
from referrals.models import VisumDelivery
from referrals.views.pages import ReferralAction


class RecordReport(ReferralAction):
    permission = Permission.REFERRAL_ASK_VISUM
    form_class = forms.ReportForm
    action = actions.record_report
    title = _("Catat laporan polisi")
    button = _("Simpan nomor laporan")
    success_message = _("Nomor laporan tersimpan.")

    def arguments(self, form: Any) -> dict[str, Any]:
        return {name: value for name, value in super().arguments(form).items() if name != "unusual"}


class AskVisum(ReferralAction):
    permission = Permission.REFERRAL_ASK_VISUM
    form_class = forms.LetterForm
    action = actions.ask_visum
    title = _("Minta visum")
    button = _("Kirim permintaan visum")
    hint = _("Permintaan ini sampai kepada fasilitas kesehatan yang memeriksa korban. Visumnya tiba di halaman ini.")
    success_message = _("Permintaan visum terkirim.")

    def initial(self, obj: Any, opened: Any) -> dict[str, Any]:
        return {"investigator": cast(Staff, self.request.user).name}


class ReceiveVisum(ReferralAction):
    """Signing for it: who and at which hour. Only then the page leads to the file."""

    permission = Permission.REFERRAL_ASK_VISUM
    model = VisumDelivery
    root_path = "police"
    action = actions.receive_visum
    title = _("Terima visum")
    button = _("Tanda terima visum")
    hint = _("Nama Anda dan jam penerimaan tercatat.")
    success_message = _("Penerimaan tercatat. Visum dapat dibuka.")
