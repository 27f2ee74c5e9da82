"""Forms of placements: coded choices throughout, so that nothing has to be written in a hurry."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from shelters.needs import Answer, Destination, Need, Reason, Risk, Thing
from shelters.workflow import ESCORT_HOURS, EXTENSION_NIGHTS, HOLD_HOURS


def _missing(what: Any) -> dict[str, Any]:
    return {"required": what}


def _choices(field: Any, choices: list[tuple[str, str]]) -> forms.Field:
    """A choice field with what can be chosen now."""
    field.choices = choices
    return field


class AskForm(forms.Form):
    """What a house must know of her beforehand. Nothing has to be typed."""

    name = forms.CharField(
        label=_("Nama panggilan"),
        help_text=_("Boleh kosong. Hanya yang memutuskan tempat dan petugas rumahnya yang membaca."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    people = forms.IntegerField(
        label=_("Berapa orang, bersama anaknya?"),
        min_value=1,
        max_value=12,
        initial=1,
        error_messages=_missing(_("Jumlah orang belum diisi. Isian lain tetap ada. Tulis 1 bila ia datang sendiri.")),
    )
    older_boys = forms.BooleanField(label=_("Ada anak laki-laki 13 tahun ke atas"), required=False)
    needs = forms.MultipleChoiceField(
        label=_("Yang diperlukan"), choices=Need.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    risk = forms.ChoiceField(label=_("Tingkat risiko"), choices=Risk.choices, initial=Risk.HIGH)


class HoldForm(forms.Form):
    """Which free place, for how long. A place with doubts needs a reason, which is kept with the hold."""

    place = forms.ChoiceField(
        label=_("Tempat"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Belum ada tempat yang dipilih. Pilih satu tempat, lalu tahan lagi."),
            "invalid_choice": _(
                "Tempat itu baru saja diambil. Permohonan tetap tersimpan. Pilih tempat kosong yang lain."
            ),
        },
    )
    hours = forms.TypedChoiceField(
        label=_("Tahan selama"),
        choices=[(hours, ngettext_lazy("%(n)d jam", "%(n)d jam", hours) % {"n": hours}) for hours in HOLD_HOURS],
        coerce=int,
        initial=HOLD_HOURS[1],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Alasan bila ada yang kurang sesuai"), choices=[("", "–"), *Reason.choices], required=False
    )

    def __init__(self, *args: Any, advice: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suits = {str(one.place.pk): one.suits for one in advice}
        self.fields["place"] = _choices(self.fields["place"], [(str(one.place.pk), one.label) for one in advice])

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("place")
        if chosen and not self.suits[chosen] and not self.cleaned_data.get("reason"):
            self.add_error(
                "reason",
                ValidationError(
                    _("Tempat ini kurang sesuai. Pilihan Anda tetap ada. Pilih alasannya, lalu tahan lagi.")
                ),
            )
        return self.cleaned_data


class DeclineForm(forms.Form):
    """Why no place can be given now."""

    answer = forms.ChoiceField(label=_("Alasan"), choices=Answer.choices, widget=forms.RadioSelect)


class EscortForm(forms.Form):
    """Who brings her, and for how long the location is open to that person."""

    escort = forms.ChoiceField(
        label=_("Pengantar"),
        error_messages={
            "required": _("Pengantar belum dipilih. Tempat tetap ditahan. Pilih seorang pengantar."),
            "invalid_choice": _("Orang itu bukan pengantar. Tempat tetap ditahan. Pilih seorang pengantar."),
        },
    )
    hours = forms.TypedChoiceField(
        label=_("Lokasi terbuka baginya selama"),
        choices=[(hours, ngettext_lazy("%(n)d jam", "%(n)d jam", hours) % {"n": hours}) for hours in ESCORT_HOURS],
        coerce=int,
        initial=ESCORT_HOURS[0],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, escorts: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(person.pk): person for person in escorts}
        names = [(key, person.get_full_name()) for key, person in self.known.items()]
        self.fields["escort"] = _choices(self.fields["escort"], names)

    def clean_escort(self) -> Any:
        return self.known[self.cleaned_data["escort"]]


class ArriveForm(forms.Form):
    """The arrival checklist."""

    things = forms.MultipleChoiceField(
        label=_("Barang yang dititipkan"),
        help_text=_("Telepon dititipkan karena dapat dilacak."),
        choices=Thing.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    rules_agreed = forms.BooleanField(
        label=_("Tata tertib dan kerahasiaan tempat sudah dijelaskan dan disetujui"), required=False
    )


class ExtendForm(forms.Form):
    """How many nights more."""

    nights = forms.TypedChoiceField(
        label=_("Diperpanjang"),
        choices=[(n, ngettext_lazy("%(n)d malam", "%(n)d malam", n) % {"n": n}) for n in EXTENSION_NIGHTS],
        coerce=int,
        initial=EXTENSION_NIGHTS[1],
        widget=forms.RadioSelect,
    )


class LeaveForm(forms.Form):
    """Where she goes, and whether she has her things."""

    destination = forms.ChoiceField(label=_("Tujuan"), choices=Destination.choices, widget=forms.RadioSelect)
    things_returned = forms.BooleanField(label=_("Semua barang titipan dikembalikan"), required=False)


class PurposeForm(forms.Form):
    """Why somebody opens a location; nothing need be written on one's own shift or escort, else ten letters."""

    purpose = forms.CharField(
        label=_("Untuk apa Anda membuka alamat ini?"),
        help_text=_("Tulis sedikitnya 10 huruf, tanpa nama atau alamat. Alasan Anda tersegel dan tercatat."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=_missing(_("Alasan belum diisi. Alamat tetap tertutup. Tulis alasan Anda, lalu buka lagi.")),
    )

    def __init__(self, *args: Any, explained: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].required = not explained


class LandmarksForm(forms.Form):
    """What gives a house away without its address, one a line."""

    landmarks = forms.CharField(
        label=_("Penanda, satu per baris"),
        help_text=_(
            "Misalnya nama masjid, warung, atau tugu di dekat rumah. Daftar ini menggantikan yang lama; "
            "tersegel seperti alamat."
        ),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )

    def clean_landmarks(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["landmarks"].splitlines() if line.strip()]


SOUTH_NORTH, WEST_EAST = (-12, 7), (94, 142)  # whole degrees between which Indonesia lies
DEGREES = re.compile(r"-?\d{1,3}\.\d{1,15}", re.ASCII)
SHORTEST_NUMBER = 7  # digits; a shorter one is recognised in no text


def _box(label: Any, help_text: Any = "", *, missing: Any = "", rows: int = 0, **attrs: str) -> forms.CharField:
    """A box for something of a house's address: no browser completes it, or asks anybody how it is spelt.

    It has no limit of its own: all together must fit into the one size of locations.
    """
    kept_off = {"autocomplete": "off", "spellcheck": "false", **attrs}
    widget = forms.Textarea(attrs=kept_off | {"rows": rows}) if rows else forms.TextInput(attrs=kept_off)
    return forms.CharField(
        label=label, help_text=help_text, required=bool(missing), error_messages=_missing(missing), widget=widget
    )


class AddressForm(forms.Form):
    """Where a house is, whole: it takes the place of all that stood there. No error repeats what was typed."""

    address = _box(
        _("Jalan dan nomor"),
        _("Dengan gang, blok, RT/RW, dan lantai bila ada."),
        missing=_("Jalan belum diisi. Alamat lama tetap tersimpan. Tulis jalan dan nomornya."),
        rows=2,
    )
    kelurahan = _box(
        _("Kelurahan atau desa"),
        missing=_("Kelurahan belum diisi. Alamat lama tetap tersimpan. Tulis kelurahan atau desa."),
    )
    kecamatan = _box(
        _("Kecamatan"),
        missing=_("Kecamatan belum diisi. Alamat lama tetap tersimpan. Tulis kecamatannya."),
    )
    postcode = _box(_("Kode pos"), inputmode="numeric")
    phones = _box(_("Telepon rumah ini"), _("Satu nomor per baris, dengan kode daerahnya."), rows=2)
    latitude = _box(
        _("Lintang"), _("Derajat desimal, misalnya -6.175392. Isi lintang dan bujur, atau kosongkan keduanya.")
    )
    longitude = _box(_("Bujur"), _("Derajat desimal, misalnya 106.827153."))
    access_notes = _box(
        _("Cara masuk"), _("Yang perlu diketahui pengantar di depan pintu: pagar, bel, siapa yang ditelepon."), rows=3
    )

    def clean_address(self) -> str:
        return " ".join(self.cleaned_data["address"].split())

    def clean_postcode(self) -> str:
        if not re.fullmatch(r"(\d{5})?", self.cleaned_data["postcode"], re.ASCII):
            raise ValidationError(_("Kode pos harus lima angka. Alamat lama tetap tersimpan. Perbaiki atau kosongkan."))
        return self.cleaned_data["postcode"]

    def clean_phones(self) -> list[str]:
        numbers = [line.strip() for line in self.cleaned_data["phones"].splitlines() if line.strip()]
        if any(len(re.sub(r"\D", "", number)) < SHORTEST_NUMBER for number in numbers):
            raise ValidationError(
                _(
                    "Ada baris tanpa nomor telepon lengkap. Alamat lama tetap tersimpan. "
                    "Tulis satu nomor per baris, sedikitnya 7 angka."
                )
            )
        return numbers

    def clean_latitude(self) -> str:
        return _degrees(self.cleaned_data["latitude"], *SOUTH_NORTH)

    def clean_longitude(self) -> str:
        return _degrees(self.cleaned_data["longitude"], *WEST_EAST)

    def clean(self) -> dict[str, Any]:
        halves = [name for name in ("latitude", "longitude") if self.cleaned_data.get(name)]
        if len(halves) == 1 and not self.errors.keys() & {"latitude", "longitude"}:
            self.add_error(
                "longitude" if halves == ["latitude"] else "latitude",
                ValidationError(
                    _(
                        "Koordinat baru setengah. Alamat lama tetap tersimpan. "
                        "Isi lintang dan bujur, atau kosongkan keduanya."
                    )
                ),
            )
        return self.cleaned_data


def _degrees(typed: str, least: int, most: int) -> str:
    """Decimal degrees between two whole ones, with a point; or nothing."""
    degrees = typed.replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if degrees and not (DEGREES.fullmatch(degrees) and least <= float(degrees) <= most):
        raise ValidationError(
            _(
                "Ini bukan derajat desimal di Indonesia. Alamat lama tetap tersimpan. "
                "Tulis angka dengan titik, antara %(least)d dan %(most)d; lintang Jawa diawali tanda minus."
            ),
            params={"least": least, "most": most},
        )
    return degrees
