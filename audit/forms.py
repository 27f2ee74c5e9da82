"""The auditor's forms."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.admission import SHORTEST_REASON


class SearchForm(forms.Form):
    """A file by its reference; POSTed, so that no address or access log holds it."""

    q = forms.CharField(
        label=_("Nomor kasus, tiket atau rujukan"),
        help_text=_("Misalnya C-7Q4K atau 012/11/2026. Nama orang tidak dapat dicari di sini."),
        max_length=40,
        error_messages={"required": _("Isi nomor yang Anda cari. Belum ada yang dicari.")},
    )


class DayForm(forms.Form):
    """A person's day."""

    akun = forms.CharField(
        label=_("Nama pengguna"),
        help_text=_("Nama akun petugas, misalnya manajer."),
        max_length=40,
        error_messages={"required": _("Isi nama pengguna. Belum ada yang dicari.")},
    )


class MomentForm(forms.Form):
    """A day and an hour, as Jakarta's clock says them."""

    hari = forms.DateField(label=_("Hari"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    jam = forms.TimeField(label=_("Jam"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class ExportForm(forms.Form):
    """An export leaves the house: its reason is typed and kept sealed."""

    alasan = forms.CharField(
        label=_("Alasan ekspor"),
        help_text=_("Disimpan tersegel bersama entri ekspor ini. Paling sedikit 10 huruf."),
        min_length=SHORTEST_REASON,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Isi alasan ekspor. Belum ada yang diekspor."),
            "min_length": _("Alasan ini terlalu pendek. Belum ada yang diekspor. Tulis paling sedikit 10 huruf."),
            "max_length": _("Alasan ini terlalu panjang. Belum ada yang diekspor. Tulis paling banyak 400 huruf."),
        },
    )
