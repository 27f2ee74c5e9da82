"""One question to a witness over HTTP, and its answer: bounded in bytes and in time, whoever is at the other end."""

from __future__ import annotations

import http.client
import signal
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

LONGEST_ANSWER = 65_536
LONGEST = 10.0  # seconds for all of it
SILENCE = 5.0  # seconds without a byte
HEADERS = {"Content-Type": "text/plain", "Connection": "close"}


class Said(NamedTuple):
    """What a witness answered."""

    status: int
    kind: str
    body: str


class OverSocket(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, socket_path: str) -> None:
        super().__init__("localhost", timeout=SILENCE)
        self.socket_path = socket_path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(SILENCE)
        self.sock.connect(self.socket_path)


def post(url: str, body: bytes) -> Said | None:
    """POST BODY to URL (`https://…`, `http://…`, `unix:/path`); None if it is away, or answers what is no answer.

    Nothing is followed and nothing is said of this server but BODY. For a process's main thread alone.
    """
    try:
        with _at_most(LONGEST), closing(_connection(url)) as connection:
            connection.request("POST", f"{_prefix(url)}/add-checkpoint", body, HEADERS)
            answer = connection.getresponse()
            content = answer.read(LONGEST_ANSWER + 1)
            kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return None if len(content) > LONGEST_ANSWER else Said(answer.status, kind, content.decode("utf-8"))
    except (OSError, http.client.HTTPException, ValueError):
        return None


def _prefix(url: str) -> str:
    """What stands before the call in the request's path; of `unix:/path` the path is the socket's."""
    parts = urlsplit(url)
    return "" if parts.scheme == "unix" else parts.path.rstrip("/")


def _connection(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return OverSocket(parts.path)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=SILENCE)


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raises TimeoutError in here after so long: a timeout of the socket begins anew with every byte that drips in."""

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
