"""The release desk marks what names a house for a custodian who has proved again who they are, and for no open tab."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.signin import FOR_THE_SHIFT
from disclosure import gate
from disclosure.workflow import GateState
from shelters.matcher import looking
from tests.shelters.gate import DISGUISED, NAMED, put
from tests.shelters.world import browser

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def case(world):
    looking.run_all(timezone.now())
    return world.case()


def test_marks_are_shown_after_a_step_up_alone(case, world):
    """Whoever has a custodian's open tab asks with no text where a house is."""
    release, custodian = put(case, world.people, NAMED), world.people.kustodian
    desk, page = reverse("disclosure:releases"), reverse("disclosure:release", args=[release.pk])
    client = browser(custodian, stepped_up=False)
    assert "menyebut lokasi rumah</" not in client.get(desk).content.decode()
    answer = client.post(page)
    assert (answer.status_code, answer["Location"]) == (303, reverse("access:step_up"))
    assert client.session["back_after_step_up"] == desk
    assert "menyebut lokasi rumah</" in browser(custodian).get(desk).content.decode()
    assert "menyebut lokasi rumah</" in browser(custodian).post(page).content.decode()
    assert browser(world.people.manajer, stepped_up=False).post(page).status_code == 404


def test_in_a_session_on_a_code_phrases_are_shown_without_marks_and_let_go(case, world):
    named, disguised = put(case, world.people, NAMED), put(case, world.people, f"{DISGUISED} {NAMED}", "a:1:x")
    client = browser(world.people.kustodian, stepped_up=False)
    session = client.session
    session[FOR_THE_SHIFT] = int((timezone.now() + timedelta(hours=12)).timestamp())
    session.save()
    shown = [client.post(reverse("disclosure:release", args=[one.pk])) for one in (named, disguised)]
    pages = [one.content.decode() for one in (*shown, client.get(reverse("disclosure:releases")))]
    assert [one.status_code for one in shown] == [200, 200]
    assert [("Kenanga" in page, "tersamar" in page, "menyebut lokasi rumah</" in page) for page in pages] == [
        (True, False, False),
        (True, False, False),
        (False, False, False),
    ]
    assert client.post(reverse("disclosure:let-go", args=[named.pk])).status_code == 303
    assert gate.states(["note:1:text"]) == {"note:1:text": GateState.RELEASED}
