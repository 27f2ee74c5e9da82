"""A file that somebody may not read changes nothing in any list: not a line, a count, an order, a page, an error.

Every address without an id is a list here: lists, searches, registers, start pages, what the left column counts, and
what leaves by a press, as sums do. So is every page of one's own file, ticket, house: lists, choices and panels stand
there, too. Each is asked twice, pinned alike, before another manager's full file is there and afterwards; whoever may
read nothing of it is answered the same, byte for byte, with the same statements.
"""

from __future__ import annotations

import os
import random
import re
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
from tests.casework.emergency import wall
from tests.referrals import world as referrals
from tests.road.conftest import listed
from tests.shelters.alike import Statements, undone
from tests.two_worlds import carried
from tests.two_worlds.observing import signed_in
from tests.two_worlds.sweep import SIGNING
from vault import entropy
from vault.entropy import new_id

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]  # lists are the same code on both; it takes long
WALLED = ("manajer", "supervisor2")  # who would read it: of the manager's unit, and by role
NAME, NIK, PHONE = "Sekarwangi Hapsoroningrum", "3175064507910008", "081377712345"
# where the auditor is told of every file's entries, without contents: the log, what it is looked at by, what it alarms
AUDITED = {
    "audit:log", "audit:find-file", "audit:find-person", "audit:check", "audit:export", "audit:person", "audit:review",
    "casework:today",
}  # fmt: skip
# addresses with an id that take a press alone and lead to one thing or none: no list, no choice stands there
PRESSED = {
    "access:close_account", "access:reopen_account", "casework:evidence_copy", "casework:evidence_original",
    "disclosure:release", "referrals:photo", "shelters:location",
}  # fmt: skip
SUMS = ("casework:statistics", "casework:print_statistics", "casework:export_statistics")  # counting is what they do
BOUNDED = re.compile(r" LIMIT \d+\) \"?subquery\"?$")
# counts without a limit that don't grow with the files: one's own codes (ten are made) and passkeys, who sleeps at a
# head's, what the sealer has not sealed yet
FEW = (
    'FROM "access_recoverycode" WHERE ("access_recoverycode"."staff_id" = %s',
    'FROM "mfa_authenticator" WHERE ("mfa_authenticator"."type" = %s AND "mfa_authenticator"."user_id" = %s)',
    'FROM "access_staff" WHERE ("access_staff"."is_active" AND "access_staff"."own_role" = %s',
    'FROM "audit_auditentry" WHERE "audit_auditentry"."number" IS NULL',
)


def lists() -> list[str]:
    """Every address without an id."""
    found = {f"/{route['pattern'].lstrip('/')}" for route in listed() if "<" not in route["pattern"]}
    return sorted(found - {*SIGNING})


def pages_of(person: Staff) -> list[str]:
    """The addresses with an id that this person may look at."""
    return [
        example["path"]
        for route in listed()
        for example in route["examples"]
        if "<" in route["pattern"] and "GET" in route["methods"] and person.username in example["visible_to"]
    ]


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


def without_limit(statements: Iterable[str]) -> list[str]:
    """Those that count as many rows as there are."""
    counting = [one for one in statements if "COUNT(" in one.upper() and not BOUNDED.search(one)]
    return [one for one in counting if not any(few in one for few in FEW)]


def name_of(address: str) -> str:
    """The route of an address."""
    return resolve(address.split("?")[0]).view_name


@contextmanager
def pinned(patch: pytest.MonkeyPatch, what: object) -> Iterator[None]:
    """Whatever is drawn inside is the same each time, however much others drew before."""
    drawn = random.Random(str(what))  # by which Django and the makers of passkeys draw
    patch.setattr(secrets, "choice", drawn.choice)
    patch.setattr(os, "urandom", drawn.randbytes)
    with entropy.use(entropy.seeded(str(what))):
        yield


def everything(people: list[Staff], own: dict, end: str, patch: pytest.MonkeyPatch) -> dict[tuple, tuple]:
    """What everybody is answered by every list, and by those of their OWN pages."""
    seen: dict[tuple, tuple] = {}
    for person in people:
        with pinned(patch, person.username):
            client: Client = signed_in(person.username)
        for path in lists():
            for method, address, data in asked(path, end):
                key = person.username, method, address, str(data)
                with pinned(patch, key):
                    seen[key] = answer(client, method, address, data)
        for path in own.get(person.username, ()):
            key = person.username, "GET", path, ""
            with pinned(patch, key):
                seen[key] = answer(client, "GET", path, None)
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
    for name in WALLED:
        wall(vars(people)[name], case)
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


@pytest.fixture(scope="module")
def asked_twice(city):
    """What everybody is answered before the foreign file is there and afterwards, and who may read anything of it."""
    people, now, end = list(vars(city).values()), timezone.now(), ""
    own: dict[str, list[str]] = {}

    def told() -> dict[tuple, tuple]:
        with undone(), time_machine.travel(now, tick=False), pytest.MonkeyPatch.context() as patch:
            return everything(people, own, end, patch)

    with undone():
        with time_machine.travel(now - timedelta(minutes=1), tick=False):
            case = foreign_file(city)
        end = key_of(case.opened + timedelta(microseconds=1), case.pk)
        reading = readers(case, people)
        own.update({one.username: pages_of(one) for one in people if one.username not in reading})
        afterwards = told()
    return SimpleNamespace(before=told(), afterwards=afterwards, reading=reading, own=own)


def alike(key: tuple, one: tuple, other: tuple) -> bool:
    """Whether two answers are the same, to the statements: in the houses' database those of who is walled off name each
    file that a wall is about, and then it is their number."""
    return one == other or (key[0] in WALLED and (*one[:-1], len(one[-1])) == (*other[:-1], len(other[-1])))


def test_whoever_may_not_read_a_file_is_told_the_same_by_every_list_whether_it_is_there_or_not(asked_twice):
    before, afterwards, reading, own = vars(asked_twice).values()
    differ = {key for key in before if not alike(key, before[key], afterwards[key])}
    assert {"manajer2", "supervisor", "kepala", "dokter2", "konselor", "penerima", "operator112"} <= reading
    assert reading <= {who for who, *_ in differ}  # each reader is told of it by some list: the file is really there
    assert reading.isdisjoint(WALLED)
    told_of = {(key[0], name_of(key[2])) for key in differ if key[0] not in reading}
    assert told_of <= {("auditor", name) for name in AUDITED}
    assert before["supervisor2", "POST", "/statistik/unduh/", str({"q": NIK})][0] == 200
    assert {who for who, _, path, _ in before if path in own.get(who, ())} > {"ambulans", "auditor", "dokter", *WALLED}
    assert len(before) > 2500


def test_no_page_counts_everything(asked_twice):
    counted = {
        (name_of(key[2]), one)
        for key, (*_, said) in asked_twice.before.items()
        for one in without_limit(map(str, said))
    }
    assert {(name, one) for name, one in counted if name not in SUMS} == set()


def test_what_is_pressed_alone_is_no_list(city):
    pressed = {route["name"] for route in listed() if "<" in route["pattern"] and "GET" not in route["methods"]}
    assert pressed == PRESSED
