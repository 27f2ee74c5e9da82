"""A log of many entries to read in: the newest ones of an office at work, the older ones the same work over and over.

Made by bulk, with the triggers away: stamps and digests are of the right length and no more, for pages that only read
look at neither. Cases, people and grants are the product's own.
"""

from __future__ import annotations

import json
import os
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

BLOCK = 20_000  # entries of a week; as many as the auditor's first page looks through
WEEK = timedelta(days=7)
CASES, OF_EACH = 600, 10  # files, one for a hundred entries of a shorter log; how many a manager has
COLUMNS = (
    "number, id, time, actor, agency, role, action, purpose, object_kind, object_id, case_id, decision, digests, stamp"
)
WORK = (  # of a hundred entries; the rest is by nobody: house events
    ("case.read", "case.summary", 52), ("message.write", "", 14), ("search", "search", 8), ("task.add", "", 6),
    ("document.download", "", 4), ("consent.record", "", 3), ("access.grant", "", 3), ("signin.password", "", 4),
)  # fmt: skip
LOG = (
    "CREATE TABLE bench_log (id varchar(32) PRIMARY KEY, at bigint, actor varchar(64), action varchar(64), about text)"
)
RARE = ("break_glass.open", "log.export", "account.shift_code")


@dataclass
class Made:
    """What pages may be asked for, and the session that is signed in."""

    files: list[str]
    session: str


def week(people: list, files: list[tuple[uuid.UUID, object]], ends: datetime, count: int) -> Iterator[tuple]:
    """The newest COUNT entries, oldest first: each file is worked in by whoever handles it, and now and then looked at
    by a colleague."""
    draw = random.Random(20261128)
    moments = sorted(_moment(draw, ends) for _ in range(count))
    verbs = [(action, purpose) for action, purpose, share in WORK for _ in range(share)]
    begun = ""  # the house event that is still to be done
    for moment in moments:
        number = draw.randrange(100)
        file, handler = files[int(len(files) * draw.random() ** 2)]
        person = handler if draw.random() < 0.995 else draw.choice(people)
        if number >= len(verbs):
            about = ("reference", begun or str(_id(draw)))
            yield _row(draw, moment, None, "house.event", "", about, None, "done" if begun else "intended")
            begun = "" if begun else about[1]
        elif draw.random() < 0.01:
            asked = ("case", f"{draw.getrandbits(256):064x}")
            yield _row(draw, moment, person, "case.read", "", asked, None, "denied")
        elif draw.random() < 0.002:
            about = ("case", str(file))
            yield _row(draw, moment, person, draw.choice(RARE), "", about, file, "done")
        else:
            action, purpose = verbs[number]
            decision = "allowed" if purpose else "done"
            about = ("staff", str(handler.pk)) if action == "access.grant" else ("case", str(file))
            yield _row(draw, moment, person, action, purpose, about, file, decision)


def _moment(draw: random.Random, ends: datetime) -> datetime:
    """Within the week, in the hours of the office."""
    day = ends - timedelta(days=draw.randrange(1, 8))
    return day.replace(hour=1, minute=0, second=0, microsecond=0) + timedelta(seconds=draw.random() * 9 * 3600)


def _row(draw, moment, person, action, purpose, about, file, decision) -> tuple:
    digest = f"{draw.getrandbits(256):064x}"
    named = f"casework.case:{file}#chronology"
    if action == "access.grant":
        named = f"grant:handle_case:{file}:{about[1]}"
    who = (str(person.pk), person.agency.code, str(person.role)) if person is not None else ("", "", "")
    return (_id(draw), moment, *who, action, purpose, *about, file, decision, json.dumps({named: digest}), b"s" * 16)


def _id(draw: random.Random) -> uuid.UUID:
    return uuid.UUID(int=draw.getrandbits(128), version=4)


def fill(count: int, ends: datetime) -> Made:
    """COUNT entries up to the moment ENDS, and an auditor who is signed in."""
    from access.models import Staff
    from bench import cases
    from bench.ours import seeding
    from casework.actions.imports import import_cases
    from casework.models import Case, CaseGroupGrant, CaseUserGrant

    seeding.found()
    people = {staff.username: staff for staff in Staff.objects.select_related("agency", "unit")}
    wanted = min(CASES, count // 100)
    managers = _managers(people["manajer"], max(1, wanted // OF_EACH))
    rows = [{**row, "closed": None, "manager": managers[n % len(managers)]} for n, row in enumerate(cases.rows(wanted))]
    import_cases(rows, by=people["supervisor"])
    for given in (CaseUserGrant, CaseGroupGrant):
        given._base_manager.update(granted_at=cases.FIRST)  # long before the log's newest week
    files = [(case.pk, case.manager) for case in Case.every.select_related("manager__agency").order_by("pk")]
    with owner() as cursor:
        newest = list(week([*managers, people["supervisor"]], files, ends, min(count, BLOCK)))
        _write(cursor, newest, count)
        _repeat(cursor, len(newest), count)
        _finish(cursor, count, ends)
    return Made([str(pk) for pk, _manager in files[: len(files) // 4]], seeding.signed_in(people["auditor"]))


def _managers(like, count: int) -> list:
    """COUNT more accounts like this one."""
    from access.models import Staff
    from audit.register import unwatched

    made = [
        Staff(username=f"manajer{n}", name=f"Manajer {n}", role=like.role, agency=like.agency, unit=like.unit)
        for n in range(100, 100 + count)
    ]
    for person in made:
        person.set_unusable_password()
        person.approve()
    with unwatched():
        Staff.objects.bulk_create(made)
    return made


@contextmanager
def owner() -> Iterator:
    """A cursor of the tables' owner, the triggers and indexes of the log away until it has been used."""
    from django.db import connection, connections

    from audit import append_only
    from audit.models import AuditEntry

    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-1000000")
        used = connection
    else:
        used = connections["owner"] = connection.copy("owner")
        used.settings_dict = {**connection.settings_dict, **_named(os.environ["DATABASE_OWNER_URL"])}
    append_only.remove(used)
    with used.schema_editor() as editor:
        for index in AuditEntry._meta.indexes:
            editor.remove_index(AuditEntry, index)
    try:
        with used.cursor() as cursor:
            yield cursor
        with used.schema_editor() as editor:
            for index in AuditEntry._meta.indexes:
                editor.add_index(AuditEntry, index)
        append_only.install(used)
    finally:
        used.close()


def _named(url: str) -> dict:
    import environ

    given = environ.Env.db_url_config(url)
    return {key: given[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}


def _write(cursor, rows: list[tuple], count: int) -> None:
    """The newest entries, numbered up to COUNT."""
    sqlite = cursor.db.vendor == "sqlite"
    first = count - len(rows)
    told = [(first + n, *(_as_sqlite_keeps(row) if sqlite else row)) for n, row in enumerate(rows)]
    marks = ", ".join(["%s"] * 14)
    cursor.execute("CREATE TEMPORARY TABLE block AS SELECT * FROM audit_auditentry WHERE 1 = 0")
    cursor.executemany(f"INSERT INTO block ({COLUMNS}) VALUES ({marks})", told)
    cursor.execute(f"INSERT INTO audit_auditentry ({COLUMNS}) SELECT {COLUMNS} FROM block ORDER BY number")


def _as_sqlite_keeps(row: tuple) -> tuple:
    kept = {0: row[0].hex, 1: _kept(row[1]), 9: row[9] and row[9].hex}
    return tuple(kept.get(n, value) for n, value in enumerate(row))


def _kept(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"


def _repeat(cursor, size: int, count: int) -> None:
    """The block again and again, week by week back. A file is worked in for ten weeks, then another one is."""
    for turn in range((count - 1) // size, 0, -1):
        tail = f"{turn // 10:08x}"
        if cursor.db.vendor == "sqlite":
            file = f"substr(case_id, 1, 24) || '{tail}'"
            fresh, moment = "lower(hex(randomblob(16)))", f"datetime(time, '-{7 * turn} days') || substr(time, 20)"
        else:
            file = f"(left(replace(case_id::text, '-', ''), 24) || '{tail}')::uuid"
            fresh, moment = "gen_random_uuid()", f"time - interval '{7 * turn} days'"
        if turn < 10:
            file = "case_id"
        columns = COLUMNS.replace("number, id, time,", f"number - {turn * size}, {fresh}, {moment},").replace(
            "case_id", file
        )
        cursor.execute(
            f"INSERT INTO audit_auditentry ({COLUMNS}) SELECT {columns} FROM block "
            f"WHERE number >= {turn * size} ORDER BY number"
        )


def _finish(cursor, count: int, ends: datetime) -> None:
    """A checkpoint over all of it, and what the databases know of their tables."""
    from audit.models import Checkpoint

    columns = "size, root, frontier, leaves, note, at"
    told = [count, b"r" * 32, b"f" * 32, b"l" * 32, "bench", _kept(ends) if cursor.db.vendor == "sqlite" else ends]
    cursor.execute(f"INSERT INTO {Checkpoint._meta.db_table} ({columns}) VALUES (%s, %s, %s, %s, %s, %s)", told)
    if cursor.db.vendor == "postgresql":
        cursor.execute("ANALYZE")  # what autovacuum does by and by
