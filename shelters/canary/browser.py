"""A robot's browser: the product's own handlers, entered from inside this process. No socket, no cookie, no session."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import RequestFactory

from access.models import Staff


class Answer(NamedTuple):
    """All that an answer shows: status, headers and body."""

    status: int
    head: bytes
    body: bytes

    @property
    def data(self) -> bytes:
        return self.head + self.body


class Browser:
    """Sends a robot's requests through all middleware and views, as whoever sits before a screen of that role."""

    def __init__(self) -> None:
        self._handler = BaseHandler()
        self._handler.load_middleware()
        host = next((host for host in settings.ALLOWED_HOSTS if host.strip("*.")), "localhost")
        self._requests = RequestFactory(headers={"host": host.lstrip(".")})

    def ask(self, robot: Staff, method: str, path: str, data: dict | None = None) -> Answer:
        """One request; DATA as a browser's form."""
        make = self._requests.post if method == "POST" else self._requests.get
        request: Any = make(path, data or {}, secure=True)
        request.robot = robot
        request._dont_enforce_csrf_checks = True  # no page was loaded before
        response: Any = self._handler.get_response(request)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        self._close(response)
        headers = (f"{name}: {value}" for name, value in sorted(response.headers.items()))
        head = "\n".join([response.reason_phrase, *headers])
        return Answer(response.status_code, f"{head}\n{response.cookies.output()}\n\n".encode(), body)

    @staticmethod
    def _close(response) -> None:
        """Ends the answer, but keeps this process's connections to the databases."""
        request_finished.disconnect(close_old_connections)
        try:
            response.close()
        finally:
            request_finished.connect(close_old_connections)
