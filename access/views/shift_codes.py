"""The page by which a supervisor on duty helps a colleague who has lost the second factor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from access import events, shift_codes
from access.errors import Refused
from access.models import Staff
from access.models.shift_code import Knowing
from access.permissions import Permission
from access.views.base import ServiceView
from access.views.step_up import StepUp


class _Colleague(forms.ModelChoiceField):
    def label_from_instance(self, obj: Staff) -> str:
        return f"{obj.get_full_name()} ({obj.username}, {obj.get_role_display()})"


class WhoForm(forms.Form):
    """Who has lost it."""

    colleague = _Colleague(
        queryset=Staff.objects.none(),
        label=_("Rekan yang kehilangan faktor kedua"),
        empty_label=_("Pilih rekan"),
        error_messages={
            "required": _("Pilih rekannya dahulu."),
            "invalid_choice": _("Rekan ini tidak dapat Anda bantu dari sini. Belum ada kode diberikan. Pilih lagi."),
        },
    )

    def __init__(self, *args: Any, giver: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = shift_codes.colleagues(giver)


class GiveForm(WhoForm):
    """How one knows that it is them."""

    how = forms.ChoiceField(
        label=_("Bagaimana Anda tahu itu memang orangnya?"),
        choices=Knowing.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu. Belum ada kode yang diberikan.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].widget = forms.HiddenInput()


class GiveShiftCode(StepUp, ServiceView):
    """First who, then the number on file to call back, then the code: shown once, told over the telephone."""

    permission = Permission.SERVICE_SHIFT_CODE
    template_name = "access/shift_code.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(form=WhoForm(giver=request.user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        who = WhoForm(request.POST, giver=request.user)
        if not who.is_valid():
            return self.page(status=422, form=who)
        staff = who.cleaned_data["colleague"]
        form = GiveForm(request.POST if "how" in request.POST or "give" in request.POST else None, giver=request.user,
                        initial={"colleague": staff.pk})  # fmt: skip
        if form.is_bound and form.is_valid():
            return self.give(staff, form.cleaned_data["how"])
        with events.reveal(
            by=request.user,
            purpose="account.call_back",
            about=staff,
            wants=[(staff, "phone")],
            reason="",
            permission=self.permission,
        ) as opened:
            phone = opened.get(staff, "phone")
            return self.page(status=422 if form.is_bound else 200, form=form, colleague=staff, phone=phone)

    def give(self, staff: Staff, how: str) -> HttpResponse:
        code = shift_codes.new_code()
        try:
            shift_codes.give(staff, code=code, how=how, by=self.request.user)
        except Refused as refusal:
            messages.error(self.request, refusal.message)
            return self.page(status=422, form=WhoForm(giver=self.request.user))
        return self.page(colleague=staff, code=code)
