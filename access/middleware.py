"""Nobody signed in sees only public pages; a session without the second factor can only set it up."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from access import signin

SET_UP = ("second_factor", "sign_out", "switch-language")


class SignInWall:
    """Anonymous: every path that is not public, existing or not, is a 302 to the sign-in page, without `next`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if signin.has_both_factors(request) or self._is(request, SET_UP):
                return self.get_response(request)
            return HttpResponseRedirect(reverse("access:second_factor"))
        if self._is_public(request):
            return self.get_response(request)
        return HttpResponseRedirect(reverse("access:sign_in"))

    @staticmethod
    def _is_public(request: HttpRequest) -> bool:
        try:
            return bool(getattr(resolve(request.path_info).func, "public", ""))
        except Resolver404:
            return False

    @staticmethod
    def _is(request: HttpRequest, names: tuple[str, ...]) -> bool:
        try:
            return resolve(request.path_info).url_name in names
        except Resolver404:
            return False
