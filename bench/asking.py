"""Asking one peer for a page, as a web server would: through its WSGI application, timed from call to closed answer."""

from __future__ import annotations

import io
import time
import uuid
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

CSRF = "b" * 32
PAGES = ("empty", "list", "middle", "detail", "search", "note")
OF_TRANSACTIONS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@dataclass
class World:
    """What a seeded peer tells of itself: the session that is signed in, and what there is to ask for."""

    person: object
    session: str
    handled: list[str]  # ids of cases the signed-in person handles, still open
    phones: list[str]  # a telephone number in each of these
    middle: str  # query string of the page in the middle of the list
    empty: str = "/bench/kosong/"
    turns: dict[str, int] = field(default_factory=dict)

    def turn(self, page: str, things: list[str]) -> str:
        """The next one in order, page by page."""
        self.turns[page] = self.turns.get(page, -1) + 1
        return things[self.turns[page] % len(things)]


class Wrong(Exception):
    """A peer did not answer as it must; what it took is worth nothing."""


class Asker:
    """Makes and times a peer's requests."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.application = WSGIHandler()

    def request(self, page: str) -> dict:
        """The WSGI environment of the next request for PAGE."""
        world = self.world
        if page == "empty":
            return self.environ(world.empty)
        if page == "list":
            return self.environ("/kasus/")
        if page == "middle":
            return self.environ("/kasus/", query=world.middle)
        if page == "detail":
            return self.environ(f"/kasus/{world.turn(page, world.handled)}/")
        if page == "search":
            return self.environ("/cari/", form={"q": world.turn(page, world.phones)})
        form = {
            "text": "Klien dihubungi pagi ini; keadaannya tenang dan ia setuju bertemu besok.",
            "kirim": uuid.uuid4(),
        }
        return self.environ(f"/kasus/{world.turn(page, world.handled)}/percakapan/tulis/", form=form)

    def environ(self, path: str, query: str = "", form: dict | None = None) -> dict:
        """The WSGI environment of a request for PATH by whoever is signed in."""
        body = b"" if form is None else urlencode({"csrfmiddlewaretoken": CSRF, **form}).encode()
        return {
            "REQUEST_METHOD": "GET" if form is None else "POST",
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": f"sessionid={self.world.session}; csrftoken={CSRF}",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }

    def answer(self, environ: dict) -> tuple[int, bytes]:
        """Status and body."""
        said = []
        response = self.application(environ, lambda status, headers, *_: said.append(int(status.split()[0])))
        body = b"".join(response)
        response.close()
        return said[0], body

    def check(self, page: str) -> int:
        """Asks once and looks at the answer; returns its length in bytes. Raises Wrong where it isn't the page."""
        status, body = self.answer(self.request(page))
        found = body.count(b"list-link")
        fine = {
            "empty": status == 200,
            "list": status == 200 and found == 25,
            "middle": status == 200 and found == 25,
            "detail": status == 200 and b"Kekerasan berulang" in body and b"person-name" in body,
            "search": status == 200 and found == 1,
            "note": status in (302, 303),
        }[page]
        if not fine:
            raise Wrong(f"{page}: status {status}, {found} lines, {len(body)} bytes")
        return len(body)

    def times(self, page: str, budget: float, most: int) -> list[float]:
        """Seconds of up to MOST requests, at least one, in about BUDGET seconds."""
        taken: list[float] = []
        until = time.perf_counter() + budget
        while len(taken) < most and (not taken or time.perf_counter() < until):
            environ = self.request(page)
            before = time.perf_counter()
            status, _body = self.answer(environ)
            taken.append(time.perf_counter() - before)
            if status >= 400:
                raise Wrong(f"{page}: status {status}")
        return taken

    def queries(self, page: str) -> list[str]:
        """The statements of one request, on every database, without those that only open or close a transaction."""
        with counting() as seen:
            self.answer(self.request(page))
        return seen


class counting:
    """`with counting() as statements:` collects the SQL that is sent."""

    def __enter__(self) -> list[str]:
        self.seen: list[str] = []
        self.stack = ExitStack()
        for connection in connections.all():
            self.stack.enter_context(connection.execute_wrapper(self._note))
        return self.seen

    def __exit__(self, *exc: object) -> None:
        self.stack.close()

    def _note(self, execute, sql, params, many, context):
        if not sql.lstrip().upper().startswith(OF_TRANSACTIONS):
            self.seen.append(sql)
        return execute(sql, params, many, context)
