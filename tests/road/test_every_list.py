"""A file that somebody may not read changes nothing in any list: not a line, a count, an order, a page, an error.

Every address without an id is a list here: lists, searches, registers, start pages, what the left column counts. Each
is asked by everybody twice, pinned alike, before another manager's full file is there and afterwards; whoever may read
nothing of it is answered the same, byte for byte, with the same statements.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
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
from tests.shelters.alike import undone
from tests.two_worlds.observing import ask, signed_in
from tests.two_worlds.sweep import SIGNING, routes
from vault import entropy
from vault.entropy import new_id

pytestmark = pytest.mark.slow
NAME, NIK, PHONE = "Sekarwangi Hapsoroningrum", "3175064507910008", "081377712345"
TOLD = {"/statistik/": "sums over all files, without cells of few; tests/casework holds what they may tell"}
READS_THE_LOG = ("auditor",)  # of every file's entries, without contents
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"


def lists() -> list[str]:
    """Every address without an id that answers a look."""
    found = {route["pattern"] for route in routes() if "<" not in route["pattern"] and "GET" in route["methods"]}
    return sorted({f"/{pattern.lstrip('/')}" for pattern in found} - set(SIGNING))


def asked(path: str, end: str) -> Iterator[tuple[str, str, dict | None]]:
    """How a list is asked: as it is, filtered by each of its choices, from a page's END on, with words it may know, and
    as a search for what only the foreign file holds."""
    yield "GET", path, None
    view = getattr(resolve(path).func, "view_class", None)
    for name, (_, choices) in getattr(view, "filters", {}).items():
        yield from (("GET", f"{path}?{name}={choice}", None) for choice in choices)
    yield "GET", f"{path}?sesudah={end}", None
    yield "GET", f"{path}?q={NIK}&sort=-opened&page=2&format=csv&hari={timezone.localdate()}", None
    if view is not None and hasattr(view, "post"):
        yield from (("POST", path, {"q": typed}) for typed in (NAME, NIK, PHONE))


def everything(people: list[Staff], end: str) -> dict[tuple, bytes]:
    """What everybody is answered by every list."""
    seen: dict[tuple, bytes] = {}
    for person in people:
        client: Client = signed_in(person.username)
        for path in lists():
            for method, address, data in asked(path, end):
                seen[person.username, method, address, str(data)] = ask(client, method, address, data).data
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
    add_evidence(case, kind="photo", title="Memar", file=io.BytesIO(GIF), by=people.manajer2)
    record_session(case, day=timezone.localdate(), minutes=60, mode="onsite", notes="Pertama.", by=people.konselor)
    referrals.send(case, referrals.unit_of(people.dokter2), here)
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
    people, now, end = list(vars(city).values()), timezone.now(), ""

    def told() -> dict[tuple, bytes]:
        with undone(), time_machine.travel(now, tick=False), entropy.use(entropy.seeded("every list")):
            return everything(people, end)

    with undone():
        with time_machine.travel(now - timedelta(minutes=1), tick=False):
            case = foreign_file(city)
        end = key_of(case.opened + timedelta(microseconds=1), case.pk)
        reading = readers(case, people)
        afterwards = told()
    before = told()
    assert before == told()
    differ = {key for key in before if before[key] != afterwards[key]}
    assert {"manajer2", "supervisor", "kepala", "dokter2", "konselor", "penerima", "operator112"} <= reading
    assert reading <= {who for who, *_ in differ}  # each reader is told of it by some list: the file is really there
    untold = {key for key in differ if key[0] not in {*reading, *READS_THE_LOG} and key[2].split("?")[0] not in TOLD}
    assert untold == set()
    assert len(before) > 1000
