"""A sealed log of any length, made by bulk: stamped, numbered and signed as the application would have done it."""

from __future__ import annotations

import hashlib
import json
import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
ENTRY = (
    "id, time, actor, agency, role, action, purpose, object_kind, object_id, case_id, decision, digests, stamp, number"
)
CHECKPOINT = "size, root, frontier, leaves, note, at"
ACTIONS = ("case.read", "message.write", "search", "case.read", "document.download", "task.add")
TOGETHER = 2560


def rows(count: int) -> Iterator[tuple[tuple, bytes]]:
    """(row, leaf) of each entry; ids are hexadecimal, moments are spelled as SQLite keeps them."""
    from audit import canonical
    from audit.stamp import stamp

    draw = random.Random(20261128)
    actors = [str(uuid.UUID(int=draw.getrandbits(128))) for _ in range(200)]
    cases = [uuid.UUID(int=draw.getrandbits(128)) for _ in range(count // 50 + 1)]
    for number in range(count):
        pk, case, actor = uuid.UUID(int=draw.getrandbits(128)), draw.choice(cases), draw.choice(actors)
        time, action = FIRST + timedelta(seconds=number), ACTIONS[number % len(ACTIONS)]
        digests = {f"casework.case:{case}#chronology": hashlib.sha256(pk.bytes).hexdigest()}
        content = {
            "id": str(pk), "time": canonical.moment(time), "actor": {"agency": "PPAPP", "id": actor},
            "role": "case_manager", "action": action, "purpose": "case.summary",
            "object": {"kind": "case", "id": str(case), "case": str(case)}, "decision": "allowed", "digests": digests,
        }  # fmt: skip
        leaf = canonical.encode(content)
        told = (actor, "PPAPP", "case_manager", action, "case.summary", "case", str(case), case.hex, "allowed")
        yield (pk.hex, str(time)[:19], *told, json.dumps(digests), stamp(leaf), number), leaf


def fill(count: int) -> list[bytes]:
    """COUNT entries and their checkpoints in this process's SQLite; gives the leaves. Triggers come back afterwards."""
    from django.db import connection

    from audit import append_only, merkle, notes, sealer
    from vault import keyring

    append_only.remove(connection)
    frontier, leaves, waiting, added = merkle.Frontier(), [], [], []
    key = keyring.signing_key()
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        for row, leaf in rows(count):
            leaves.append(leaf)
            waiting.append(row)
            added.append(merkle.leaf_hash(leaf))
            if len(added) == sealer.BATCH or len(leaves) == count:
                frontier.extend(added)
                note = notes.checkpoint(sealer.origin(), frontier.size, frontier.root(), key)
                told = [frontier.size, frontier.root(), frontier.to_bytes(), b"".join(added), note, row[1]]
                cursor.execute(f"INSERT INTO audit_checkpoint ({CHECKPOINT}) VALUES (%s, %s, %s, %s, %s, %s)", told)
                added = []
            if len(waiting) == TOGETHER or len(leaves) == count:
                marks = ", ".join(["%s"] * 14)
                cursor.executemany(f"INSERT INTO audit_auditentry ({ENTRY}) VALUES ({marks})", waiting)
                waiting = []
        cursor.execute("COMMIT")
    append_only.install(connection)
    return leaves
