"""The locked screen: what it shows, how it is opened again, how a shared desk changes hands.

Pages' scripts ask for JSON, so that a half-typed form stays where it is; without a script the same addresses lead on.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth, flows
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from access import events, locking, passkeys, signin
from access.entry_forms import SignInKey, StepUpCode, UnlockPassword
from access.permissions import Permission
from access.views.base import ServiceView
from access.views.missing import SeeOther

SCRIPT = "application/json"


class _OfTheLock(ServiceView):
    """What the parts of the locked screen share."""

    abstract = True
    permission = Permission.SERVICE_OWN_ACCOUNT
    through_lock = "opens the screen again, or says what can't wait"
    template_name = "access/lock.html"

    def asked_by_script(self) -> bool:
        return self.request.headers.get("Accept") == SCRIPT

    def form(self, data: Any = None) -> StepUpCode | UnlockPassword:
        """The code once more; a session of daily work has the password alone."""
        daily = signin.for_the_shift(self.request)
        # ids of its own: the card may stand before a page that asks for a code or a password, too
        return (UnlockPassword if daily else StepUpCode)(data, user=self.request.user, auto_id="lock_%s")

    def shown(self, form: forms.Form, status: int = 200) -> HttpResponse:
        alarms, able = locking.alarms_of(self.request.user), passkeys.offered(self.request)
        return self.page(status=status, form=form, alarms=alarms, passkeys=able)

    def refused(self, form: forms.Form) -> HttpResponse:
        """What was given opens nothing; nothing typed on the page behind is lost."""
        if self.asked_by_script():
            said = [message for messages in form.errors.values() for message in messages]
            return JsonResponse({"said": " ".join(map(str, said))}, status=422)
        return self.shown(form, 422)

    def open_for(self, staff: Any, path: str) -> HttpResponse:
        """The screen is STAFF's, who goes on at PATH; "" where a page waits behind the lock."""
        if self.asked_by_script():
            return JsonResponse({"person": str(staff.pk), "next": path})
        return SeeOther(path or "/")


class Lock(_OfTheLock):
    """Where a locked session is led. `tutup=ya`, which the page's script sends, locks an open one."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(self.form()) if locking.is_locked(request) else SeeOther("/")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("tutup") == "ya":
            locking.lock(request)
        return SeeOther(reverse("access:lock"))


class Unlock(_OfTheLock):
    """By the authenticator's code; by the password where the session was opened without one."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return SeeOther(reverse("access:lock"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if locking.is_locked(request):
            form = self.form(request.POST)
            if not form.is_valid():
                return self.refused(form)
            form.prove()
            locking.unlock(request)
        return self.open_for(request.user, request.session.pop(signin.BACK, ""))


class UnlockWithPasskey(_OfTheLock):
    """One press, whoever's key it is: its person goes on; a colleague takes the desk.

    The one before is out then, on the server and in the log; what is half typed on this very screen, which sends its
    token (`draf`), goes over to the colleague.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.asked_by_script():
            return SeeOther(reverse("access:lock"))
        return JsonResponse({"request_options": auth.begin_authentication(user=None)})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SignInKey(data=request.POST)
        if not form.is_valid():
            events.sign_in_refused()
            return self.not_read()
        key: Authenticator = form.cleaned_data["credential"]
        if key.user_id == request.user.pk:
            flows.reauthenticate(request, key)
            locking.unlock(request)
            return self.open_for(key.user, request.session.pop(signin.BACK, ""))
        onward = locking.hand_over(request.user, key.user, request.POST.get("draf", ""))
        logout(request)
        flows.perform_passwordless_login(request, key, Login(user=key.user))
        if onward.said:
            messages.info(request, onward.said)
        answer = self.open_for(key.user, onward.path)
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
        return answer

    def not_read(self) -> HttpResponse:
        if self.asked_by_script():
            return JsonResponse({"said": str(passkeys.NOT_READ)}, status=422)
        return SeeOther(reverse("access:lock"))


class Alarms(_OfTheLock):
    """What can't wait, asked for again and again by the locked screen."""

    live = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.asked_by_script():
            return SeeOther(reverse("access:lock"))
        found = [{"text": str(alarm.text), "url": alarm.url} for alarm in locking.alarms_of(request.user)]
        return JsonResponse({"alarms": found})


class StillHere(ServiceView):
    """Somebody is typing, or reads a long page: the page's script says so at most once a minute."""

    permission = Permission.SERVICE_OWN_ACCOUNT

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(status=204)
