"""Everything a principal can observe: each answer with its headers, cookies and queries; then what lies at rest."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import random
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connections
from django.test import Client

ABSENT = uuid.UUID("00000000-0000-4000-8000-00000000dead")
METHODS = ("GET", "HEAD", "OPTIONS", "POST")
HOSTILE = {"q": "Jl. Kembang Setaman Dalam", "alasan": "pemeriksaan rutin", "purpose": "pemeriksaan rutin", "x": "\0"}


class Seen(NamedTuple):
    """One observation: who saw it, where, and the bytes."""

    principal: str
    where: str
    data: bytes


class Queries:
    """Counts the statements of a request and keeps their text, without parameters."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        self.statements.append(sql)
        return execute(sql, params, many, context)


def routes() -> list[dict]:
    out = io.StringIO()
    call_command("routes", "--json", stdout=out)
    return json.loads(out.getvalue())


def paths() -> list[str]:
    """Every route: its examples (own and foreign), and the same route with an id that never existed."""
    found = []
    for route in routes():
        examples = [e["path"] for e in route["examples"]]
        found += examples
        for path in examples[:1]:
            parts = path.split("/")
            swapped = [str(ABSENT) if _is_uuid(p) else p for p in parts]
            if swapped != parts:
                found.append("/".join(swapped))
    return sorted(set(found))


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def signed_in(username: str | None) -> Client:
    client = Client(headers={"host": "localhost"})
    if username:
        client.post("/demo/masuk/", {"username": username})
    return client


def requests(
    principals: list[str | None], sample: int | None = None, seed: int = 1, every_path: bool = True
) -> Iterator[Seen]:
    """Every path × method × principal, or a sample, drawn by seed, that still holds one of each path if EVERY_PATH."""
    plan = [(path, method, who) for path in paths() for who in principals for method in METHODS]
    if sample is not None and sample < len(plan):
        draw = random.Random(seed)
        one_each = {path: (path, method, who) for path, method, who in draw.sample(plan, len(plan))}
        rest = draw.sample(plan, sample)
        wanted = set(rest) | (set(one_each.values()) if every_path else set())
        plan = [step for step in plan if step in wanted]
    clients: dict[str | None, Client] = {}
    for path, method, who in plan:
        if path in ("/keluar/", "/demo/masuk/"):
            continue
        if who not in clients:
            clients[who] = signed_in(who)
        client = clients[who]
        body = HOSTILE if method == "POST" else None
        queries = Queries()
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(queries))
            answer = client.generic(method, path) if body is None else client.post(path, body)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield Seen(who or "nobody", f"{method} {path}", _bytes(answer, content, queries))


def _bytes(answer, content: bytes, queries: Queries) -> bytes:
    headers = "\n".join(f"{k}: {v}" for k, v in sorted(answer.headers.items()))
    cookies = answer.cookies.output()
    statements = hashlib.sha256("\n".join(queries.statements).encode()).hexdigest()
    head = f"{answer.status_code}\n{headers}\n{cookies}\n{len(queries.statements)} {statements}\n\n"
    return head.encode() + content


def at_rest() -> Iterator[Seen]:
    """What a thief or an operator sees: the main database whole, sent mail, log records, exported log, documents."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    dump = io.StringIO()
    try:
        call_command("verify_audit_log", stdout=dump, stderr=dump)
    except SystemExit as found:
        raise AssertionError(dump.getvalue()[:2000]) from found
    yield Seen("operator", "verify_audit_log", dump.getvalue().encode())
    export = settings.HOME / "export.zip"
    call_command("export_audit_log", str(export), stdout=io.StringIO())
    yield Seen("auditor", "export_audit_log", export.read_bytes())
    for number, message in enumerate(mail.outbox):
        yield Seen("mailbox", f"mail {number}", message.message().as_bytes())
    connection.close()
    yield Seen("thief", "default database", (settings.HOME / "default.test.sqlite3").read_bytes())
    for path in sorted(settings.HOME.glob("documents/**/*")):
        if path.is_file():
            yield Seen("thief", f"document {path.name}", path.read_bytes())


class Records(logging.Handler):
    """Every log record of every logger, as it would be written."""

    def __init__(self) -> None:
        super().__init__(level=logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # time, process and thread are the machine's, not the world's
        self.lines.append(f"{record.levelname} {record.name} {record.getMessage()}")
