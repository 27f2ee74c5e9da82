"""The head's pages: which accounts sleep, letting one count, and who may cover whose shift."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import approvals, covering, policy
from access.models import Cover, Staff, Unit
from access.permissions import Permission
from access.roles import Role
from access.views.acting import ActionView
from access.views.base import ServiceView
from access.views.missing import SeeOther
from access.views.step_up import StepUp


class Approvals(ServiceView):
    """Who waits for the head's word, and whom it was given to for the shifts of others."""

    permission = Permission.SERVICE_APPROVALS
    template_name = "access/approvals.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asleep = approvals.asleep().select_related("agency", "unit").defer("real_name", "nik", "phone")
        return self.page(asleep=asleep, covers=covering.pool())


class NamedForm(forms.Form):
    """Nothing to fill in: the page says what is approved, and the form knows what the page said."""


class Approve(StepUp, ActionView):
    """One sleeping account: its role in its unit counts from now on."""

    permission = Permission.SERVICE_APPROVALS
    form_class = NamedForm
    action = approvals.approve
    template_name = "access/approve.html"
    title = _("Setujui akun")
    button = _("Setujui")
    success_message = _("Akun disetujui. Perannya berlaku mulai sekarang.")
    stale_fields = ("role", "unit_id", "agency_id")
    stale_message = _("Akun ini berubah sementara Anda membukanya. Belum ada yang disetujui. Periksa lagi isinya.")

    def authorise(self) -> None:
        if not policy.may(self.request.user, self.permission):
            raise policy.Unseen
        people = Staff.objects.select_related("agency", "unit").filter(is_active=True)
        self.obj = people.filter(pk=self.kwargs["pk"]).first()
        if self.obj is None:
            raise policy.Unseen

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, unless there is nothing to approve."""
        if self.obj.approved or self.obj.covering:
            messages.info(request, _("Akun ini tidak menunggu persetujuan."))
            return SeeOther(reverse("access:approvals"))
        return super().get(request, *args, **kwargs)

    def asked_for(self) -> tuple[str, Any]:
        return Staff.audit_kind, self.kwargs["pk"]

    def success_url(self, obj: Any) -> str:
        return reverse("access:approvals")

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        return {"back": reverse("access:approvals")}


class _Colleague(forms.ModelChoiceField):
    def label_from_instance(self, obj: Staff) -> str:
        return f"{obj.get_full_name()} ({obj.get_role_display()}, {obj.agency.name})"


class CoverForm(forms.Form):
    """Who, and on whose shift."""

    colleague = _Colleague(
        queryset=Staff.objects.none(),
        label=_("Siapa yang dapat menggantikan"),
        empty_label=_("Pilih rekan"),
        error_messages={
            "required": _("Pilih rekannya dahulu. Tidak ada yang berubah."),
            "invalid_choice": covering.UNFIT,
        },
    )
    shift = forms.ChoiceField(
        label=_("Giliran siapa yang digantikan"),
        help_text=_("Hanya giliran di instansi rekan itu sendiri."),
        error_messages={
            "required": _("Pilih gilirannya dahulu. Tidak ada yang berubah."),
            "invalid_choice": covering.UNFIT,
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shifts = {f"{role}:{unit.pk}": (role, unit) for role, unit in covering.shifts()}
        labels = [
            (key, f"{Role(role).label}, {unit.name} ({unit.agency.name})") for key, (role, unit) in self.shifts.items()
        ]
        self.fields["colleague"].queryset = covering.candidates()
        self.fields["shift"].choices = [("", _("Pilih giliran")), *labels]

    def clean_shift(self) -> tuple[str, Unit]:
        return self.shifts[self.cleaned_data["shift"]]


def _approve(*, colleague: Staff, shift: tuple[str, Unit], by: Staff) -> Cover:
    role, unit = shift
    return covering.approve(colleague, role=role, unit=unit, by=by)


class ApproveCover(StepUp, ActionView):
    """One more person who may be put on a colleague's shift."""

    permission = Permission.SERVICE_APPROVALS
    form_class = CoverForm
    action = _approve
    title = _("Setujui pengganti giliran")
    button = _("Setujui")
    success_message = _("Pengganti disetujui. Supervisor atau administrator dapat menugaskannya untuk satu giliran.")

    def success_url(self, obj: Any) -> str:
        return reverse("access:approvals")

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        return {"back": reverse("access:approvals")}


class WithdrawCover(ActionView):
    """Takes the head's word back; a shift that is being covered ends."""

    permission = Permission.SERVICE_APPROVALS
    action = covering.withdraw
    title = _("Cabut persetujuan pengganti")
    button = _("Cabut persetujuan")
    success_message = _("Persetujuan dicabut. Bila gilirannya sedang berjalan, giliran itu berakhir sekarang.")

    def authorise(self) -> None:
        if not policy.may(self.request.user, self.permission):
            raise policy.Unseen
        self.obj = covering.pool().filter(pk=self.kwargs["pk"]).first()
        if self.obj is None:
            raise policy.Unseen

    def asked_for(self) -> tuple[str, Any]:
        return Cover.audit_kind, self.kwargs["pk"]

    def success_url(self, obj: Any) -> str:
        return reverse("access:approvals")

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        return {"back": reverse("access:approvals")}
