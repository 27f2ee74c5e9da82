"""What a principal can observe of one request: status, headers, cookies, body, and how many queries of which text."""

from __future__ import annotations

import hashlib
import logging
from contextlib import ExitStack
from typing import NamedTuple

from django.db import connections
from django.test import Client

from tests.two_worlds import worlds


class Seen(NamedTuple):
    """One observation: who saw it, where, and the bytes."""

    principal: str
    where: str
    data: bytes


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
    client = Client(
        headers={"host": "localhost"}, raise_request_exception=False, REMOTE_ADDR=worlds.network_address(username)
    )
    if username:
        client.post("/demo/masuk/", {"username": username})
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
    headers = "\n".join(f"{k}: {v}" for k, v in sorted(answer.headers.items()))
    statements = hashlib.sha256("\n".join(queries.statements).encode()).hexdigest()
    head = f"{answer.status_code}\n{headers}\n{answer.cookies.output()}\n{len(queries.statements)} {statements}\n\n"
    return Answer(answer.status_code, dict(answer.headers), body, head.encode() + body)


class Records(logging.Handler):
    """Every log record of every logger, as it would be written: time, process and thread are the machine's."""

    def __init__(self) -> None:
        super().__init__(level=logging.DEBUG)
        self.lines: list[str] = []
        self.formatter = logging.Formatter("{levelname} {name} {message}", style="{")

    def emit(self, record: logging.LogRecord) -> None:
        record.exc_text = None
        self.lines.append(self.format(record))

    def listen(self) -> None:
        """Listens to the root and to every logger that does not pass its records on."""
        root = logging.getLogger()
        for logger in (root, *map(logging.getLogger, sorted(root.manager.loggerDict))):
            if logger is root or not logger.propagate:
                logger.addHandler(self)
                logger.setLevel(min(logger.level or logging.INFO, logging.INFO))
