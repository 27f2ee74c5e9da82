"""The form of a wall that stands on a false match."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.models import ConflictOfInterest
from casework.forms.fields import EMPTY, WRONG_CHOICE, Choice, TextField, offer
from casework.options.casefile import LIFT_REASONS


def whom(wall: ConflictOfInterest) -> str:
    """Whom a wall keeps out, as supervisors read it: a colleague by name and unit, or a unit. Never what matched."""
    if wall.unit is not None:
        return gettext("Seluruh unit %(unit)s, %(agency)s") % {"unit": wall.unit.name, "agency": wall.unit.agency.name}
    staff = wall.staff
    assert staff is not None  # the table sees to it
    return f"{staff.get_full_name()} · {staff.unit.name}" if staff.unit is not None else staff.get_full_name()


class WallField(forms.ModelChoiceField):
    """One of the walls of a case."""

    def label_from_instance(self, wall) -> str:
        return f"{whom(wall)} ({wall.get_strength_display()})"


class LiftForm(forms.Form):
    """Which wall, and why it stands where it must not."""

    wall = WallField(
        queryset=ConflictOfInterest.objects.none(),
        label=_("Konflik mana yang keliru?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": EMPTY, "invalid_choice": WRONG_CHOICE},
    )
    reason = Choice(choices=LIFT_REASONS, required=True, label=_("Mengapa keliru?"), widget=forms.RadioSelect)
    because = TextField(
        label=_("Bagaimana Anda memeriksanya"),
        required=True,
        max_length=480,
        rows=3,
        help_text=_("Tersegel. Dibaca oleh orang yang memutuskan. Jangan menyalin NIK atau nomor telepon."),
    )

    def __init__(self, *args, walls, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["wall"], walls)
