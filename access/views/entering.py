"""Coming in, proving it again, going out. allauth checks; these are its pages in our frame."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic.edit import FormView

from access import locking, mfa, passkeys, signin
from access.permissions import Permission
from access.views.base import ServiceView, allowed, public
from access.views.missing import SeeOther

CLEARED = '"cache", "cookies", "storage"'


class _SignIn(LoginView):
    """User name and password; panels below."""

    template_name = "account/login.html"
    http_method_names = ["get", "head", "post"]

    def get_success_url(self) -> str:
        return "/"

    def get_next_url(self):
        return None  # the way back lies in the tab, never in an address

    def _redirect_to_pending_stage(self, request: HttpRequest, stage) -> None:
        clear_login(request)  # whoever comes back here before the code wants to begin again, perhaps as somebody else

    def form_invalid(self, form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        panels = [panel for make in signin.panels if (panel := make(self.request))]
        return {**super().get_context_data(**kwargs), "panels": panels, "passkeys": passkeys.offered(self.request)}


sign_in = public("whoever works here comes in through it")(_SignIn.as_view())


class _Code(AuthenticateView):
    """The second factor, after the password."""

    template_name = "mfa/authenticate.html"
    http_method_names = ["get", "head", "post"]

    def form_invalid(self, form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.stage.login.user
        passkeys.refuse_foreign(person)
        return {**super().get_context_data(**kwargs), "new": mfa.set_up_lately(person, timezone.now())}


second_step = public("the code is asked for before anybody is signed in")(_Code.as_view())


class _Again(ReauthenticateView):
    """Step-up: the code once more; afterwards back to the page that asked."""

    template_name = "mfa/reauthenticate.html"
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if signin.for_the_shift(request) and request.method == "POST":
            return SeeOther(reverse("access:step_up"))
        # The code alone, never the password alone: whoever watched the password being typed hasn't got the telephone.
        return self._check_ratelimit(request) or FormView.dispatch(self, request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        super().form_valid(form)  # keeps the proof; where it would lead doesn't matter
        locking.note_act(self.request)
        return SeeOther(signin.way_back(self.request))

    def form_invalid(self, form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        able = passkeys.offered(self.request) and bool(passkeys.of(self.request.user))
        return {**super().get_context_data(**kwargs), "passkeys": able, "daily": signin.for_the_shift(self.request)}

    def get_reauthentication_alternatives(self) -> list:
        return []


again = allowed(Permission.SERVICE_OWN_ACCOUNT)(_Again.as_view())


class SignOut(ServiceView):
    """Ends the session on the server; the browser forgets what it kept."""

    permission = Permission.SERVICE_OWN_ACCOUNT
    through_lock = "going opens nothing"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        logout(request)
        response = HttpResponseRedirect(reverse("access:sign_in"))
        response["Clear-Site-Data"] = CLEARED
        return response
