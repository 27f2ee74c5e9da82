"""The 112 desk goes on: what breaks below while a call is being saved becomes a call that is kept."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

BROKEN = 500


class DeskGoesOn:
    """Stands before whatever asks the database, sessions included, and answers for one form: a call at the desk.

    It does nothing while all is well. Whatever broke, a database, a disk, the key provider or a line of ours, the call
    is kept if the form holds the slip of an open desk; for anybody else the error stays the error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < BROKEN or request.method != "POST":
            return response
        if request.path_info not in (reverse("casework:desk"), reverse("casework:blank_desk")):
            return response
        from casework.views import goes_on  # when it is needed: it brings the desk's whole page

        return goes_on.answer(request) or response
