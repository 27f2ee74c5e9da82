"""The forms by which an auditor has a report made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

MOST_MONTHS = 24
DAYS = {"required": _("Hari ini belum diisi. Isian Anda tetap ada. Pilih harinya lalu kirim lagi.")}
NOT_A_DAY = {"invalid": _("Ini bukan tanggal. Isian Anda tetap ada. Periksa lalu kirim lagi.")}


def starts_of_months(first: datetime | None) -> list[date]:
    """The first days of the months that can be reported, the present one first: back to the log's first entry."""
    month = timezone.localdate().replace(day=1)
    begun = timezone.localdate(first).replace(day=1) if first else month
    found: list[date] = []
    while month >= begun and len(found) < MOST_MONTHS:
        found.append(month)
        month = (month - timedelta(days=1)).replace(day=1)
    return found


def at_midnight(day: date) -> datetime:
    """The moment at which this day begins in Jakarta."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def next_month(day: date) -> date:
    """The first day of the month after the one that begins on DAY."""
    return (day + timedelta(days=32)).replace(day=1)


class MonthForm(forms.Form):
    """Which month; the present one up to now."""

    bulan = forms.ChoiceField(
        label=_("Bulan"),
        help_text=_("Bulan yang sedang berjalan dilaporkan sampai saat ini."),
        error_messages={
            "required": _("Bulan belum dipilih. Belum ada yang dibuat. Pilih lalu kirim lagi."),
            "invalid_choice": _("Bulan ini tidak dapat dilaporkan. Belum ada yang dibuat. Pilih dari daftar."),
        },
    )

    def __init__(self, *args: Any, first: datetime | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [(day.isoformat(), date_format(day, "F Y")) for day in starts_of_months(first)]
        cast(forms.ChoiceField, self.fields["bulan"]).choices = months


class FoundForm(forms.Form):
    """When the breach was found: from then the law's 3x24 hours run."""

    ditemukan = forms.DateTimeField(
        label=_("Ditemukan pada"),
        help_text=_("Batas 3×24 jam dihitung dari saat ini (UU PDP pasal 46)."),
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": _("Waktu ditemukan belum diisi. Isian Anda tetap ada. Isi lalu kirim lagi."),
            "invalid": _("Ini bukan tanggal dan jam. Isian Anda tetap ada. Periksa lalu kirim lagi."),
        },
    )

    def clean_ditemukan(self) -> datetime:
        """No breach is found in times to come, nor was one whose clock ran out a year ago."""
        moment = self.cleaned_data["ditemukan"]
        if not timezone.now() - timedelta(days=366) <= moment <= timezone.now() + timedelta(minutes=1):
            raise forms.ValidationError(
                _("Waktu ditemukan tidak mungkin: lebih dari setahun yang lalu, atau di masa depan. Periksa lagi.")
            )
        return moment


class SpanForm(FoundForm):
    """Which days of a person."""

    sejak = forms.DateField(
        label=_("Sejak hari"), widget=forms.DateInput(attrs={"type": "date"}), error_messages=DAYS | NOT_A_DAY
    )
    sampai = forms.DateField(
        label=_("Sampai hari"), widget=forms.DateInput(attrs={"type": "date"}), error_messages=DAYS | NOT_A_DAY
    )
    field_order = ("sejak", "sampai", "ditemukan")

    def clean(self) -> dict[str, Any]:
        """The days in their order, and of years that calendars can reckon around."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("sejak"), cleaned.get("sampai")
        if since and until and not date(2000, 1, 1) <= since <= until <= timezone.localdate():
            self.add_error("sampai", _("Rentang ini tidak mungkin. Isian Anda tetap ada. Periksa kedua harinya."))
        return cleaned


class PickForm(FoundForm):
    """Which entries of a file's page."""

    entri = forms.MultipleChoiceField(
        label=_("Entri yang termasuk"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Belum ada entri yang dipilih. Pilih sedikitnya satu lalu kirim lagi."),
            "invalid_choice": _("Entri ini bukan bagian dari daftar. Pilih dari daftar lalu kirim lagi."),
        },
    )
    field_order = ("entri", "ditemukan")

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["entri"]).choices = list(choices)
