"""Four pages and a note, each as few statements as there can be."""

from __future__ import annotations

import json
import time
import uuid
from datetime import UTC, datetime, timedelta

from django.contrib.auth.decorators import login_required
from django.db import connection, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from bench import frame
from bench.limit import sql
from bench.limit.cipher import index, seal, unseal

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PAGE = 25


def moment(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)


def log(cursor, user, action: str, case: str) -> None:
    """One row; durable when the statement, or the transaction around it, has committed."""
    body = json.dumps({"actor": user.pk, "action": action, "case": case})
    cursor.execute(sql.LOG, [uuid.uuid4().hex, time.time_ns() // 1000, user.pk, action, case, body])


@login_required
def empty(request):
    return HttpResponse("True")


@login_required
def of_list(request):
    after = request.GET.get("after", "").split(".") if "after" in request.GET else []
    with connection.cursor() as cursor:
        cursor.execute(sql.PRINCIPALS, [request.user.pk])
        principals = [name for (name,) in cursor.fetchall()]
        given = [value for name in principals for value in (name, *after)]
        cursor.execute(sql.newest(len(principals), bool(after)), given)
        rows = cursor.fetchall()
    lines = [
        frame.line(_hex(r[0]), r[1], r[2], moment(r[3]), r[4], r[5], r[6], r[7] == request.user.username, r[8])
        for r in rows[:PAGE]
    ]
    end = rows[PAGE - 1] if len(rows) > PAGE else None
    next_url = f"?after={end[3]}.{_hex(end[0])}" if end else ""
    return render(request, "casework/list.html", frame.list_context(lines, next_url))


@login_required
def of_case(request, pk):
    with connection.cursor() as cursor:
        cursor.execute(sql.CASE, [pk.hex, request.user.pk])
        row = cursor.fetchone()
        if row is None:
            raise Http404
        cursor.execute(sql.READERS, [pk.hex])
        readers = [{"name": name, "role": role} for name, role in cursor.fetchall()]
        log(cursor, request.user, "case.read", pk.hex)
    case = dict(zip(sql.PLAIN.split(", "), row, strict=False)) | {"pk": str(pk)}
    case["opened"] = moment(case["opened"])
    chronology, place, needs, name = (unseal(bytes(value)) for value in row[-4:])
    told = {"chronology": chronology, "place": place, "needs": needs}
    return render(request, "casework/case/summary.html", frame.case_context(case, told, name, readers))


@login_required
def of_search(request):
    form = frame.SearchForm(request.POST)
    if not form.is_valid():
        raise Http404
    sought = form.cleaned_data["q"]
    with connection.cursor() as cursor:
        cursor.execute(sql.SEARCH, [index(sought), request.user.pk])
        rows = [row for row in cursor.fetchall() if unseal(bytes(row[3])) == sought]
    lines = [
        {"cells": [f"Kasus {r[1]}", "telepon: Korban"], "url": f"/kasus/{_hex(r[0])}/", "state": (r[2], r[2])}
        for r in rows
    ]
    return render(request, "casework/search.html", frame.search_context(form, lines))


@login_required
def of_note(request, pk):
    text = request.POST["text"].strip()
    values = [uuid.uuid4().hex, pk.hex, time.time_ns() // 1000, request.user.pk, seal(text), pk.hex, request.user.pk]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.note(connection.vendor), values)
        if cursor.rowcount != 1:
            raise Http404
        log(cursor, request.user, "message.write", pk.hex)
    with connection.cursor() as cursor:
        cursor.execute(sql.READERS, [pk.hex])
        frame.noted(request, len(cursor.fetchall()))
    return HttpResponseRedirect(f"/kasus/{pk}/percakapan/")


def _hex(key) -> str:
    return key.hex if isinstance(key, uuid.UUID) else key
