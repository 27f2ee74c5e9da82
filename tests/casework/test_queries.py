"""Query counts: what a page costs is pinned, and does not grow with what there is."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework import panels
from casework.actions import handling
from tests.casework import world

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

FRAME = 2  # session and user
BOUNDS = {
    "case": 9,
    "persons": 6,
    "consents": 6,
    "assessment": 7,
    "plan": 6,
    "tasks": 6,
    "thread": 6,
    "counselling": 6,
    "evidence": 6,
    "events": 6,
}


def asked(client, path: str) -> int:
    """How many statements the page takes, transactions' own words left out."""
    with CaptureQueriesContext(connections["default"]) as captured:
        assert client.get(path).status_code == 200
    words = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return len([query for query in captured if not query["sql"].startswith(words)])


@pytest.fixture
def bare(monkeypatch):
    """The pages without other packages' panels and places, which pin their own."""
    from access import navigation

    monkeypatch.setattr(panels, "_panels", [])
    monkeypatch.setattr(navigation, "_places", {})


def test_a_tab_takes_a_fixed_number_of_queries(people, browse, bare):
    case = world.case(people)
    for _ in range(3):
        handling.add_task(case, text="Telepon", due="2027-01-04", by=people.manajer)
        handling.write_message(case, text="Mohon kabar.", by=people.manajer)
        world.session(case, people)
        handling.add_step(case, service="health", goal="Periksa", by=people.manajer)
        handling.record_consent(case, item="recording", answer="given", present="alone", by=people.manajer)
        handling.assess_risk(case, level="tinggi", factors=["weapon"], by=people.manajer)
    client = browse(people.manajer)
    asked(client, reverse("casework:case", args=[case.pk]))
    counts = {tab: asked(client, reverse(f"casework:{tab}", args=[case.pk])) for tab in BOUNDS}
    assert {tab: count for tab, count in counts.items() if count > BOUNDS[tab]} == {}


def test_a_list_takes_five_queries_however_long_it_is(people, browse, bare):
    client = browse(people.supervisor)
    counts = []
    for _ in range(3):
        world.case(people)
        asked(client, "/kasus/")
        counts.append((asked(client, "/kasus/"), asked(client, "/tiket/")))
    assert max(max(pair) for pair in counts) <= 5
    assert counts[0] == counts[-1]


def test_a_ticket_page_takes_a_fixed_number_of_queries(people, browse, bare):
    ticket = world.ticket(people, agencies=[people.ambulans.agency])
    client = browse(people.penerima)
    path = f"/tiket/{ticket.pk}/"
    asked(client, path)
    assert asked(client, path) <= 6


def test_the_frame_adds_nothing_to_a_list(people, browse, bare):
    assert asked(browse(people.operator112), "/meja/") <= 8
    assert asked(browse(people.kepala), "/cari/") <= FRAME
