"""The pages by which a supervisor on duty, or an administrator, has a shift covered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import covering, policy
from access.models import Cover, Staff
from access.permissions import Permission
from access.views.acting import ActionView
from access.views.base import ServiceView
from access.views.step_up import StepUp

HOURS = range(1, covering.LONGEST // timedelta(hours=1) + 1)


class Covers(ServiceView):
    """Whom the head approved beforehand, and who of them is on a shift now."""

    permission = Permission.SERVICE_COVER
    template_name = "access/covers.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        covers = [{"row": cover, "on": covering.is_on(cover)} for cover in covering.pool(request.user)]
        return self.page(covers=covers)


class HoursForm(forms.Form):
    """How long."""

    hours = forms.TypedChoiceField(
        label=_("Selama berapa jam, mulai sekarang"),
        help_text=_("Berakhir sendiri pada jam itu; perannya sendiri lalu kembali."),
        choices=[(hours, str(hours)) for hours in HOURS],
        coerce=int,
        initial=8,
        error_messages={
            "required": _("Pilih lamanya dahulu. Tidak ada yang berubah."),
            "invalid_choice": _("Giliran pengganti paling lama 13 jam. Tidak ada yang berubah. Pilih jam lain."),
        },
    )


class OneCover(ActionView):
    """A page about one of those whom this person may put on a shift; anybody else was never approved."""

    abstract = True
    permission = Permission.SERVICE_COVER

    def authorise(self) -> None:
        if not policy.may(self.request.user, self.permission):
            raise policy.Unseen
        self.obj = covering.pool(self.request.user).filter(pk=self.kwargs["pk"]).first()
        if self.obj is None:
            raise policy.Unseen

    def asked_for(self) -> tuple[str, Any]:
        return Cover.audit_kind, self.kwargs["pk"]

    def success_url(self, obj: Any) -> str:
        return reverse("access:covers")

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        return {"back": reverse("access:covers"), "about": obj.staff.get_full_name()}


def _begin(cover: Cover, *, hours: int, by: Staff) -> Staff:
    return covering.begin(cover, until=timezone.now() + timedelta(hours=hours), by=by)


class BeginCover(StepUp, OneCover):
    """Puts one person on a shift, from now on."""

    permission = Permission.SERVICE_COVER
    form_class = HoursForm
    action = _begin
    title = _("Tugaskan pengganti")
    button = _("Tugaskan sekarang")
    success_message = _("Pengganti bertugas mulai sekarang, dan hanya sampai jam itu.")


class EndCover(OneCover):
    """The shift is over before its hour."""

    permission = Permission.SERVICE_COVER
    action = covering.end
    title = _("Akhiri giliran pengganti")
    button = _("Akhiri sekarang")
    success_message = _("Giliran pengganti berakhir. Perannya sendiri sudah kembali.")
