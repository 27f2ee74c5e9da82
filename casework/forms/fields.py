"""Form fields of the case file: what was typed is kept, and each refusal says what to do."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from access.days import plausible
from casework.options.intake import Answer
from vault.normal import normalise_nik

TOO_LONG = _(
    "Isian ini terlalu panjang: paling banyak %(limit_value)s huruf. Isian Anda tetap ada. Persingkat lalu simpan lagi."
)
EMPTY = _("Bagian ini belum diisi. Isian lain tetap ada. Isi lalu simpan lagi.")
WRONG_CHOICE = _("Pilihan ini tidak dikenal. Isian Anda tetap ada. Pilih lagi dari daftar.")


class LineField(forms.CharField):
    """One line of text."""

    def __init__(self, *, max_length: int = 120, required: bool = False, **kwargs) -> None:
        kwargs.setdefault("error_messages", {"required": EMPTY})
        # no maxlength on the box: a browser would cut silently what was pasted
        super().__init__(required=required, validators=[MaxLengthValidator(max_length, TOO_LONG)], **kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")


class TextField(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, max_length: int = 20_000, required: bool = False, rows: int = 4, **kwargs) -> None:
        kwargs.setdefault("error_messages", {"required": EMPTY})
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(required=required, validators=[MaxLengthValidator(max_length, TOO_LONG)], **kwargs)


class NikField(LineField):
    """A NIK: sixteen digits, or nothing. That it is valid does not mean that it is registered."""

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value):
        value = super().clean(value)
        digits = normalise_nik(value) if value else ""
        if value and len(digits) != 16:
            raise ValidationError(
                _("NIK terdiri atas 16 angka; di sini ada %(n)s. Isian Anda tetap ada. Periksa atau kosongkan."),
                params={"n": len(digits)},
            )
        return digits


class PhoneField(LineField):
    """A telephone number as people write it; kept as it is, if it can be one."""

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs["inputmode"] = "tel"

    def clean(self, value):
        value = super().clean(value)
        short = 8 - len(normalise_nik(value)) if value else 0
        if short > 0:
            raise ValidationError(
                ngettext(
                    "Nomor ini kurang sedikitnya %(n)s angka. Isian Anda tetap ada. Periksa lalu simpan lagi.",
                    "Nomor ini kurang sedikitnya %(n)s angka. Isian Anda tetap ada. Periksa lalu simpan lagi.",
                    short,
                ),
                params={"n": short},
            )
        return value


class Choice(forms.ChoiceField):
    """One of a list; an empty first line where it may stay open."""

    def __init__(self, *, choices, required: bool = False, empty="", **kwargs) -> None:
        offered = list(choices)
        if not required and all(code for code, _name in offered):
            offered = [("", empty or _("Belum diketahui")), *offered]
        kwargs.setdefault("error_messages", {"required": EMPTY, "invalid_choice": WRONG_CHOICE})
        super().__init__(choices=offered, required=required, **kwargs)


class Choices(forms.MultipleChoiceField):
    """Several of a list, as boxes to tick."""

    def __init__(self, *, choices, required: bool = False, **kwargs) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        kwargs.setdefault("error_messages", {"required": EMPTY, "invalid_choice": WRONG_CHOICE})
        super().__init__(choices=list(choices), required=required, **kwargs)


class Chip(Choice):
    """A desk's question: yes, no, not known."""

    def __init__(self, **kwargs) -> None:
        choices = [("", _("Belum tahu")), *[pair for pair in Answer.choices if pair[0]]]
        super().__init__(choices=choices, widget=forms.RadioSelect, **kwargs)


class DayField(forms.DateField):
    """A day, by the browser's own picker."""

    def __init__(self, *, required: bool = False, **kwargs) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        invalid = _("Tanggal ini tidak dapat dibaca. Isian lain tetap ada. Pilih tanggal lalu simpan lagi.")
        kwargs.setdefault("error_messages", {"required": EMPTY, "invalid": invalid})
        kwargs["validators"] = [plausible, *kwargs.get("validators", ())]
        super().__init__(required=required, input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], **kwargs)


class StaffField(forms.ModelChoiceField):
    """A colleague, by name and unit, and whether they are here for a shift alone."""

    def __init__(self, *, queryset, required: bool = True, **kwargs) -> None:
        kwargs.setdefault("empty_label", _("Pilih petugas"))
        kwargs.setdefault("error_messages", {"required": EMPTY, "invalid_choice": WRONG_CHOICE})
        super().__init__(queryset=queryset, required=required, **kwargs)

    def label_from_instance(self, staff) -> str:
        said = [staff.get_full_name(), staff.unit.name if staff.unit_id else ""]
        said += [str(_("hanya giliran ini"))] if staff.own_role not in ("", staff.role) else []
        return " · ".join(filter(None, said))


class AgencyField(forms.ModelChoiceField):
    """An agency, by its name."""

    def __init__(self, *, queryset, required: bool = False, **kwargs) -> None:
        kwargs.setdefault("error_messages", {"required": EMPTY, "invalid_choice": WRONG_CHOICE})
        super().__init__(queryset=queryset, required=required, **kwargs)

    def label_from_instance(self, agency) -> str:
        return agency.name


class UnitField(forms.ModelChoiceField):
    """A unit of ours, by its name and agency."""

    def __init__(self, *, queryset, required: bool = False, **kwargs) -> None:
        kwargs.setdefault("error_messages", {"required": EMPTY, "invalid_choice": WRONG_CHOICE})
        super().__init__(queryset=queryset, required=required, **kwargs)

    def label_from_instance(self, unit) -> str:
        return unit.name if unit.name == unit.agency.name else f"{unit.name} · {unit.agency.name}"


class AgenciesField(forms.ModelMultipleChoiceField):
    """Several agencies, as boxes to tick."""

    def __init__(self, *, queryset, required: bool = False, **kwargs) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        kwargs.setdefault("error_messages", {"invalid_choice": WRONG_CHOICE, "invalid_pk_value": WRONG_CHOICE})
        super().__init__(queryset=queryset, required=required, **kwargs)

    def label_from_instance(self, agency) -> str:
        return agency.name


def offer(field: forms.Field, queryset) -> None:
    """Gives a field that chooses among rows its rows."""
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{type(field).__name__} chooses among no rows")
    field.queryset = queryset
