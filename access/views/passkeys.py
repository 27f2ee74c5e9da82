"""Coming in, proving it again and setting up with a passkey. allauth speaks with the browser's key."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from access import events, locking, passkeys, signin
from access.entry_forms import UNREADABLE, StepUpKey
from access.errors import Refused
from access.permissions import Permission
from access.views.base import ServiceView, allowed, public
from access.views.missing import SeeOther
from access.views.step_up import StepUp


class _SignIn(LoginWebAuthnView):
    """GET, asked by the page's script: what the browser's key must sign. POST: the signature."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("Accept") != "application/json":
            return SeeOther(reverse("access:sign_in"))
        return JsonResponse({"request_options": auth.begin_authentication(user=None)})

    def form_invalid(self, form) -> HttpResponse:
        events.sign_in_refused()
        messages.error(self.request, passkeys.NOT_READ)
        return SeeOther(reverse("access:sign_in"))


sign_in = public("whoever works here may come in with a passkey")(_SignIn.as_view())


class _Again(ReauthenticateWebAuthnView):
    """Step-up with a passkey; afterwards back to the page that asked."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if signin.for_the_shift(request):
            return SeeOther(reverse("access:step_up"))
        return FormView.dispatch(self, request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("Accept") != "application/json":
            return SeeOther(reverse("access:step_up"))
        passkeys.refuse_foreign(request.user)
        return JsonResponse({"request_options": auth.begin_authentication(request.user)})

    def form_valid(self, form) -> HttpResponse:
        flows.reauthenticate(self.request, form.cleaned_data["credential"])
        locking.note_act(self.request)
        return SeeOther(signin.way_back(self.request))

    def form_invalid(self, form) -> HttpResponse:
        events.sign_in_refused()
        messages.error(self.request, passkeys.NOT_READ)
        return SeeOther(reverse("access:step_up"))


again = allowed(Permission.SERVICE_OWN_ACCOUNT)(_Again.as_view())


class OnePress(StepUp):
    """Mixin, left of a view: its POST may carry a passkey's signature, and then needs no other step-up.

    GET, asked by the page's script, says what the browser's key must sign. In a locked session such a press counts,
    and opens it; without a signature nothing is done there.
    """

    through_lock: ClassVar[str] = "one press with a passkey can't wait, and is the proof"

    def before(self) -> HttpResponse | None:
        request: Any = self.request
        if request.method == "GET" and request.headers.get("Accept") == "application/json":
            passkeys.refuse_foreign(request.user)
            return JsonResponse({"request_options": auth.begin_authentication(request.user)})
        if request.method == "POST" and request.POST.get("credential") and not signin.for_the_shift(request):
            form = StepUpKey(data=request.POST, user=request.user)
            if not form.is_valid():
                events.sign_in_refused()
                messages.error(request, passkeys.NOT_READ)
                return SeeOther(self.back_url())
            flows.reauthenticate(request, form.cleaned_data["credential"])
            locking.unlock(request)
        return super().before()


class AddPasskey(StepUp, ServiceView):
    """A further way in: the browser makes a key for this account, and we keep its public half."""

    permission = Permission.SERVICE_OWN_ACCOUNT
    template_name = "access/passkey.html"
    step_up_methods = frozenset({"GET", "POST"})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        able = passkeys.offered(request)
        passkeys.refuse_foreign(request.user)
        options = {"creation_options": auth.begin_registration(request.user, True)} if able else {}
        return self.page(options=options, able=able)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        typed = {"credential": request.POST.get("credential", ""), "passwordless": "on"}
        form = AddWebAuthnForm(user=request.user, data=typed)
        try:
            if not _readable(form):
                raise Refused(passkeys.NOT_READ)
            passkeys.add(request.user, credential=form.cleaned_data["credential"], by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return SeeOther(request.path)
        messages.success(request, _("Kunci sandi tersimpan. Mulai sekarang Anda dapat masuk dengannya."))
        return SeeOther(reverse("access:account"))


def _readable(form: AddWebAuthnForm) -> bool:
    try:
        return form.is_valid()
    except UNREADABLE:
        return False


class RemovePasskey(StepUp, ServiceView):
    """Takes one of one's own passkeys away."""

    permission = Permission.SERVICE_OWN_ACCOUNT

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        number = request.POST.get("number", "")
        if any(str(key.pk) == number for key in passkeys.of(request.user)):
            passkeys.remove(request.user, number=int(number), by=request.user)
            messages.success(request, _("Kunci sandi dihapus. Dengannya tidak ada yang dapat masuk lagi."))
        return SeeOther(reverse("access:account"))

    def back_url(self) -> str:
        return reverse("access:account")
