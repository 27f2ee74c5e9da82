"""The desk's one form: every way in opens it. Nothing but a sentence is required; a name never is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms import TOKEN, OneTimeToken
from access.models import Agency
from access.roles import Role
from casework.forms.fields import AgenciesField, AgencyField, Chip, Choice, Choices, LineField, TextField, offer
from casework.options.intake import Channel, Kind
from casework.queries import units
from casework.spool import Known, Slip

USUAL = {
    Role.OPERATOR: Channel.CALL_112,
    Role.DUTY_OFFICER: Channel.CALL_112,
    Role.RECEIVER: Channel.WALK_IN,
    Role.COUNSELLOR: Channel.POST,
    Role.DOCTOR: Channel.HOSPITAL,
    Role.NURSE: Channel.HOSPITAL,
    Role.INVESTIGATOR: Channel.POLICE,
}
"""The way in that a role's tickets usually come by; it can be changed on the form."""


class CallForm(forms.Form):
    """A call as it is typed while somebody speaks."""

    what = TextField(
        label=_("Apa yang terjadi?"),
        required=True,
        rows=6,
        error_messages={"required": _("Tulis satu kalimat tentang apa yang terjadi. Isian lain tetap ada.")},
    )
    danger = Chip(label=_("Bahaya sekarang?"))
    present = Chip(label=_("Terlapor ada di situ?"))
    callback_safe = Chip(label=_("Aman ditelepon kembali?"))
    where = LineField(label=_("Di mana?"), max_length=400)
    callback_number = LineField(label=_("Nomor telepon kembali"), max_length=40)
    callback_hours = LineField(label=_("Jam aman menelepon"), max_length=100)
    code_word = LineField(label=_("Kata sandi saat menelepon"), max_length=40)
    reporter = LineField(label=_("Siapa yang melapor?"), max_length=200)
    his_agency_wanted = forms.BooleanField(
        required=False, label=_("Klien tetap ingin instansi itu diberi tahu"), label_suffix=""
    )
    channel = Choice(choices=Channel.choices, required=True, label=_("Lewat mana"))
    kind = Choice(choices=Kind.choices, required=True, label=_("Sifat tiket"), initial=Kind.ACTUAL)
    draf = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    meja = forms.CharField(required=False, widget=forms.HiddenInput)  # the slip of an open desk (casework.spool)

    desk_agencies: Sequence[Agency | Known] = ()

    @property
    def keyed_agencies(self) -> list[dict]:
        """The agencies with their keys, from 1, as the desk draws them."""
        chosen = self["agencies"].value() or []
        chosen = {str(getattr(value, "pk", value)) for value in chosen}
        return [
            {"key": number, "agency": agency, "checked": str(agency.pk) in chosen}
            for number, agency in enumerate(self.desk_agencies, start=1)
        ]

    @property
    def agency_keys(self) -> str:
        """The digits that choose an agency, as the help names them: "1–4"; empty where there is no agency."""
        last = len(self.desk_agencies)
        return f"1–{last}" if last > 1 else "1" * last


class DeskForm(CallForm):
    """A ticket: agencies are rows."""

    works_for = AgencyField(
        queryset=Agency.objects.none(), label=_("Terlapor bekerja di"), empty_label=_("Tidak diketahui")
    )
    agencies = AgenciesField(queryset=Agency.objects.none(), label=_("Kirim juga ke"))

    def __init__(self, *args, role: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].initial = USUAL.get(Role(role), Channel.WALK_IN)
        self.desk_agencies = units.on_the_desk()
        self.employers = units.employers()
        offer(self.fields["agencies"], Agency.objects.filter(pk__in=[agency.pk for agency in self.desk_agencies]))
        his = Agency.objects.filter(pk__in=[agency.pk for agency in self.employers])
        offer(self.fields["works_for"], his.order_by("name"))
        self.fields["what"].widget.attrs["autofocus"] = True


class SpooledForm(CallForm):
    """The same form when no database can be asked: agencies are those of the desk's slip."""

    works_for = Choice(choices=[], label=_("Terlapor bekerja di"))
    agencies = Choices(choices=[], label=_("Kirim juga ke"))

    def __init__(self, *args, slip: Slip, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.home = str(UUID(slip.home)) if slip.home else ""
        self.desk_agencies = [Known(str(UUID(pk)), name) for pk, name in slip.agencies]
        self.fields["agencies"].choices = self.desk_agencies  # type: ignore[attr-defined]
        his = [(str(UUID(pk)), name) for pk, name in slip.employers]
        self.fields["works_for"].choices = [("", _("Tidak diketahui")), *his]  # type: ignore[attr-defined]
        self.fields[TOKEN] = OneTimeToken()
        self.fields["what"].widget.attrs["autofocus"] = True

    def said(self) -> dict[str, Any]:
        """What was typed and chosen, as a letter tells it."""
        return {name: value for name, value in self.cleaned_data.items() if name in TYPED}

    @property
    def to_call(self) -> list[str]:
        """Whom the desk has to call itself: PPAPP, whom each ticket goes to, and who was chosen, but for his agency.

        Where he works at PPAPP, its supervisors alone: nobody else there would see the ticket, either.
        """
        said = self.cleaned_data
        his = "" if said["his_agency_wanted"] else said["works_for"]
        chosen = [one for one in self.desk_agencies if str(one.pk) in said["agencies"] and str(one.pk) != his]
        home = _("supervisor UPT PPPA saja") if his and his == self.home else "UPT PPPA"
        return [str(home), *(one.name for one in chosen)]


TYPED = [name for name in DeskForm.base_fields if name not in ("draf", "meja")]


LONGEST_IN_DRAFT = 20_000  # letters of one box


def typed_values(data) -> dict:
    """What stands in the boxes, as the draft keeps it: known fields only, cut at what a draft may hold."""
    values: dict = {
        name: data.get(name, "")[:LONGEST_IN_DRAFT] for name in TYPED if name != "agencies" and name in data
    }
    values["agencies"] = [value[:40] for value in data.getlist("agencies")][:20]
    return values


def call_token(data) -> UUID | None:
    """One for the form and what was said in it: another call typed on the same page is another one, however it came
    to be sent from there, while blanks make no difference. None where no form of ours was sent.
    """
    try:
        form = UUID(data.get(TOKEN, ""))
    except ValueError:
        return None
    said = {name: [" ".join(value.split()) for value in data.getlist(name)] for name in TYPED}
    return UUID(bytes=hashlib.sha256(form.bytes + json.dumps(said, sort_keys=True).encode()).digest()[:16])


def is_cut(data) -> bool:
    """Whether a draft can't hold all that was typed."""
    return any(len(data.get(name, "")) > LONGEST_IN_DRAFT for name in TYPED)
