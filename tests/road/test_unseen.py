"""Whoever asks for what isn't theirs leaves one entry, the same whether it is there or not; whoever reads leaves one.

Every address of the resolver is asked, as the city's people ask it. One that can't be filled here fails the test.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from access import policy
from access.models import Staff
from access.permissions import Permission
from audit import house
from audit.models import AuditEntry, Decision
from audit.objects import asked_id
from shelters.views.questions import DeniedUnnamed
from tests.road.conftest import listed_now
from tests.two_worlds.observing import signed_in
from tests.two_worlds.sweep import ABSENT, SIGNING, _with_an_absent_id
from vault import unseal

pytestmark = pytest.mark.slow

BY_TURNS = ("HEAD", "OPTIONS", "PUT", "DELETE")  # beside GET and POST
COMPARING = "vault.matching"  # says whether two people have one NIK, and shows it to nobody
ACTS = {"shelters:alerts": "a look takes what a press takes (docs/leaks-we-found.md, 18): intended, then done"}


class Told(NamedTuple):
    """What a request is answered, leaves and costs."""

    answer: tuple
    queries: dict[str, int]
    entries: list[AuditEntry]

    def left(self, asked: str) -> list[tuple]:
        """The entries without what differs in any two: an id that was ASKED for is named as such by its digest."""
        named = {asked_id(part): "the asked id" for part in asked.split("/")}
        return [
            (one.action, one.object_kind, named.get(one.object_id, "another"), one.decision, one.purpose, one.actor,
             one.agency, one.role, one.case_id, len(one.digests)) for one in self.entries
        ]  # fmt: skip


def ask(client: Client, verb: str, path: str) -> Told:
    before = timezone.now()
    with ExitStack() as stack:
        asked = {alias: stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections}
        answer = client.generic(verb, path)
        said = answer.status_code, sorted(answer.headers.items()), answer.getvalue()
    entries = list(AuditEntry.objects.filter(time__gte=before).order_by("time"))
    return Told(said, {alias: len(each) for alias, each in asked.items()}, entries)


@pytest.fixture(scope="module")
def browsers(city):
    """Everybody's browser, signed in when it is first asked for."""

    class Browsers(dict):
        def __missing__(self, username: str) -> Client:
            self[username] = signed_in(username)
            return self[username]

    return Browsers()


def strangers(route: dict, path: str, seeing: list[str], people: dict[str, Staff]) -> list[Staff]:
    """Of those who may not open it one whose role could, one whose role couldn't, one who acts in houses."""
    permission = Permission(route["permission"])
    others = [person for name, person in sorted(people.items()) if name not in seeing]
    could = [person for person in others if policy.may(person, permission)]
    in_houses = [person for person in others if house.is_about_one(person, permission)]
    couldnt = [person for person in others if person not in could]
    return list({some[0].pk: some[0] for some in (could, couldnt, in_houses) if some}.values())


def expected(route: dict, path: str, person: Staff) -> list[tuple]:
    """The one entry of a 404: by whom, and the digest of what was asked for; at a house's, by those who act in houses,
    neither (ADR 6), nor by anybody at the page of a house event."""
    permission = Permission(route["permission"])
    if house.is_about_one(person, permission) or issubclass(resolve(path).func.view_class, DeniedUnnamed):
        return [(house.EVENT, house.KIND, "another", Decision.DENIED, "", "", "", "", None, 1)]
    view = resolve(path).func.view_class(**resolve(path).func.view_initkwargs)
    view.kwargs = resolve(path).kwargs
    by = str(person.pk), person.agency.code, str(person.role)
    return [(str(permission), view.asked_for()[0], "the asked id", Decision.DENIED, "", *by, None, 0)]


def asked_alike(route: dict, number: int, browsers, people) -> Iterator[str]:
    """What is wrong with the refusals of one route, a line each."""
    own = [example for example in route["examples"] if example["visible_to"]]
    if not own or str(ABSENT) not in _with_an_absent_id(own[0]["path"]):
        yield f"{route['pattern']}: no foreign id is known, say here what stands for one"
        return
    path = own[0]["path"]
    absent = _with_an_absent_id(path)
    refused = strangers(route, path, own[0]["visible_to"], people)
    if not refused:
        yield f"{route['pattern']}: everybody of the cast may open it"
    for person in refused:
        client, verbs = browsers[person.username], ("GET", "POST", BY_TURNS[number % len(BY_TURNS)])
        ask(client, "GET", absent)  # what is read once a process
        for verb in verbs:
            there, nowhere = ask(client, verb, path), ask(client, verb, absent)
            wanted = expected(route, path, person)
            if there.answer[0] != 404 or there.answer != nowhere.answer:
                yield f"{person.username} {verb} {path}: {there.answer[0]}, {nowhere.answer[0]} where there is nothing"
            if there.queries != nowhere.queries:
                yield f"{person.username} {verb} {path}: {there.queries}, {nowhere.queries} where there is nothing"
            for told, of in ((there, path), (nowhere, absent)):
                if told.left(of) != wanted:
                    yield f"{person.username} {verb} {of}: {told.left(of)}, not {wanted}"


def test_every_refusal_at_an_id_leaves_one_entry_whether_it_is_there_or_not(city, browsers):
    people = {person.username: person for person in Staff.objects.filter(username__in=vars(city)).select_related()}
    variable = [route for route in listed_now() if "<" in route["pattern"]]
    assert [route["pattern"] for route in variable if route["public"]] == []
    wrong = [said for number, route in enumerate(variable) for said in asked_alike(route, number, browsers, people)]
    assert wrong == []
    assert len(variable) > 100


def test_every_look_at_what_is_sealed_leaves_one_entry(city, browsers, monkeypatch):
    opened: list[str] = []  # by which module
    really = unseal.open_envelope

    def watched(*args):
        asking = sys._getframe(1)
        while asking.f_globals["__name__"] == unseal.__name__:
            asking = asking.f_back
        opened.append(asking.f_globals["__name__"])
        return really(*args)

    monkeypatch.setattr(unseal, "open_envelope", watched)
    wrong: list[str] = []
    reading: set[str] = set()
    for route in listed_now():
        for example in route["examples"] if "GET" in route["methods"] else ():
            path, name = example["path"], route["name"]
            if path in SIGNING or not example["visible_to"]:
                continue
            for username in {example["visible_to"][0], example["visible_to"][-1]}:
                opened.clear()
                told = ask(browsers[username], "GET", path)
                shown = {*opened} - {COMPARING}
                reading |= {name} if shown else set()
                least, most = 1 if shown else 0, 2 if name in ACTS else 1
                if not least <= len(told.entries) <= most:
                    said = [(one.action, one.purpose, one.decision) for one in told.entries]
                    wrong.append(f"{username} {path}: opened by {shown}, {said}")
    assert wrong == []
    assert len(reading) >= 29
