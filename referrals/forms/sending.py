"""Sending: from a ticket at once, and from a case on consent."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.models import AgencyKind, Staff, Unit
from referrals.codes.referral import NEEDS, URGENT_KINDS, Basis, ContactRule, Kind, Law
from referrals.forms import fields


class UnitField(forms.ModelChoiceField):
    """A receiving unit, under its sort of agency. `units` are the ones offered."""

    def __init__(self, units: list[Unit], notes: dict | None = None, **kwargs) -> None:
        super().__init__(
            queryset=Unit.objects.filter(pk__in=[unit.pk for unit in units]).select_related("agency", "group"),
            error_messages={
                "required": _("Penerima belum dipilih. Isian lain tetap ada. Pilih penerima."),
                "invalid_choice": _("Penerima ini tidak ada dalam daftar. Isian lain tetap ada. Pilih dari daftar."),
            },
            **kwargs,
        )
        notes = notes or {}
        self.widget.choices = [("", _("Pilih penerima"))] + [
            (
                str(AgencyKind(kind).label),
                [(str(unit.pk), unit_name(unit) + notes.get(unit.agency_id, "")) for unit in some],
            )
            for kind, some in groupby(units, key=lambda unit: unit.agency.kind)
        ]


def unit_name(unit: Unit) -> str:
    """The agency's name, and the unit's where it says more."""
    return unit.agency.name if unit.name == unit.agency.name else f"{unit.agency.name}, {unit.name}"


def needs_of(kinds) -> list:
    """What can be asked of these sorts of agency, grouped by sort."""
    return [(Kind(kind).label, [(need.value, need.label) for need in NEEDS[kind]]) for kind in kinds]


WANTED = _("Seorang dalam berkas ini bekerja di instansi ini, dan korban tetap menghendakinya")


class UrgentForm(forms.Form):
    """An urgent referral: no free text, one minute. Who heard her consent, and when, or vital interest."""

    basis = fields.one_of(
        _("Dasar rujukan"),
        [(Basis.SPOKEN.value, Basis.SPOKEN.label), (Basis.VITAL.value, Basis.VITAL.label)],
        radio=True,
        initial=Basis.SPOKEN,
    )
    heard_by = forms.ModelChoiceField(
        label=_("Yang mendengar persetujuan"),
        queryset=Staff.objects.none(),
        required=False,
        empty_label=_("Saya sendiri"),
    )
    heard_at = fields.moment(_("Didengar pada"), required=False)
    needs = fields.several_of(_("Yang diminta"), needs_of(URGENT_KINDS))
    age = fields.age()
    sex = fields.sex()
    contact_rule = fields.one_of(_("Cara menghubungi"), ContactRule.choices, initial=ContactRule.VIA_AGENCY)

    def __init__(self, *args, units: list[Unit], colleagues, conflict: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_unit"] = UnitField(units, label=_("Penerima"))
        heard_by: Any = self.fields["heard_by"]
        heard_by.queryset = colleagues
        heard_by.label_from_instance = lambda staff: staff.name or staff.username
        if conflict:
            self.fields["wanted"] = forms.BooleanField(label=WANTED, required=False)
        self.order_fields(["to_unit", "needs", "basis", "heard_by", "heard_at", "age", "sex", "contact_rule", "wanted"])


class ReferralForm(forms.Form):
    """An ordinary referral, on her consent for this recipient or a stated legal duty."""

    needs = fields.several_of(_("Yang diminta"), needs_of(Kind))
    basis = fields.one_of(
        _("Dasar rujukan"),
        [(Basis.CONSENT.value, Basis.CONSENT.label), (Basis.LAW.value, Basis.LAW.label)],
        radio=True,
        initial=Basis.CONSENT,
    )
    law = fields.one_of(_("Kewajiban hukum"), [("", "—"), *Law.choices], required=False)
    name = fields.line(
        _("Nama"),
        required=False,
        help_text=_("Hanya bila penerima memerlukannya. Tanpa alamat dan tanpa nomor telepon."),
    )
    age = fields.age()
    sex = fields.sex()
    contact_rule = fields.one_of(_("Cara menghubungi"), ContactRule.choices, initial=ContactRule.VIA_AGENCY)
    note = fields.text(
        _("Catatan untuk penerima"),
        required=False,
        help_text=_(
            "Boleh kosong. Tanpa tempat tinggal atau tempat menginap. Teks yang mirip menyebut tempat "
            "menunggu pelepasan kustodian; isian berkode terkirim seketika."
        ),
    )

    def __init__(self, *args, units: list[Unit], agreed: set, conflict: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        notes = {agency_id: f" — {_('disetujui klien')}" for agency_id in agreed}
        self.fields["to_unit"] = UnitField(units, notes, label=_("Penerima"))
        if conflict:
            self.fields["wanted"] = forms.BooleanField(label=WANTED, required=False)
        self.order_fields(["to_unit", "needs", "basis", "law", "name", "age", "sex", "contact_rule", "note", "wanted"])
