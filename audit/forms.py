"""The auditor's forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.roles import Role
from audit.admission import SHORTEST_REASON
from audit.chosen import Act, Chosen
from audit.queries import as_day

MOST_DAYS = 31  # of one person on a page: house events of all of them stand on it
LONGEST_TEXT = 1000  # letters; sealed they have one size, audit.models.questions.SIZE
TOO_LONG = _(
    "Tulisan ini terlalu panjang. Belum ada yang tersimpan, tulisan Anda tetap ada. Tulis paling banyak "
    "%(limit_value)s huruf."
)


class _DayField(forms.DateField):
    """A day that calendars can reckon around."""

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day is not None and as_day(day.isoformat()) is None:
            raise forms.ValidationError(
                _("Tahun ini terlalu jauh dari sekarang, jadi tidak dipakai. Periksa tahunnya.")
            )
        return day


def _day(label: Any) -> forms.DateField:
    unread = _("Hari ini tidak dapat dibaca, jadi tidak dipakai. Pilihan lain berlaku. Tulis seperti 2026-11-24.")
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return _DayField(label=label, required=False, widget=widget, error_messages={"invalid": unread})


def _choice(label: Any, choices: list) -> forms.ChoiceField:
    unknown = _("Pilihan ini tidak dikenal, jadi tidak dipakai. Pilih satu dari daftar.")
    every = [("", _("semua")), *choices]
    return forms.ChoiceField(label=label, required=False, choices=every, error_messages={"invalid_choice": unknown})


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
    jam = forms.TimeField(
        label=_("Jam"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Jam ini tidak dapat dibaca. Isian lain tetap ada. Tulis seperti 14:30.")},
    )


class ChosenForm(forms.Form):
    """Which entries of a file to show. What can't be read of it is told, and left out; the rest holds."""

    dari = _day(_("Dari hari"))
    sampai = _day(_("Sampai hari"))
    jenis = _choice(_("Perbuatan"), Act.choices)
    peran = _choice(_("Peran"), Role.choices)
    tanpa_tugas = forms.BooleanField(label=_("Hanya yang tidak dijelaskan tugas atau akses apa pun"), required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        first, last = given.get("dari"), given.get("sampai")
        if first and last and last < first:
            self.add_error("sampai", _("Hari terakhir lebih awal daripada hari pertama, jadi tidak dipakai. Periksa."))
        return given

    def chosen(self) -> Chosen:
        """What holds of it."""
        self.is_valid()
        given = self.cleaned_data
        codes = {name: given.get(part) or "" for name, part in (("act", "jenis"), ("role", "peran"))}
        return Chosen(given.get("dari"), given.get("sampai"), untasked=bool(given.get("tanpa_tugas")), **codes)

    def kept(self) -> dict[str, str]:
        """The same as an address spells it."""
        chosen = self.chosen()
        days = {"dari": chosen.since, "sampai": chosen.until}
        told = {name: day.isoformat() for name, day in days.items() if day} | {
            "jenis": chosen.act,
            "peran": chosen.role,
        }
        return {name: said for name, said in told.items() if said} | ({"tanpa_tugas": "on"} if chosen.untasked else {})


class DaysForm(ChosenForm):
    """Which days of one person to show, MOST_DAYS at most; one day alone is that day."""

    peran = None

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        first, last = given.get("dari"), given.get("sampai")
        if first and last and (last - first).days >= MOST_DAYS:
            said = _(
                "Rentang ini terlalu panjang, jadi hari terakhir tidak dipakai. Pilih paling banyak %(most)d hari."
            )
            self.add_error("sampai", said % {"most": MOST_DAYS})
        return given

    def chosen(self) -> Chosen:
        found = super().chosen()
        day = found.since or found.until or timezone.localdate()
        return replace(found, since=found.since or day, until=found.until or day)


def days_given(given: QueryDict) -> QueryDict:
    """What an address gives for `DaysForm`, where `hari` is one day; none, or none that can be read: today."""
    told = given.copy()
    if not (told.get("dari") or told.get("sampai")):
        day = as_day(given.get("hari", "")) or timezone.localdate()
        told["dari"] = told["sampai"] = day.isoformat()
    return told


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


class TypedField(forms.CharField):
    """A few sentences that are kept sealed. EMPTY is what is said when nothing was typed where something must be."""

    def __init__(self, *, label: Any, help_text: Any, empty: Any = "", rows: int = 5) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=bool(empty),
            widget=forms.Textarea(attrs={"rows": rows}),
            validators=[MaxLengthValidator(LONGEST_TEXT, TOO_LONG)],  # a `maxlength` would cut silently what is pasted
            error_messages={"required": empty},
        )


class AskForm(forms.Form):
    """To whom, and what is to be explained."""

    whom = forms.TypedChoiceField(
        label=_("Kepada siapa?"),
        help_text=_("Yang ditanya diam-diam menjawab sendiri; yang melakukannya tidak diberi tahu apa pun."),
        widget=forms.RadioSelect,
        coerce=UUID,
        error_messages={
            "required": _("Belum dipilih siapa yang ditanya. Tulisan Anda tetap ada. Pilih lalu kirim lagi."),
            "invalid_choice": _("Orang ini tidak dapat ditanya. Tulisan Anda tetap ada. Pilih yang lain."),
        },
    )
    text = TypedField(
        label=_("Apa yang perlu dijelaskan?"),
        help_text=_("Dibaca oleh yang ditanya dan para auditor. Tanpa nama korban, tanpa alamat atau nama rumah."),
        empty=_("Pertanyaan belum ditulis. Belum ada yang terkirim. Tulis lalu kirim lagi."),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].choices = choices
        if len(choices) == 1:
            self.fields["whom"].initial = choices[0][0]


class AnswerForm(forms.Form):
    """What the one who was asked says to it."""

    text = TypedField(
        label=_("Penjelasan Anda"),
        help_text=_("Disimpan tersegel, dibaca para auditor saja. Tanpa nama korban dan tanpa alamat."),
        empty=_("Penjelasan belum ditulis. Belum ada yang terkirim. Tulis lalu kirim lagi."),
    )


class NoteForm(forms.Form):
    """What came of an answer, or of its absence."""

    note = TypedField(
        label=_("Catatan tinjauan"),
        help_text=_("Disimpan tersegel, dibaca para auditor saja. Misalnya: penjelasan cocok dengan jadwal piket."),
        empty=_("Catatan belum ditulis. Penjelasan ini belum ditinjau. Tulis lalu simpan lagi."),
    )


class ReviewForm(forms.Form):
    """A finding is signed off with one press; on a heavy one the verb asks for a note."""

    catatan = TypedField(
        label=_("Catatan"),
        help_text=_("Disimpan tersegel bersama tinjauan ini, dibaca para auditor saja."),
        rows=2,
    )
