"""A ticket becomes a complaint: who, what kind, where, first flags; and the supervisor's decision."""

from __future__ import annotations

from typing import cast

from django import forms
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext_lazy as _

from access.models import Staff
from access.roles import Role
from casework.forms.fields import (
    Choice,
    Choices,
    LineField,
    NikField,
    PhoneField,
    StaffField,
    TextField,
    UnitField,
    offer,
)
from casework.models import Part
from casework.options.intake import CITIES, FLAGS, PLACES, RELATIONS, SEXES, VIOLENCE, Answer
from casework.queries import units

SLOTS = (Part.VICTIM, Part.REPORTER, Part.REPORTED, "")
PERSON = (
    "part", "name", "sex", "born", "nik", "phone", "phone_safe", "hours", "code_word", "address", "relation",
    "works_in",
)  # fmt: skip


def person_fields() -> dict[str, forms.Field]:
    """The boxes for one person; none of them has to be filled."""
    return {
        "part": Choice(choices=Part.choices, label=_("Sebagai"), empty=_("Tidak ada")),
        "name": LineField(label=_("Nama"), help_text=_("Boleh nama panggilan, atau kosong.")),
        "sex": Choice(choices=SEXES, label=_("Jenis kelamin")),
        "born": LineField(label=_("Tanggal lahir atau umur"), max_length=40),
        "nik": NikField(label=_("NIK")),
        "phone": PhoneField(label=_("Telepon")),
        "phone_safe": Choice(choices=Answer.choices, label=_("Aman ditelepon?")),
        "hours": LineField(label=_("Jam aman menelepon"), max_length=100),
        "code_word": LineField(label=_("Kata sandi saat menelepon"), max_length=40),
        "address": TextField(label=_("Alamat"), max_length=400, rows=2),
        "relation": Choice(choices=RELATIONS, label=_("Hubungan dengan korban")),
        "works_in": UnitField(
            queryset=units.workplaces(),
            label=_("Bekerja di unit kami"),
            empty_label=_("Tidak, atau belum diketahui"),
            help_text=_("Unit itu lalu tidak melihat berkas ini, kecuali yang ditugaskan sendiri."),
        ),
    }


class PersonForm(forms.Form):
    """One person of a case."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(person_fields())
        part = cast("forms.ChoiceField", self.fields["part"])
        part.required = True
        part.choices = [("", _("Pilih peran")), *Part.choices]


class RegisterForm(forms.Form):
    """Everything the receiver asks; four places for people, more can be added on the case's page."""

    kinds = Choices(
        choices=VIOLENCE,
        required=True,
        label=_("Bentuk kekerasan"),
        error_messages={"required": _("Pilih sedikitnya satu bentuk kekerasan. Isian lain tetap ada.")},
    )
    chronology = TextField(label=_("Kronologi singkat"), rows=6)
    city_code = Choice(choices=CITIES, label=_("Kota kejadian"))
    place_kind = Choice(choices=PLACES, label=_("Tempat kejadian"))
    place = TextField(label=_("Rincian tempat"), max_length=400, rows=2)
    flags = Choices(choices=FLAGS, label=_("Tanda risiko pertama"))
    needs = TextField(label=_("Kebutuhan dan harapan klien"), max_length=400, rows=2)
    kin_name = LineField(
        label=_("Kerabat terlapor yang bekerja di instansi mitra"),
        help_text=_("Nama pegawai, bila disebut. Supervisor akan memeriksanya."),
    )
    checked = forms.BooleanField(
        required=False, label=_("Saya sudah memeriksa; ini tetap pengaduan baru"), label_suffix=""
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for number, part in enumerate(SLOTS):
            for name, field in person_fields().items():
                if name == "part":
                    field.initial = part
                self.fields[f"p{number}_{name}"] = field

    @property
    def people(self) -> list[dict]:
        """The places for people, as the page draws them."""
        hidden = {0: ("part", "relation"), 1: ("part",), 2: ("part",)}  # said by the place itself
        headings = [_("Korban"), _("Pelapor"), _("Terlapor"), _("Orang lain (bila ada)")]
        return [
            {
                "heading": heading,
                "fields": [self[f"p{number}_{name}"] for name in PERSON if name not in hidden.get(number, ())],
                "open": number in (0, 2) or any(self.errors.get(f"p{number}_{name}") for name in PERSON),
            }
            for number, heading in enumerate(headings)
        ]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The boxes that belong to no person."""
        names = ("kinds", "chronology", "city_code", "place_kind", "place", "flags", "needs", "kin_name")
        return [self[name] for name in names]

    def persons(self) -> list[dict]:
        """The people that were filled in, as the verb takes them; the victim even if nothing is known of her."""
        found = []
        for number in range(len(SLOTS)):
            values = {name: self.cleaned_data.get(f"p{number}_{name}", "") for name in PERSON}
            values["part"] = SLOTS[number] or values["part"]
            said = any(value for name, value in values.items() if name != "part")
            if values["part"] and (said or number == 0):
                found.append(values)
        return found


class AcceptForm(forms.Form):
    """To whom the case goes."""

    manager = StaffField(queryset=Staff.objects.none(), label=_("Manajer kasus"))
    counsellor = StaffField(queryset=Staff.objects.none(), required=False, label=_("Konselor"), empty_label=_("Nanti"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, role in (("manager", Role.CASE_MANAGER), ("counsellor", Role.COUNSELLOR)):
            offer(self.fields[name], colleagues(role))


class ManagerForm(forms.Form):
    """Another case manager."""

    manager = StaffField(queryset=Staff.objects.none(), label=_("Manajer kasus"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["manager"], colleagues(Role.CASE_MANAGER))


class CounsellorForm(forms.Form):
    """A counsellor for the case."""

    counsellor = StaffField(queryset=Staff.objects.none(), label=_("Konselor"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["counsellor"], colleagues(Role.COUNSELLOR))


class ReceiverForm(forms.Form):
    """One receiver, personally."""

    receiver = StaffField(queryset=Staff.objects.none(), label=_("Penerima pengaduan"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["receiver"], colleagues(Role.RECEIVER))


class RefuseForm(forms.Form):
    """Why it is not accepted."""

    reason = TextField(
        label=_("Alasan tidak diterima"),
        required=True,
        max_length=240,
        rows=3,
        help_text=_("Tersegel; dibaca penerima dan supervisor."),
    )


class OutcomeForm(forms.Form):
    """How a ticket that is no complaint ended."""

    outcome = TextField(label=_("Mengapa ditutup tanpa pengaduan?"), required=True, max_length=240, rows=3)


def colleagues(role: Role):
    """Working people of a role, by name; last those who only cover a shift in it: what they are given is handed on at
    its end, but at night they may be the only ones."""
    passing = ExpressionWrapper(~Q(own_role__in=["", role]), BooleanField())
    people = Staff.objects.working().filter(role=role).select_related("unit")
    return people.alias(passing=passing).order_by("passing", "name", "username")
