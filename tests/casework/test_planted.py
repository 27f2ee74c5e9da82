"""Values that a page has opened, or that somebody has typed, when something breaks: they stand nowhere afterwards."""

from __future__ import annotations

import copy
import faulthandler
import io
import logging
import pickle

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.log import AdminEmailHandler

from audit.reveal import reveal
from casework.models import CasePerson
from casework.views.case import PERSON_TEXTS, PersonsView
from casework.views.handling import AddPerson
from settings.logging import LOGGING, Opaque
from tests.casework import world

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

TYPED = "Ibu Ratna Kusumawati"
PLANTED = (world.NAME, world.NIK, world.PHONE, TYPED)


@pytest.fixture
def told(settings, tmp_path):
    """What anybody is told who could be told at all: log, mails to administrators, and a dump of the stacks."""
    settings.ADMINS = [("Administrator", "admin@lindung.example")]
    stream, mailed, dump = io.StringIO(), AdminEmailHandler(include_html=True), (tmp_path / "stacks").open("w+")
    written = logging.StreamHandler(stream)
    written.setFormatter(Opaque(LOGGING["formatters"]["opaque"]["format"], style="{"))
    logger = logging.getLogger("django.request")
    for handler in (written, mailed):
        logger.addHandler(handler)

    def all_of_it() -> str:
        dump.seek(0)
        return "\n".join([stream.getvalue(), *(str(message.message()) for message in mail.outbox), dump.read()])

    all_of_it.dump = dump
    yield all_of_it
    for handler in (written, mailed):
        logger.removeHandler(handler)
    dump.close()


def breaks(told, value: str):
    """Breaks as the careless do: a message with the value, a cause with it, the value in each frame."""
    faulthandler.dump_traceback(file=told.dump)
    try:
        raise KeyError(value)
    except KeyError as missing:
        raise ValueError(f"no such name: {value}") from missing


@pytest.mark.parametrize("debug", [False, True])
def test_a_page_that_breaks_tells_nothing_that_it_had_opened(people, browse, told, monkeypatch, settings, debug):
    case = world.case(people)

    def inside(self, obj, opened):
        for person in self.persons:
            known = {name: opened[person, name] for name in PERSON_TEXTS}
            breaks(told, " ".join(str(value) for value in known.values()))

    monkeypatch.setattr(PersonsView, "inside", inside)
    settings.DEBUG = debug
    answer = quiet(browse(people.manajer)).get(reverse("casework:persons", args=[case.pk]))
    assert answer.status_code == 500
    assert found_in(answer, told) == []
    assert "ValueError at" in told()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("debug", [False, True])
def test_a_form_that_breaks_tells_nothing_that_was_typed(people, browse, told, monkeypatch, settings, debug):
    case = world.case(people)
    monkeypatch.setattr(AddPerson, "action", staticmethod(lambda *args, **typed: breaks(told, str(typed))))
    settings.DEBUG = debug
    client = quiet(browse(people.manajer))
    answer = client.post(reverse("casework:add_person", args=[case.pk]), {"part": "family", "name": TYPED})
    assert answer.status_code == 500
    assert found_in(answer, told) == []
    assert "ValueError at" in told()


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


def found_in(answer, told) -> list[str]:
    """The planted values that stand in the answer or in what anybody was told."""
    everything = answer.content.decode() + told()
    return [value for value in PLANTED if value in everything or value.replace(" ", "") in everything]
