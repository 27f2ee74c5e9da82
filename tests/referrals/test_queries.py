"""How many queries each page costs, session and person included: pinned, so that nothing grows unseen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from referrals import actions
from referrals.codes.referral import Need
from tests.referrals import world
from tests.referrals.browsing import browser

pytestmark = pytest.mark.django_db

BLOCKS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def queries(username: str, people, name: str, *args) -> int:
    """Queries of a page's second opening: the first one reads what a process reads once."""
    client, url = browser(getattr(people, username)), reverse(f"referrals:{name}", args=args)
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return sum(not query["sql"].startswith(BLOCKS) for query in captured)


@pytest.fixture
def road(people):
    case = world.case(people)
    hospital = world.send(case, people.dokter, people, note="Mohon dokter perempuan.")
    police = world.send(case, people.penyidik, people, needs=(Need.POLICE_REPORT,))
    visum = world.examined(hospital, people)
    actions.answer(hospital, outcome="done", by=people.dokter)
    actions.accept(police, by=people.penyidik)
    world.letter(police, people)
    return case, hospital, police, visum


@pytest.mark.parametrize(
    ("username", "what", "number"),
    [
        ("dokter", "list", 6),  # one for the count beside the place
        ("manajer", "list", 5),
        ("dokter", "hospital", 14),
        ("manajer", "hospital", 12),
        ("penyidik", "police", 11),
        ("dokter", "visum", 10),
        ("manajer", "new", 8),
        ("operator112", "urgent", 6),
    ],
)
def test_a_page_costs_as_many_queries_as_pinned(people, road, username, what, number):
    case, hospital, police, visum = road
    pages = {
        "list": ("list",),
        "hospital": ("referral", hospital.pk),
        "police": ("referral", police.pk),
        "visum": ("visum", visum.pk),
        "new": ("new", case.pk),
        "urgent": ("urgent", world.ticket(people).pk),
    }
    assert queries(username, people, *pages[what]) == number


def test_the_list_costs_the_same_with_one_and_with_twenty_referrals(people):
    case = world.case(people)
    world.send(case, people.dokter, people)
    one = queries("dokter", people, "list"), queries("manajer", people, "list")
    for _number in range(19):
        world.send(case, people.dokter, people)
    assert (queries("dokter", people, "list"), queries("manajer", people, "list")) == one


def test_a_visums_page_costs_the_same_with_one_and_with_many_items(people, road):
    visum = road[-1]
    counts = []
    for _number in range(4):
        item = actions.take_item(visum, kind="specimen", specimen="swab", at=timezone.now(), by=people.dokter)
        actions.add_step(item, act="stored", keeping="laboratory", at=timezone.now(), by=people.dokter)
        counts.append(queries("dokter", people, "visum", visum.pk))
    assert set(counts) == {12}
