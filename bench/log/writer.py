"""Eight clients of one kind in a process of their own: `python -m bench.log.writer KIND`.

A line of input says for how many seconds they write; the answer is a JSON list of what each write took.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

CLIENTS = 8
TEXT = "Klien dihubungi pagi ini; keadaannya tenang dan ia setuju bertemu besok."
NOTE = "INSERT INTO bench_log_note (id, case_id, by_id, at, text) VALUES (%s, %s, %s, %s, %s)"
LEAF = f"""WITH note AS ({NOTE})
    INSERT INTO audit_auditentry (id, time, actor, agency, role, action, purpose, object_kind, object_id, case_id,
        decision, digests, stamp) VALUES (%s, %s, %s, %s, %s, %s, '', %s, %s, %s, %s, %s, %s)"""
Write = Callable[[], object]


def plain() -> Write:
    """The row alone, in SQL."""
    import psycopg

    connection, by = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True), uuid.uuid4()

    def write() -> None:
        now = datetime.now(UTC)
        connection.execute(NOTE, [uuid.uuid4(), uuid.uuid4(), by, now, TEXT], prepare=True)

    return write


def leaf() -> Write:
    """The row and its entry, canonical and stamped, in one statement and one commit."""
    import psycopg

    from audit import canonical
    from audit.stamp import stamp

    connection, by = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True), uuid.uuid4()

    def write() -> None:
        now, note, case, entry = datetime.now(UTC), uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
        digests = {f"bench_log.note:{note}": hashlib.sha256(TEXT.encode()).hexdigest()}
        content = {
            "id": str(entry),
            "time": canonical.moment(now),
            "actor": {"agency": "PPAPP", "id": str(by)},
            "role": "case_manager",
            "action": "message.write",
            "purpose": "",
            "object": {"kind": "message", "id": str(note), "case": str(case)},
            "decision": "allowed",
            "digests": digests,
        }
        mark = stamp(canonical.encode(content))
        told = [str(by), "PPAPP", "case_manager", "message.write", "message", str(note), case, "allowed"]
        row = [entry, now, *told, json.dumps(digests), mark]
        connection.execute(LEAF, [note, case, by, now, TEXT, *row], prepare=True)

    return write


def action() -> Write:
    """The product's way: a verb of the ORM that writes the row, and @action, which writes its entry."""
    from access.models import Staff
    from audit.action import action
    from bench.log.models import Note

    person = Staff.objects.select_related("agency").get(username="manajer")

    @action("message.write")
    def write_note(case: uuid.UUID, *, text: str, by: Staff) -> Note:
        return Note.objects.create(case_id=case, by_id=by.pk, text=text)

    return lambda: write_note(uuid.uuid4(), text=TEXT, by=person)


def auditlog() -> Write:
    """The same row by the ORM under django-auditlog, whose middleware says who acts."""
    from auditlog.context import set_actor
    from django.contrib.auth import get_user_model

    from bench.log.models import Note

    person, by = get_user_model().objects.get(username="manajer"), uuid.uuid4()

    def write() -> None:
        with set_actor(person):
            Note.objects.create(case_id=uuid.uuid4(), by_id=by, text=TEXT)

    return write


KINDS: dict[str, Callable[[], Write]] = {"plain": plain, "leaf": leaf, "action": action, "auditlog": auditlog}
_own = threading.local()


def times(kind: str, seconds: float, ready: threading.Barrier) -> list[float]:
    """What each write of one client took; a client has one thread and one connection as long as the process lives."""
    try:
        if not hasattr(_own, "write"):
            _own.write = KINDS[kind]()
            _own.write()
        ready.wait()
    except BaseException:
        ready.abort()  # or the others would wait for ever
        raise
    taken, now = [], time.perf_counter()
    until = now + seconds
    while now < until:
        _own.write()
        before, now = now, time.perf_counter()
        taken.append(now - before)
    return taken


def main(kind: str) -> None:
    import django

    django.setup()
    answers, sys.stdout = sys.stdout, sys.stderr
    with ThreadPoolExecutor(CLIENTS) as clients:
        for line in sys.stdin:
            ready = threading.Barrier(CLIENTS)
            running = [clients.submit(times, kind, float(line), ready) for _ in range(CLIENTS)]
            print(json.dumps([round(t, 6) for one in running for t in one.result()]), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
