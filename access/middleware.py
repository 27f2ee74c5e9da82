"""Nobody signed in sees only public pages; a session without the second factor can only set it up; who sleeps starts at
their own account."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from access import signin

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
            if request.path_info == "/" and not request.user.approved:
                return HttpResponseRedirect(reverse("access:account"))
            return self.get_response(request)
        match = self._match(request)
        if match is not None and (getattr(match.func, "public", "") or (person and match.view_name in UNFINISHED)):
            return self.get_response(request)
        return HttpResponseRedirect(reverse("access:second_factor" if person else "access:sign_in"))

    @staticmethod
    def _match(request: HttpRequest) -> ResolverMatch | None:
        try:
            return resolve(request.path_info)
        except Resolver404:
            return None
