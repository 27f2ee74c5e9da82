"""Values that a page has opened, or that somebody has typed, when something breaks: they stand nowhere afterwards."""

from __future__ import annotations

import copy
import pickle

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from audit.reveal import reveal
from casework.models import CasePerson
from casework.views.case import PERSON_TEXTS, PersonsView
from casework.views.handling import AddPerson
from tests.casework import world
from tests.planted import found_in, telling

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

TYPED = "Ibu Ratna Kusumawati"
PLANTED = (world.NAME, world.NIK, world.PHONE, TYPED)


@pytest.fixture
def told(settings, tmp_path):
    """What anybody is told who could be told at all: log, mails to administrators, and a dump of the stacks."""
    settings.ADMINS = [("Administrator", "admin@lindung.example")]
    with telling(tmp_path) as listening:
        yield listening


@pytest.mark.parametrize("debug", [False, True])
def test_a_page_that_breaks_tells_nothing_that_it_had_opened(people, browse, told, monkeypatch, settings, debug):
    case = world.case(people)

    def inside(self, obj, opened):
        for person in self.persons:
            known = {name: opened[person, name] for name in PERSON_TEXTS}
            told.breaks(" ".join(str(value) for value in known.values()))

    monkeypatch.setattr(PersonsView, "inside", inside)
    settings.DEBUG = debug
    answer = quiet(browse(people.manajer)).get(reverse("casework:persons", args=[case.pk]))
    assert answer.status_code == 500
    assert len(mail.outbox) == 1
    assert_nothing_stands_in(answer, told)


@pytest.mark.parametrize("debug", [False, True])
def test_a_form_that_breaks_tells_nothing_that_was_typed(people, browse, told, monkeypatch, settings, debug):
    case = world.case(people)
    monkeypatch.setattr(AddPerson, "action", staticmethod(lambda *args, **typed: told.breaks(str(typed))))
    settings.DEBUG = debug
    client = quiet(browse(people.manajer))
    answer = client.post(reverse("casework:add_person", args=[case.pk]), {"part": "family", "name": TYPED})
    assert answer.status_code == 500
    assert_nothing_stands_in(answer, told)


def test_what_was_opened_cannot_be_printed_copied_or_kept(people):
    case = world.case(people)
    victim = CasePerson.every.get(case=case, part="victim")
    case.standing = frozenset({"handle_case"})
    with reveal(people.manajer, "case.persons", case, [(victim, "name")]) as opened:
        assert opened[victim, "name"] == world.NAME
        assert [str(opened), f"{opened!r}", f"{opened}"] == ["<Opened 1>"] * 3
        for keep in (vars, copy.copy, copy.deepcopy, pickle.dumps):
            with pytest.raises(TypeError) as refused:
                keep(opened)
            assert world.NAME not in str(refused.value)
    with pytest.raises(KeyError):
        opened[victim, "name"]


def quiet(client: Client) -> Client:
    client.raise_request_exception = False
    return client


def assert_nothing_stands_in(answer, told) -> None:
    """It broke, somebody was told where, and no planted value stands in the answer or in what anybody was told."""
    said = told.taken()
    assert "ValueError at" in said
    assert found_in(answer.content.decode() + said, PLANTED) == []
