"""Nobody signed in sees only public pages; a session without the second factor can only set it up, a locked one only
be opened again; who sleeps starts at their own account."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from access import events, locking, signin

UNFINISHED = ("access:second_factor", "access:sign_out")


class SignInWall:
    """Anonymous: every path that is not public, existing or not, is a 302 to the sign-in page, without `next`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        robot = getattr(request, "robot", None)  # set inside this process; nothing that is sent can set it
        if robot is not None:
            return self.get_response(signin.let_in(request, robot))
        if request.user.is_authenticated and signin.is_over(request):
            logout(request)
        person = request.user.is_authenticated
        if person and signin.has_both_factors(request):
            return self._inside(request)
        match = self._match(request)
        if match is not None and (getattr(match.func, "public", "") or (person and match.view_name in UNFINISHED)):
            return self.get_response(request)
        if not person and match is not None and match.kwargs:
            events.asked_by_a_stranger()
        return HttpResponseRedirect(reverse("access:second_factor" if person else "access:sign_in"))

    def _inside(self, request: HttpRequest) -> HttpResponse:
        """Every path that doesn't pass the lock, existing or not, is a 303 to it while it is shut."""
        locked = locking.is_locked(request)
        if locked or locking.is_to_note(request):
            match = self._match(request)
            view = match.func if match is not None else None
            if locked and not (getattr(view, "public", "") or getattr(view, "through_lock", "")):
                return HttpResponseRedirect(reverse("access:lock"), status=303)
            if not locked and not getattr(view, "live", False):
                locking.note_act(request)
        if request.path_info == "/" and not request.user.approved:
            return HttpResponseRedirect(reverse("access:account"))
        return self.get_response(request)

    @staticmethod
    def _match(request: HttpRequest) -> ResolverMatch | None:
        try:
            return resolve(request.path_info)
        except Resolver404:
            return None
