"""The auditor's two pages by hand: the fewest statements that read what such a page must look at, each by its index,
one durable log row, and the product's own templates. It looks for nothing in what it reads, and knows no rule.

The first page reads what the product's rules look through: the newest entries by number, what came to no good and what
is to be reviewed, and who stood in which relation to the files among them. "Who opened this file" reads its newest 26
entries with the names, agencies, references and relations that stand beside them.
"""

from __future__ import annotations

import time
import uuid
from datetime import UTC, datetime, timedelta

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from audit.forms import ChosenForm, DayForm, SearchForm
from audit.models.entries import SOUGHT_ACTS, TO_LOOK_AT

PAGE, SHOWN, LOOKED_THROUGH, FILES = 25, 25, 20_000, 1000
MONTH = timedelta(days=30)
LOG = "INSERT INTO bench_log_looked (id, at, actor, action, about) VALUES (%s, %s, %s, %s, %s)"
WHOLE = "id, time, actor, role, action, purpose, object_kind, object_id, case_id, decision, number"
NEWEST = f"SELECT {WHOLE} FROM audit_auditentry WHERE number > %s ORDER BY number"
CHECKPOINT = "SELECT size, at FROM audit_checkpoint ORDER BY size DESC LIMIT 1"
WAITING = "SELECT count(*) FROM audit_auditentry WHERE number IS NULL"
KEPT = "SELECT case_id FROM access_conflictofinterest WHERE lifted_at IS NULL AND staff_id = %s"
REVIEWED = "SELECT key FROM audit_review WHERE key IN ({marks})"
PERSONS = """SELECT content_object_id, permission_id, user_id, granted_at, expires FROM casework_caseusergrant
    WHERE content_object_id IN ({marks})"""
UNITS = """SELECT g.content_object_id, g.permission_id, u.id, g.granted_at, g.expires FROM casework_casegroupgrant g
    JOIN access_unit u ON u.group_id = g.group_id WHERE g.content_object_id IN ({marks})"""
GIVEN = """SELECT case_id, time, action, object_kind, object_id, digests FROM audit_auditentry
    WHERE case_id IN ({marks}) AND action IN ('access.grant', 'access.revoke') ORDER BY time, id"""
PEOPLE = """SELECT s.id, s.username, s.name, s.role, s.unit_id, a.name FROM access_staff s
    JOIN access_agency a ON a.id = s.agency_id"""
OF_FILE = """SELECT * FROM (SELECT id, time, actor, role, action, purpose, object_kind, decision, number
        FROM audit_auditentry WHERE case_id = %s ORDER BY time DESC, id DESC LIMIT 26) AS own
    UNION SELECT * FROM (SELECT e.id, e.time, e.actor, e.role, e.action, e.purpose, e.object_kind, e.decision, e.number
        FROM audit_touched t JOIN audit_auditentry e ON e.id = t.entry_id WHERE t.case_id = %s
        ORDER BY t.time DESC LIMIT 26) AS touched
    ORDER BY 2 DESC, 1 DESC LIMIT 26"""
REASONS = "SELECT entry FROM audit_reason WHERE entry IN ({marks})"
REFERENCE = "SELECT reference FROM casework_case WHERE id = %s"


def _listed(column: str, values) -> str:
    found = ", ".join(f"'{value}'" for value in map(str, values))
    return f"SELECT {WHOLE} FROM audit_auditentry WHERE {column} IN ({found}) AND {column} = %s"


LOOKED_AT = [(_listed("decision", TO_LOOK_AT), str(decision)) for decision in TO_LOOK_AT]
REVIEWABLE = _listed("action", SOUGHT_ACTS)[: -len(" AND action = %s")]
TAIL = " AND time >= %s ORDER BY time DESC, id DESC LIMIT 200"


def _ask(cursor, statement: str, *values) -> list[tuple]:
    cursor.execute(statement, values)
    return cursor.fetchall()


def _among(cursor, statement: str, keys: list) -> list[tuple]:
    """Rows of these keys, five hundred at once."""
    found = []
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        found += _ask(cursor, statement.format(marks=", ".join(["%s"] * len(some))), *some)
    return found


def _log(cursor, user, action: str, about: str) -> None:
    cursor.execute(LOG, [_key(uuid.uuid4()), time.time_ns() // 1000, str(user.pk), action, about])


def _moment(value) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value).replace(tzinfo=UTC)


def moment(at: datetime):
    """As this database keeps it."""
    return f"{at:%Y-%m-%d %H:%M:%S.%f}" if connection.vendor == "sqlite" else at


def _key(value: uuid.UUID):
    return value.hex if connection.vendor == "sqlite" else value


def _entry(pk) -> str:
    return reverse("audit:entry", args=[uuid.UUID(str(pk))])


@login_required
def first(request):
    with connection.cursor() as cursor:
        _log(cursor, request.user, "log.findings", "")
        kept = _ask(cursor, KEPT, _key(request.user.pk))
        size, at = _ask(cursor, CHECKPOINT)[0]
        entries = _ask(cursor, NEWEST, size - LOOKED_THROUGH)
        since = moment(datetime.now(UTC) - MONTH)
        odd = [row for statement, value in LOOKED_AT for row in _ask(cursor, statement + TAIL, value, since)]
        odd += _ask(cursor, REVIEWABLE + TAIL, since)
        files = list(dict.fromkeys(row[8] for row in reversed(entries) if row[8]))[:FILES]
        relations = [row for each in (PERSONS, UNITS, GIVEN) for row in _among(cursor, each, files)]
        people = _ask(cursor, PEOPLE)
        _among(cursor, REVIEWED, [f"{row[4]}:{row[0]}" for row in odd])
        waiting = _ask(cursor, WAITING)[0][0]
    assert len(entries) and len(relations) and len(people) and not kept
    found = [
        {"key": f"x:{row[0]}", "sentence": f"{row[4]}: {row[6]} {str(row[8])[:8]}", "at": _moment(row[1]), "weight": 50,
         "url": _entry(row[0])} for row in odd[:SHOWN]
    ]  # fmt: skip
    context = {
        "findings": found, "more": max(0, len(odd) - SHOWN), "newest": {"size": size, "at": _moment(at)},
        "waiting": waiting, "search": SearchForm(auto_id="cari_%s"), "day": DayForm(auto_id="hari_%s"),
    }  # fmt: skip
    return render(request, "audit/log.html", context)


@login_required
def of_file(request, case_id):
    key = _key(case_id)
    with connection.cursor() as cursor:
        _log(cursor, request.user, "log.file", case_id.hex)
        kept = _ask(cursor, KEPT, _key(request.user.pk))
        entries = _ask(cursor, OF_FILE, key, key)
        if not entries or (key,) in kept:
            raise Http404
        reference = _ask(cursor, REFERENCE, key)
        reasons = {pk for (pk,) in _among(cursor, REASONS, [row[0] for row in entries])}
        held = {str(row[2]) for each in (PERSONS, UNITS) for row in _among(cursor, each, [key])}
        _among(cursor, GIVEN, [key])
        people = {str(uuid.UUID(str(row[0]))): row for row in _ask(cursor, PEOPLE)}
        size = _ask(cursor, CHECKPOINT)[0][0]
    lines = [_line(row, people, held, reasons, size, reference[0][0]) for row in entries[:PAGE]]
    next_url = f"?sesudah={entries[PAGE - 1][0]}" if len(entries) > PAGE else ""
    form = ChosenForm(request.GET)
    context = {"form": form, "chosen": form.chosen(), "lines": lines, "reference": reference[0][0], "case_id": case_id}
    context |= {"here": "", "next_url": next_url}
    return render(request, "audit/file.html", context)


def _line(row: tuple, people: dict, held: set[str], reasons: set, size: int, reference: str) -> dict:
    pk, at, actor, role, action, purpose, kind, decision, number = row
    person = people.get(actor)
    task = person is not None and str(person[0]) in held and purpose
    return {
        "at": _moment(at), "url": _entry(pk), "who": person[2] if person else "",
        "who_url": reverse("audit:person", args=[actor]) if person else "", "role": role,
        "agency": person[5] if person else "", "verb": action, "kind": kind, "reference": reference, "why": purpose,
        "task": "Ditugaskan: menangani kasus" if task else "", "no_task": bool(purpose and not task),
        "decision_code": decision, "decision": decision, "number": number, "has_reason": pk in reasons,
        "sealed": number is not None and number < size, "house": "", "event": "",
    }  # fmt: skip
