"""Two pages, each as few statements as there can be, and their addresses: the first page, and who opened this file."""

from __future__ import annotations

import time
import uuid

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import connection, connections
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path, reverse

from bench import frame

SHOWN = 25
COLUMNS = "id, time, actor, agency, role, action, purpose, object_kind, decision, number"
# the newest of the file's own entries and of those that touched it among others, with names: keyset, off the indexes
FILE = f"""
SELECT e.*, s.name, s.id, a.name FROM (
    SELECT * FROM (
        (SELECT {COLUMNS} FROM audit_auditentry WHERE case_id = %s ORDER BY time DESC, id DESC LIMIT 26)
        UNION
        (SELECT {COLUMNS} FROM audit_auditentry WHERE id IN (
            SELECT entry_id FROM audit_touched WHERE case_id = %s ORDER BY time DESC, entry_id DESC LIMIT 26))
    ) AS both_kinds ORDER BY time DESC, id DESC LIMIT 26
) AS e LEFT JOIN access_staff s ON s.id::text = e.actor LEFT JOIN access_agency a ON a.code = e.agency
ORDER BY e.time DESC, e.id DESC"""
TO_LOOK_AT = """SELECT id, time, decision, object_kind FROM audit_auditentry
    WHERE decision IN ('denied', 'intended', 'failed', 'outside') ORDER BY time DESC, id DESC LIMIT 26"""
NEWEST = "SELECT size, at FROM audit_checkpoint ORDER BY size DESC LIMIT 1"
WAITING = "SELECT COUNT(*) FROM audit_auditentry WHERE number IS NULL"
LOOKED = "INSERT INTO looked (id, at, actor, what, about) VALUES (%s, %s, %s, %s, %s)"


class Day(forms.Form):
    akun = forms.CharField(label="Nama pengguna", max_length=40)


def looked(request, what: str, about: object = None) -> None:
    """One durable row."""
    with connection.cursor() as cursor:
        cursor.execute(LOOKED, [uuid.uuid4(), time.time_ns() // 1000, request.user.pk, what, about])


@login_required
def of_file(request, case_id):
    looked(request, "log.file", case_id)
    with connections["log"].cursor() as cursor:
        cursor.execute(FILE, [case_id, case_id])
        rows = cursor.fetchall()
        cursor.execute(NEWEST)
        sealed = cursor.fetchone()[0]
    lines = [_line(row, sealed) for row in rows[:SHOWN]]
    next_url = f"?sesudah={rows[SHOWN - 1][1]:%s}.{rows[SHOWN - 1][0].hex}" if len(rows) > SHOWN else ""
    return render(request, "audit/file.html", {"lines": lines, "reference": "", "next_url": next_url})


def _line(row: tuple, sealed: int) -> dict:
    pk, at, actor, agency, role, action, purpose, kind, decision, number, name, person, of = row
    return {
        "at": at,
        "url": reverse("audit:entry", args=[pk]),
        "who": name or actor[:24],
        "who_url": reverse("audit:person", args=[person]) if person else "",
        "role": role,
        "agency": of or agency,
        "verb": action,
        "kind": kind,
        "why": purpose,
        "decision": decision,
        "decision_code": decision,
        "number": number,
        "sealed": number is not None and number < sealed,
    }


@login_required
def first(request):
    looked(request, "log.findings")
    with connections["log"].cursor() as cursor:
        cursor.execute(TO_LOOK_AT)
        rows = cursor.fetchall()
        cursor.execute(NEWEST)
        size, at = cursor.fetchone()
        cursor.execute(WAITING)
        [waiting] = cursor.fetchone()
    found = [
        {"key": f"{decision}:{pk}", "sentence": f"{kind}: {decision}.", "at": moment, "weight": 80,
         "url": reverse("audit:entry", args=[pk])}
        for pk, moment, decision, kind in rows[:SHOWN]
    ]  # fmt: skip
    told = {"findings": found, "more": len(rows) - len(found), "newest": {"size": size, "at": at}, "waiting": waiting}
    return render(request, "audit/log.html", told | {"search": frame.SearchForm(), "day": Day()})


def nothing(request, **kwargs) -> HttpResponse:
    return HttpResponse(status=204)


OTHERS = ("find-file", "find-person", "review", "check", "export")
AUDIT = [
    path("log/", first, name="log"),
    path("log/berkas/<uuid:case_id>/", of_file, name="file"),
    path("log/orang/<uuid:person_id>/", nothing, name="person"),
    path("log/entri/<uuid:entry_id>/", nothing, name="entry"),
    *(path(f"log/{name}/", nothing, name=name) for name in OTHERS),
]
urlpatterns = [
    path("", include((AUDIT, "audit"))),
    *frame.addresses(nothing, nothing, nothing, nothing, nothing),
]
