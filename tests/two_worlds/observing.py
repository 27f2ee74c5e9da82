"""What can be observed: of a request its answer and its statements' number and text, by whoever sent it; of all that
happens the statements with their parameters, by who reads a database's log; and what is logged or printed.
"""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

from django.conf import settings
from django.db import connections
from django.test import Client

from tests.two_worlds import exports, worlds
from tests.two_worlds.happening import happenings


class Seen(NamedTuple):
    """One observation: who saw it, where, and the bytes."""

    principal: str
    where: str
    data: bytes


READ_BY = {"default": "operator", "shelters": "administrator"}  # who reads a database's own log of statements


class Statements:
    """Every statement of both databases with its parameters, whoever causes it: requests, jobs, commands, readers."""

    def __init__(self) -> None:
        self.kept: dict[str, list[str]] = {alias: [] for alias in READ_BY}

    def listen(self) -> None:
        """Listens to all connections from now on, in forks too."""
        for connection in connections.all():
            connection.execute_wrappers.append(self)

    def __call__(self, execute, sql, params, many, context):
        happenings.stated(sql)
        self.kept[context["connection"].alias].append(f"{sql} {_plain(params)}")
        return execute(sql, params, many, context)

    def taken(self, where: str) -> Iterator[Seen]:
        """What was kept since the last time, as observations of what has happened at WHERE."""
        for alias, statements in self.kept.items():
            if statements:
                yield Seen(READ_BY[alias], f"statements: {alias}: {where}", "\n".join(statements).encode())
                statements.clear()


STATEMENTS = Statements()


def with_statements(seen: Seen) -> list[Seen]:
    """The observation, and what both databases were asked since the last one."""
    return [seen, *STATEMENTS.taken(seen.where)]


def _plain(value: object) -> str:
    """A parameter as it is sent; bytes by what they hold, not by where the machine put them."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).hex()
    if isinstance(value, dict):
        return str({key: _plain(each) for key, each in value.items()})
    if isinstance(value, (list, tuple)):
        return str([_plain(each) for each in value])
    return repr(value)


class Queries:
    """Keeps the text of a request's statements, without parameters."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        self.statements.append(sql)
        return execute(sql, params, many, context)


class Answer(NamedTuple):
    """An answer and all that can be observed of it."""

    status: int
    headers: dict[str, str]
    body: bytes
    data: bytes


def signed_in(username: str | None) -> Client:
    """That person's browser, at the network address where that person sits; anonymous for None."""
    at = worlds.network_address(username)
    headers = {"host": "localhost", "x-forwarded-for": at, "x-real-ip": at}  # as a proxy says it that keeps no word
    client = Client(headers=headers, raise_request_exception=False, REMOTE_ADDR=at)
    if username:
        client.post("/demo/masuk/", {"username": username})
        if settings.SESSION_COOKIE_NAME not in client.cookies:
            raise AssertionError(f"{username} was not let in: nothing would be asked in this name")
    return client


def ask(client: Client, method: str, path: str, data=None, content_type: str | None = None, headers=None) -> Answer:
    """Sends one request. DATA with a content type is sent as it is; without one, as a browser's form."""
    queries = Queries()
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(queries))
        if content_type is not None:
            answer = client.generic(method, path, data, content_type, headers=headers)
        elif method == "POST":
            answer = client.post(path, data or {}, headers=headers)
        else:
            answer = client.generic(method, path, headers=headers)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    headers = "\n".join(f"{k}: {v}" for k, v in answer.headers.items())
    statements = hashlib.sha256("\n".join(queries.statements).encode()).hexdigest()
    status = f"{answer.status_code} {answer.reason_phrase}"
    head = f"{status}\n{headers}\n{answer.cookies.output()}\n{len(queries.statements)} {statements}\n\n"
    exports.fetched.saw(answer)
    return Answer(answer.status_code, dict(answer.headers), body, head.encode() + body)


def written_to(stream: io.StringIO) -> None:
    """What the product's own handlers write goes to STREAM: lines as an operator reads them."""
    for logger in (logging.getLogger(), *map(logging.getLogger, sorted(logging.getLogger().manager.loggerDict))):
        for handler in logger.handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setStream(stream)


OF_ANY_RECORD = {*vars(logging.makeLogRecord({})), "message", "asctime"}


class Records(logging.Handler):
    """Every log record of every logger with what it carries: time, process and thread are the machine's."""

    def __init__(self) -> None:
        super().__init__(level=logging.DEBUG)
        self.lines: list[str] = []
        self.formatter = logging.Formatter("{levelname} {name} {message}", style="{")

    def emit(self, record: logging.LogRecord) -> None:
        record.exc_text = None
        beside = {name: value for name, value in vars(record).items() if name not in OF_ANY_RECORD}
        self.lines.append(f"{self.format(record)} {beside}".replace(str(settings.HOME), "HOME"))  # a world's own folder

    def listen(self) -> None:
        """Listens to the root and to every logger that does not pass its records on."""
        root = logging.getLogger()
        for logger in (root, *map(logging.getLogger, sorted(root.manager.loggerDict))):
            if logger is root or not logger.propagate:
                logger.addHandler(self)
                logger.setLevel(min(logger.level or logging.INFO, logging.INFO))
