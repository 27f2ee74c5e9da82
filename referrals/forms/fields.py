"""Fields that several of these forms share."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.days import plausible
from referrals.identity import OLDEST, SEXES

LONGEST_TEXT = 8000
LONGEST_NAME = 120


def text(label, *, help_text="", required: bool = True, longest: int = LONGEST_TEXT, rows: int = 6) -> forms.CharField:
    """Free text of some length."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": _("Teks ini belum diisi. Isian lain tetap ada. Tulis lalu kirim lagi."),
            "max_length": _(
                "Teks ini lebih dari %(limit_value)d huruf. Isian Anda tetap ada. Ringkaskan lalu kirim lagi."
            ),
        },
    )


def line(label, *, help_text="", required: bool = True, longest: int = LONGEST_NAME, **kwargs) -> forms.CharField:
    """One line of text."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=longest,
        error_messages={
            "required": _("Bagian ini belum diisi. Isian lain tetap ada. Lengkapi lalu kirim lagi."),
            "max_length": _(
                "Isian ini lebih dari %(limit_value)d huruf. Isian lain tetap ada. Ringkaskan lalu kirim lagi."
            ),
        },
        **kwargs,
    )


def moment(label, *, help_text="", required: bool = True) -> forms.DateTimeField:
    """A date and a time of Jakarta; the present minute unless said otherwise."""
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        required=required,
        initial=this_minute,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        validators=[plausible],
        error_messages={
            "required": _("Waktu belum diisi. Isian lain tetap ada. Isi tanggal dan jam."),
            "invalid": _(
                "Waktu ini tidak terbaca. Isian lain tetap ada. Isi tanggal dan jam, misalnya 24-11-2026 02.10."
            ),
        },
    )


def day(label, *, help_text="") -> forms.DateField:
    """A date."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        validators=[plausible],
        error_messages={
            "required": _("Tanggal belum diisi. Isian lain tetap ada. Isi tanggalnya."),
            "invalid": _("Tanggal ini tidak terbaca. Isian lain tetap ada. Pilih tanggalnya lagi."),
        },
    )


def one_of(label, choices, *, help_text="", required: bool = True, radio: bool = False, **kwargs) -> forms.ChoiceField:
    """One of a fixed list."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        required=required,
        widget=forms.RadioSelect if radio else forms.Select,
        error_messages={
            "required": _("Belum ada yang dipilih. Isian lain tetap ada. Pilih salah satu."),
            "invalid_choice": _("Pilihan ini tidak ada dalam daftar. Isian lain tetap ada. Pilih dari daftar."),
        },
        **kwargs,
    )


def several_of(label, choices, *, help_text="", required: bool = True) -> forms.MultipleChoiceField:
    """Some of a fixed list."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        required=required,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Belum ada yang dipilih. Isian lain tetap ada. Pilih sedikitnya satu."),
            "invalid_choice": _("Pilihan ini tidak ada dalam daftar. Isian lain tetap ada. Pilih dari daftar."),
        },
    )


def age() -> forms.IntegerField:
    """Her age in years, or empty."""
    return forms.IntegerField(
        label=_("Umur"),
        help_text=_("Dalam tahun; perkiraan boleh."),
        required=False,
        min_value=0,
        max_value=OLDEST,
        error_messages={"invalid": _("Umur ditulis dengan angka. Isian lain tetap ada.")},
    )


def sex() -> forms.ChoiceField:
    """Her sex, or empty."""
    return one_of(_("Jenis kelamin"), [(code, label) for code, label in sorted(SEXES.items())], required=False)


def this_minute():
    """Now, to the minute: what the box can show."""
    return timezone.localtime().replace(second=0, microsecond=0)
