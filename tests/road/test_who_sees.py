"""The city as its people see it: unseen is never existing, byte for byte; a reader is logged before he reads."""

from __future__ import annotations

import base64
import json
import re
import uuid
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission as AuthPermission
from django.db import connection
from django.test import Client
from django.urls import reverse

from access.models import Staff
from audit.models import AuditEntry
from casework.models import Case
from demo import truth
from demo.invented import HOUSES
from disclosure.models import Document
from shelters.roots.models import Shelter
from tests.canary.scan import Scanner
from tests.road.conftest import listed
from tests.two_worlds.bodies import HOSTILE
from tests.two_worlds.mutants.planting import answers as answers_passing
from tests.two_worlds.observing import signed_in
from tests.two_worlds.sweep import Sweep

pytestmark = pytest.mark.slow
UNSEEING = ["admin", "auditor", "manajer", "dokter2", "petugas2"]


@pytest.fixture
def house(city):
    return Shelter.every.get(code="Anggrek")


def answers(client: Client, path: str) -> list[tuple]:
    """Status, headers and bytes of every method on a path."""
    found = []
    for method in ("GET", "HEAD", "OPTIONS", "POST"):
        answer = client.post(path, HOSTILE) if method == "POST" else client.generic(method, path)
        found.append((answer.status_code, sorted(answer.headers.items()), answer.content))
    return found


def pages_of(key) -> list[str]:
    return [reverse(f"shelters:{name}", args=[key]) for name in ("house", "location", "board")]


@pytest.mark.parametrize("username", UNSEEING)
def test_a_house_that_is_not_theirs_is_a_house_that_never_existed(username, house):
    client = signed_in(username)
    for there, absent in zip(pages_of(house.pk), pages_of(uuid.uuid4()), strict=True):
        assert answers(client, there) == answers(client, absent)
        assert answers(client, there)[0][0] == 404


def test_being_superuser_in_memory_opens_nothing(house, monkeypatch):
    monkeypatch.setattr(Staff, "is_superuser", True)
    client = signed_in("admin")
    assert answers(client, pages_of(house.pk)[0]) == answers(client, pages_of(uuid.uuid4())[0])
    assert answers(client, reverse("casework:case", args=[Case.every.first().pk]))[0][0] == 404


def test_every_row_of_auth_permission_opens_nothing(house):
    admin = Staff.objects.get(username="admin")
    admin.user_permissions.set(AuthPermission.objects.all())
    admin.unit.group.permissions.set(AuthPermission.objects.all())
    client = signed_in("admin")
    assert AuthPermission.objects.count() > 100
    assert answers(client, pages_of(house.pk)[0]) == answers(client, pages_of(uuid.uuid4())[0])
    assert answers(client, reverse("casework:case", args=[Case.every.first().pk]))[0][0] == 404
    admin.user_permissions.clear()
    admin.unit.group.permissions.clear()


def test_the_shift_s_own_staff_reads_the_address_and_the_entry_is_there_first(house, monkeypatch):
    from vault import unseal

    before, seen_at_opening = AuditEntry.objects.count(), []
    really = unseal.open_envelope

    def watched(*args):
        seen_at_opening.append(AuditEntry.objects.count())
        return really(*args)

    monkeypatch.setattr(unseal, "open_envelope", watched)
    answer = signed_in("petugas1").post(reverse("shelters:location", args=[house.pk]), {"purpose": "giliran jaga"})
    address = next(f"{h['street']} No. {h['number']}" for h in HOUSES if h["code"] == "Anggrek")
    assert address in answer.content.decode()
    assert seen_at_opening and min(seen_at_opening) > before


def test_nobody_reads_the_counsellor_s_notes_but_the_counsellor(city):
    notes = "menceritakan malam itu untuk pertama kali"
    case = Case.every.filter(counsellor__username="konselor").first()
    seen = {
        username: notes.encode() in signed_in(username).get(reverse("casework:counselling", args=[case.pk])).content
        for username in ("manajer", "manajer2", "supervisor", "kepala")
    }
    assert seen == dict.fromkeys(seen, False)


@pytest.fixture(scope="module")
def scanner(city):
    return Scanner({**truth.secrets(), "cases": []})


HOUSE = re.compile(r"\bhouse (\w+) ")  # in a label of the scanner


@pytest.fixture(scope="module")
def one_of_each(city) -> dict[str, list[str]]:
    """One address of every route, with those who see it."""
    return {r["examples"][0]["path"]: r["examples"][0]["visible_to"] for r in listed() if r["examples"]}


def test_no_answer_to_a_non_reader_holds_an_address(city, scanner, one_of_each):
    """Every route with GET, HEAD, OPTIONS, POST by some of the cast: each person against the houses they are no reader
    of. By everybody each is asked in the canary's night (tests/canary).

    What somebody typed may come back to them. By htmx, in English and so on each address is asked by some alone.
    """
    own = {account["username"]: account["reader_of"] for account in truth.accounts()}
    everybody = [None, *sorted(person.username for person in vars(city).values())]
    sample = 1500 if connection.vendor == "sqlite" else 600
    looked_at, found = 0, {}
    for seen in Sweep(one_of_each, everybody, sample, bodies=("GET", "HEAD", "OPTIONS", "POST hostile")).requests():
        looked_at += 1
        typed = ("house Anggrek street", "house Anggrek address") if seen.where.startswith("POST") else ("-",)
        labels = {
            label
            for label in scanner.in_anything(seen.data)
            if not label.startswith(typed) and HOUSE.search(label)[1] not in own.get(seen.principal, ())
        }
        if labels:
            found[f"{seen.principal} {seen.where}"] = sorted(labels)
    assert looked_at >= sample
    assert found == {}


ADDRESS = next(f"{h['street']} No. {h['number']}" for h in HOUSES if h["code"] == "Anggrek")
LEAKS: dict[str, Callable] = {  # what a careless programmer lets every page say, as these leaks reach an answer
    "a comment": lambda answer: answer.write(f"<!-- {ADDRESS} -->"),
    "a header": lambda answer: answer.headers.setdefault("X-Nearest", ADDRESS),
    "a cookie": lambda answer: answer.set_cookie("nearest", base64.b64encode(ADDRESS.encode()).decode()),
    "an address": lambda answer: answer.headers.setdefault("Link", f"</peta/?q={quote(ADDRESS)}>; rel=prefetch"),
    "a script": lambda answer: answer.write(f"<script>{json.dumps(ADDRESS.upper())}"),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_the_same_search_finds_a_planted_leak(city, scanner, one_of_each, leak):
    """Five of them here; further ones are drawn by tests/two_worlds/test_sampled.py."""
    pages = dict(list(one_of_each.items())[:4])
    sweep = Sweep(pages, ["manajer"], bodies=("GET",))
    assert [found for seen in sweep.requests() if (found := scanner.in_anything(seen.data))] == []
    with answers_passing(lambda request, answer: LEAKS[leak](answer)):
        found = [scanner.in_anything(seen.data) for seen in sweep.requests() if seen.where.startswith("GET /")]
    assert len(found) == len(pages)
    assert all(found)


def test_no_file_of_the_installation_holds_an_invented_string(city):
    everything = Scanner(truth.secrets())
    assert everything.planted > 100
    paths = [p for p in settings.HOME.rglob("*") if p.is_file()]
    assert len(paths) > 20
    assert everything.in_files(paths) == {}


def test_a_manager_s_ordinary_day_asks_for_no_reason_and_a_read_outside_it_always_does(city):
    client = signed_in("manajer")
    own = list(Case.every.filter(manager__username="manajer").exclude(state="closed")[:8])
    tabs = ("case", "persons", "assessment", "plan", "counselling")
    asked = [
        b'name="alasan"' in client.get(reverse(f"casework:{tab}", args=[case.pk])).content
        for case in own
        for tab in tabs
    ]
    assert len(asked) == 40
    assert asked == [False] * 40
    others = list(Case.every.filter(imported=True)[:5])
    assert len(others) == 5
    for case in others:
        path = reverse("casework:case", args=[case.pk])
        closed = client.get(path)
        assert b'name="alasan"' in closed.content
        too_short = client.post(path, {"alasan": "cek"})
        assert b'name="alasan"' in too_short.content
        assert b'name="alasan"' not in client.post(path, {"alasan": "menggantikan rekan yang sakit"}).content


def test_a_file_leaves_to_one_who_covers_a_case_only_with_a_reason(city):
    """Agnes covers her colleague's case: the page of its document asks her why, and so does its file."""
    issued = Document.every.get(kind="social_report", state="issued")
    path = reverse("disclosure:download", args=[issued.pk])
    client = signed_in("manajer2")
    asked = client.get(path)
    assert (asked.status_code, b'name="alasan"' in asked.content) == (200, True)
    assert client.post(path, {"alasan": "cek"}).status_code == 422
    answer = client.post(path, {"alasan": "menggantikan rekan yang sakit"})
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    own = signed_in("manajer").get(path)
    assert b"".join(own.streaming_content).startswith(b"%PDF")
