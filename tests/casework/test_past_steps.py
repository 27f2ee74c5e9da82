"""A page whose step was taken already offers no form that could only be refused: it leads to where things stand."""

import pytest
from django.urls import reverse

from casework.actions.handling import close_case
from casework.actions.tickets import close_ticket
from tests.casework import world

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def waiting(people):
    return world.complaint(people)


@pytest.fixture
def running(people):
    return world.case(people)


@pytest.fixture
def ended(people, running):
    return close_case(running, ending="finished", reason="goals_met", by=people.manajer)


@pytest.mark.parametrize(
    ("made", "who", "name", "leads"),
    [
        ("waiting", "penerima", "register", "ticket"),
        ("waiting", "penerima", "close_ticket", "ticket"),
        ("running", "supervisor", "accept", "case"),
        ("running", "supervisor", "refuse", "case"),
        ("ended", "manajer", "close", "case"),
    ],
)
def test_a_step_that_was_taken_leads_on_and_says_so(made, who, name, leads, people, browse, request):
    pk = request.getfixturevalue(made).pk
    client = browse(getattr(people, who))
    answer = client.get(reverse(f"casework:{name}", args=[pk]))
    assert (answer.status_code, answer["Location"]) == (303, reverse(f"casework:{leads}", args=[pk]))
    assert "Langkah ini sudah lewat" in client.get(answer["Location"]).content.decode()


def test_a_ticket_closed_without_complaint_is_closed_once_and_can_still_become_one(people, browse):
    ticket = close_ticket(world.ticket(people), outcome="Salah sambung.", by=people.penerima)
    client, page = browse(people.penerima), reverse("casework:ticket", args=[ticket.pk])
    closing, registering = (reverse(f"casework:{name}", args=[ticket.pk]) for name in ("close_ticket", "register"))
    answer = client.get(closing)
    assert (answer.status_code, answer["Location"]) == (303, page)
    shown = client.get(page).content.decode()
    assert (closing in shown, registering in shown, client.get(registering).status_code) == (False, True, 200)
    assert world.complaint(people, on=ticket).pk == ticket.pk
    assert registering not in client.get(page).content.decode()


def test_a_step_that_can_be_taken_shows_its_form(people, browse, waiting, running):
    for who, name, pk in (
        ("supervisor", "accept", waiting.pk),
        ("supervisor", "refuse", waiting.pk),
        ("manajer", "close", running.pk),
        ("penerima", "register", world.ticket(people).pk),
    ):
        assert browse(getattr(people, who)).get(reverse(f"casework:{name}", args=[pk])).status_code == 200
