"""Each request holds the data keys it needs, once, and drops them at its end."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from vault import keyring
from vault.objects import fitness


class HoldKeys:
    """Wraps each request in `keyring.held()`. A server whose root keys or place for files is refused doesn't start."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        keyring.start()
        fitness.start()
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with keyring.held():
            return self.get_response(request)
