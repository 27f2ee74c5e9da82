"""The examination, its words, and what is taken into custody."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from referrals.codes.visum import (
    Cause,
    CustodyAct,
    Degree,
    Injury,
    ItemKind,
    Keeping,
    Region,
    SpecimenKind,
    VisumKind,
)
from referrals.forms import fields

ROWS, SHOWN = 8, 4
EMPTY = [("", "—")]
WORDS_HELP = _(
    "Tulis tanpa menyebut tempat seseorang tinggal. Teks ini hanya keluar di dalam visum yang ditandatangani, "
    "dan hanya kepada penyidik."
)


class VisumForm(forms.Form):
    """An examination. Findings are up to eight pairs of region and injury; empty rows are left out."""

    kind = fields.one_of(_("Jenis visum"), VisumKind.choices, initial=VisumKind.DEFINITIVE)
    examined_at = fields.moment(_("Waktu pemeriksaan"))
    agreed = forms.BooleanField(
        label=_("Korban atau walinya menyetujui pemeriksaan ini secara tertulis"),
        error_messages={"required": _("Pemeriksaan memerlukan persetujuan tertulis. Isian Anda tetap ada.")},
    )
    specialist = forms.BooleanField(
        label=_("Saya dokter spesialis kedokteran jiwa (Sp.KJ)"),
        required=False,
        help_text=_("Hanya untuk visum psikiatrikum."),
    )
    cause = fields.one_of(_("Penyebab"), Cause.choices, initial=Cause.UNKNOWN)
    degree = fields.one_of(_("Derajat luka"), Degree.choices, initial=Degree.NOT_STATED)
    findings_text = fields.text(_("Pemberitaan"), help_text=WORDS_HELP, rows=8)
    conclusion = fields.text(_("Kesimpulan"), help_text=_("Kosongkan untuk visum sementara."), required=False, rows=5)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, ROWS + 1):
            self.fields[f"region_{number}"] = fields.one_of(
                _("Bagian tubuh %(number)d") % {"number": number}, EMPTY + Region.choices, required=False
            )
            self.fields[f"injury_{number}"] = fields.one_of(
                _("Jenis luka %(number)d") % {"number": number}, EMPTY + Injury.choices, required=False
            )

    def first_rows(self) -> list[tuple]:
        """The pairs of boxes that stand open."""
        return self._rows(1, SHOWN)

    def further_rows(self) -> list[tuple]:
        """The pairs of boxes that open on a press."""
        return self._rows(SHOWN + 1, ROWS)

    def _rows(self, first: int, last: int) -> list[tuple]:
        return [(self[f"region_{number}"], self[f"injury_{number}"]) for number in range(first, last + 1)]

    def leading(self) -> list:
        """The boxes above the pairs."""
        return [self[name] for name in ("kind", "examined_at", "agreed", "specialist")]

    def closing(self) -> list:
        """The boxes below the pairs."""
        return [self[name] for name in ("cause", "degree", "findings_text", "conclusion")]

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        findings = []
        for number in range(1, ROWS + 1):
            region, injury = cleaned.pop(f"region_{number}", ""), cleaned.pop(f"injury_{number}", "")
            if region and not injury and region != Region.NONE:
                self.add_error(f"injury_{number}", _("Pilih jenis luka untuk bagian tubuh ini. Isian lain tetap ada."))
            elif injury and (not region or region == Region.NONE):
                self.add_error(f"region_{number}", _("Pilih bagian tubuh untuk luka ini. Isian lain tetap ada."))
            elif region:
                findings.append((region, injury))
        if not findings and not self.errors:
            self.add_error("region_1", _("Belum ada temuan. Pilih bagian tubuh, atau «Tidak ditemukan luka»."))
        cleaned["findings"] = findings
        return cleaned


class WordsForm(forms.Form):
    """The words of a visum, mended."""

    findings_text = fields.text(_("Pemberitaan"), help_text=WORDS_HELP, rows=8)
    conclusion = fields.text(_("Kesimpulan"), required=False, rows=5)


class TakeForm(forms.Form):
    """Something is taken into custody."""

    kind = fields.one_of(_("Jenis"), ItemKind.choices, radio=True, initial=ItemKind.SPECIMEN)
    specimen = fields.one_of(_("Berupa"), SpecimenKind.choices)
    at = fields.moment(_("Diambil pada"))
    description = fields.line(_("Keterangan"), required=False, longest=200)
    file = forms.FileField(
        label=_("Berkas foto"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "Hanya untuk jenis «Foto»: JPEG, PNG, atau WebP, paling besar 25 MB. Data tersembunyi di dalamnya dibuang."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )


class StepForm(forms.Form):
    """A further step of the chain."""

    act = fields.one_of(
        _("Langkah"), [(a.value, a.label) for a in (CustodyAct.STORED, CustodyAct.HANDED_OVER)], radio=True
    )
    at = fields.moment(_("Waktu"))
    keeping = fields.one_of(_("Tempat simpan"), EMPTY + Keeping.choices, required=False)
    receiver = fields.line(
        _("Diterima oleh"), required=False, longest=120, help_text=_("Nama dan jabatan, untuk penyerahan.")
    )
