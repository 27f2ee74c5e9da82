"""Alerts tell which text names which house to a custodian who has proved again who they are, and to no open tab."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.signin import FOR_THE_SHIFT
from casework import today
from shelters.matcher import looking
from shelters.queries import finds
from tests.shelters.gate import UNLIKE_A_PLACE, put
from tests.shelters.world import browser, url

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def left(world):
    """A text that has left and names house A."""
    looking.run_all(timezone.now())
    return put(world.case(), world.people, UNLIKE_A_PLACE)


def on_code(person):
    """That person's browser in a session that a code opened for one shift."""
    client = browser(person, stepped_up=False)
    session = client.session
    session[FOR_THE_SHIFT] = int((timezone.now() + timedelta(hours=12)).timestamp())
    session.save()
    return client


def test_an_open_tab_is_told_neither_text_nor_house_and_takes_no_alert_away(world, left):
    client, page = browser(world.people.kustodian, stepped_up=False), url("alerts")
    asked = [(method, path) for path in (page, url("handle-alert", left.pk)) for method in (client.get, client.head)]
    for method, path in (*asked, (client.post, url("handle-alert", left.pk))):
        answer = method(path)
        assert (answer.status_code, answer["Location"]) == (303, reverse("access:step_up"))
        assert client.session["back_after_step_up"] == page
    assert len(finds.alerts(world.people.kustodian2)) == 1
    shown = browser(world.people.kustodian).get(page).content.decode()
    assert (left.reference in shown, "Seroja" in shown) == (True, True)
    assert browser(world.people.manajer, stepped_up=False).get(page).status_code == 404


def test_the_start_page_says_how_many_there_are_and_nothing_of_any(world, left):
    second = put(world.case(), world.people, f"{UNLIKE_A_PLACE} Lagi.", "a:2:x")
    start = browser(world.people.kustodian, stepped_up=False).get("/").content.decode()
    assert "2 teks yang sudah keluar menyebut lokasi" in start
    assert [word for word in (left.reference, second.reference, "Seroja") if word in start] == []
    (line,) = (item for item in today.lists(world.people.kustodian)["due"] if item.url == url("alerts"))
    assert (line.urgency, line.due, line.reference) == (today.NOW, None, "")


def test_in_a_session_on_a_code_the_house_is_told_without_the_text_and_the_alert_stays(world, left):
    client = on_code(world.people.kustodian)
    assert "1 teks yang sudah keluar menyebut lokasi" in client.get("/").content.decode()
    answer = client.get(url("alerts"))
    shown, writer = answer.content.decode(), world.people.manajer.get_full_name()
    assert (answer.status_code, "Seroja" in shown, "Jaga atau kosongkan rumahnya" in shown) == (200, True, True)
    table = shown.split("<tbody>")[1].split("</tbody>")[0]
    assert [told for told in (left.reference, str(left.pk), writer, "<form") if told in table] == []
    assert client.post(url("handle-alert", left.pk))["Location"] == reverse("access:step_up")
    assert len(finds.alerts(world.people.kustodian2)) == 1
