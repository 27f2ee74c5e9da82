"""The number of the laporan polisi and the letter that asks for a visum."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.models import Agency, AgencyKind
from referrals import lp
from referrals.codes.police import Rank
from referrals.codes.visum import ExamKind
from referrals.forms import fields


class ReportForm(forms.Form):
    """A number of another shape is asked about once, never refused."""

    number = fields.line(
        _("Nomor laporan polisi"),
        help_text=_("Misalnya LP/B/123/XI/2026/SPKT/Polres Metro Jakarta Timur/Polda Metro Jaya."),
    )
    reported_at = fields.moment(_("Waktu laporan"))
    unusual = forms.BooleanField(
        label=_("Nomornya memang demikian"),
        required=False,
        help_text=_("Tandai bila bentuk nomornya lain dari contoh."),
    )

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        number = cleaned.get("number")
        if number and not lp.is_usual(number) and not cleaned.get("unusual"):
            self.add_error(
                "number",
                _(
                    "Bentuk nomor ini lain dari biasanya. Isian Anda tetap ada. "
                    "Periksa; bila memang demikian, tandai di bawah lalu simpan lagi."
                ),
            )
        return cleaned


class LetterForm(forms.Form):
    """Surat permintaan visum."""

    number = fields.line(_("Nomor surat"), help_text=_("Misalnya R/45/XI/2026/VER."))
    dated = fields.day(_("Tanggal surat"))
    exam = fields.one_of(_("Pemeriksaan yang diminta"), ExamKind.choices, radio=True, initial=ExamKind.INJURY)
    investigator = fields.line(_("Nama penyidik"))
    rank = fields.one_of(_("Pangkat"), Rank.choices)


class PaperLetterForm(LetterForm):
    """The same letter, come on paper: which unit of the police it is from."""

    agency = forms.ModelChoiceField(
        label=_("Kesatuan"),
        queryset=Agency.objects.none(),
        empty_label=_("Pilih kesatuan"),
        error_messages={
            "required": _("Belum ada yang dipilih. Isian lain tetap ada. Pilih salah satu."),
            "invalid_choice": _("Pilihan ini tidak ada dalam daftar. Isian lain tetap ada. Pilih dari daftar."),
        },
    )
    field_order = ["agency", "number", "dated", "exam", "investigator", "rank"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        agency: Any = self.fields["agency"]
        agency.queryset = Agency.objects.filter(kind=AgencyKind.POLICE).order_by("name")
        agency.label_from_instance = lambda one: one.name
