"""A file that somebody may not read changes nothing in any list: not a line, a count, an order, a page, an error.

Every address without an id is a list here: lists, searches, registers, start pages, what the left column counts. Each
is asked by everybody twice, pinned alike, before another manager's full file is there and afterwards; whoever may read
nothing of it is answered the same, byte for byte, with the same statements.
"""

from __future__ import annotations

import os
import random
import secrets
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connections
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from access import policy
from access.matrix import MATRIX
from access.models import Staff
from access.newest import key_of
from casework.actions.complaints import accept_case, register_complaint
from casework.actions.counselling import record_session
from casework.actions.evidence import add_evidence
from casework.actions.handling import add_task, write_message
from casework.actions.tickets import open_ticket
from casework.models import Case
from tests.referrals import world as referrals
from tests.road.conftest import listed
from tests.shelters.alike import Statements, undone
from tests.two_worlds import carried
from tests.two_worlds.observing import signed_in
from tests.two_worlds.sweep import SIGNING
from vault import entropy
from vault.entropy import new_id

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]  # lists are the same code on both; it takes long
NAME, NIK, PHONE = "Sekarwangi Hapsoroningrum", "3175064507910008", "081377712345"
TOLD = {"/statistik/": "sums over files that no wall keeps from the reader; tests/casework holds what they may tell"}
READS_THE_LOG = ("auditor",)  # of every file's entries, without contents


def lists() -> list[str]:
    """Every address without an id that answers a look."""
    found = {route["pattern"] for route in listed() if "<" not in route["pattern"] and "GET" in route["methods"]}
    return sorted({f"/{pattern.lstrip('/')}" for pattern in found} - set(SIGNING))


def asked(path: str, end: str) -> Iterator[tuple[str, str, dict | None]]:
    """How a list is asked: as it is, filtered by each of its choices, from a page's END on, and as a search for what
    the foreign file alone holds."""
    yield "GET", f"{path}?q={NIK}&sort=-opened&page=2&format=csv", None
    view = getattr(resolve(path).func, "view_class", None)
    for name, (_, choices) in getattr(view, "filters", {}).items():
        yield from (("GET", f"{path}?{name}={choice}", None) for choice in choices)
    if hasattr(view, "page_key"):
        yield "GET", f"{path}?{view.page_key}={end}", None
    if hasattr(view, "post"):
        yield "POST", path, {"q": NIK}


def answer(client: Client, method: str, address: str, data: dict | None) -> tuple:
    """An answer with its headers, and the text of the statements that it took."""
    statements = Statements()
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(statements))
        told = client.post(address, data) if method == "POST" else client.get(address)
    return told.status_code, sorted(told.headers.items()), told.cookies.output(), told.getvalue(), statements.said


def counts_everything(statements: Iterable[str]) -> bool:
    """Whether one of them counts all rows of a table."""
    return any("COUNT(" in one.upper() and " WHERE " not in one.upper() for one in statements)


@contextmanager
def pinned(patch: pytest.MonkeyPatch, what: object) -> Iterator[None]:
    """Whatever is drawn inside is the same each time, however much others drew before."""
    drawn = random.Random(str(what))  # by which Django and the makers of passkeys draw
    patch.setattr(secrets, "choice", drawn.choice)
    patch.setattr(os, "urandom", drawn.randbytes)
    with entropy.use(entropy.seeded(str(what))):
        yield


def everything(people: list[Staff], pages: list[str], end: str, patch: pytest.MonkeyPatch) -> dict[tuple, tuple]:
    """What everybody is answered by every list."""
    seen: dict[tuple, tuple] = {}
    for person in people:
        with pinned(patch, person.username):
            client: Client = signed_in(person.username)
        for path in pages:
            for method, address, data in asked(path, end):
                key = person.username, method, address, str(data)
                with pinned(patch, key):
                    seen[key] = answer(client, method, address, data)
    return seen


def foreign_file(people: SimpleNamespace) -> Case:
    """A file of `manajer2`, with all that a file holds: persons, evidence, sessions, tasks, words, a referral."""
    here = SimpleNamespace(**{**vars(people), "manajer": people.manajer2})
    ticket = open_ticket(new_id(), what="Dipukul di rumah.", callback_number=PHONE, by=people.operator112)
    victim = {"part": "victim", "name": NAME, "nik": NIK, "phone": PHONE, "born": "1991-07-05", "sex": "F"}
    persons = [victim, {"part": "reported", "name": "Wirapati Suryonegoro", "sex": "M"}]
    case = register_complaint(ticket, persons=persons, kinds=["physical"], chronology="Malam itu.", by=people.penerima)
    accept_case(case, manager=people.manajer2, counsellor=people.konselor, by=people.supervisor)
    add_task(case, text="Menelepon sekolah", due=timezone.localdate(), by=people.manajer2)
    write_message(case, text="Sudah dihubungi.", by=people.manajer2)
    photograph = ContentFile(carried.photograph().getvalue())
    add_evidence(case, kind="photo", title="Memar", file=photograph, by=people.manajer2)
    record_session(case, day=timezone.localdate(), minutes=60, mode="onsite", notes="Pertama.", by=people.konselor)
    referrals.send(case, people.dokter2, here)
    return Case.every.get(pk=case.pk)


def readers(case: Case, people: list[Staff]) -> set[str]:
    """Who may read anything of the file: its ticket, itself, a referral of it."""
    found = set()
    for person in people:
        for permission in MATRIX:
            if permission.kind not in ("ticket", "case", "referral"):
                continue
            rows = policy.visible(person, permission)
            own = rows.filter(pk=case.pk) if permission.kind != "referral" else rows.filter(case_id=case.pk)
            if own.exists():
                found.add(person.username)
    return found


def test_whoever_may_not_read_a_file_is_told_the_same_by_every_list_whether_it_is_there_or_not(city, monkeypatch):
    people, pages, now, end = list(vars(city).values()), lists(), timezone.now(), ""

    def told() -> dict[tuple, tuple]:
        with undone(), time_machine.travel(now, tick=False), monkeypatch.context() as patch:
            return everything(people, pages, end, patch)

    with undone():
        with time_machine.travel(now - timedelta(minutes=1), tick=False):
            case = foreign_file(city)
        end = key_of(case.opened + timedelta(microseconds=1), case.pk)
        reading = readers(case, people)
        afterwards = told()
    before = told()
    differ = {key for key in before if before[key] != afterwards[key]}
    assert {"manajer2", "supervisor", "kepala", "dokter2", "konselor", "penerima", "operator112"} <= reading
    assert reading <= {who for who, *_ in differ}  # each reader is told of it by some list: the file is really there
    untold = {key for key in differ if key[0] not in {*reading, *READS_THE_LOG} and key[2].split("?")[0] not in TOLD}
    assert untold == set()
    assert len(before) > 1000
    counted = {key[2].split("?")[0] for key, (*_, said) in before.items() if counts_everything(map(str, said))}
    assert counted - TOLD.keys() == set()
