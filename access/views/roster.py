"""The roster's page: who is on duty in the coming week, which hours have no pair, and a form for more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy, roster
from access.models import Duty, Staff
from access.permissions import Permission
from access.views.acting import ActionView


class _Colleague(forms.ModelChoiceField):
    def label_from_instance(self, obj: Staff) -> str:
        return f"{obj.get_full_name()} ({obj.get_role_display()})"


class _Hour(forms.DateTimeField):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {
        "required": _("Jamnya belum diisi. Jadwal tidak berubah."),
        "invalid": _("Jam ini tidak terbaca. Jadwal tidak berubah. Isi tanggal dan jam."),
    }


class EnterForm(forms.Form):
    """Who, from when, until when."""

    colleague = _Colleague(
        queryset=Staff.objects.none(),
        label=_("Rekan"),
        empty_label=_("Pilih rekan"),
        help_text=_("Rekan dari instansi Anda yang dapat memutuskan dan NIK-nya tercatat."),
        error_messages={
            "required": _("Pilih rekannya dahulu. Jadwal tidak berubah."),
            "invalid_choice": _("Rekan ini tidak dapat Anda jadwalkan. Jadwal tidak berubah. Pilih rekan lain."),
        },
    )
    begins = _Hour(label=_("Mulai"), input_formats=["%Y-%m-%dT%H:%M"])
    ends = _Hour(label=_("Sampai"), input_formats=["%Y-%m-%dT%H:%M"], help_text=_("Paling lama 24 jam."))

    def __init__(self, *args: Any, by: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = roster.colleagues(by)


def _enter(*, colleague: Staff, begins, ends, by: Staff) -> Duty:
    return roster.enter(colleague, begins=begins, ends=ends, by=by)


class Roster(ActionView):
    """Who decides about break-glass at which hour."""

    permission = Permission.SERVICE_ROSTER
    form_class = EnterForm
    action = _enter
    template_name = "access/roster.html"
    success_message = _("Jam piket tersimpan.")

    def success_url(self, obj: Any) -> str:
        return reverse("access:roster")

    def form_kwargs(self) -> dict[str, Any]:
        return {"by": self.request.user}

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        now = timezone.now()
        duties = roster.to_come(now)
        return {
            "duties": [{"row": d, "own": d.staff.agency_id == self.request.user.agency_id} for d in duties],
            "gaps": roster.gaps(duties, now, now + roster.AHEAD),
        }


class Strike(ActionView):
    """Takes one's own agency's hours off the roster."""

    permission = Permission.SERVICE_ROSTER
    action = roster.strike
    title = _("Hapus jam piket")
    button = _("Hapus")
    success_message = _("Jam piket dihapus. Periksa apakah ada jam yang kini kosong.")

    def authorise(self) -> None:
        if not policy.may(self.request.user, self.permission):
            raise policy.Unseen
        self.obj = Duty.objects.filter(pk=self.kwargs["pk"], staff__agency_id=self.request.user.agency_id).first()
        if self.obj is None:
            raise policy.Unseen

    def asked_for(self) -> tuple[str, Any]:
        return Duty.audit_kind, self.kwargs["pk"]

    def success_url(self, obj: Any) -> str:
        return reverse("access:roster")

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        return {"back": self.success_url(obj)}
