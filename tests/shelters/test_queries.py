"""How many queries each page costs, whatever it shows: pinned, so that a loop that asks again is noticed."""

from __future__ import annotations

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from shelters.queries.protection import protection_of
from tests.shelters.world import browser, url

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def asked(run) -> tuple[int, int]:
    """Reads and writes of one page on default and on shelters, savepoints aside."""
    with (
        CaptureQueriesContext(connections["default"]) as first,
        CaptureQueriesContext(connections["shelters"]) as second,
    ):
        assert run().status_code == 200
    return tuple(sum("SAVEPOINT" not in q["sql"] for q in seen.captured_queries) for seen in (first, second))


PAGES = {
    "desk": ("penempatan", lambda w: url("desk")),
    "board": ("petugas1", lambda w: url("board", w.a.pk)),
    "house": ("petugas1", lambda w: url("house", w.a.pk)),
    "houses": ("petugas1", lambda w: url("houses")),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_the_same_for_one_row_as_for_many(page, world):
    username, path = PAGES[page]
    client = browser(getattr(world.people, username))
    world.stay()
    world.request()
    client.get(path(world))  # what is read once a process
    first = asked(lambda: client.get(path(world)))
    for _ in range(2):
        world.hold()
        world.request()
    touched = 2 if page == "board" else 0  # a row for each further file that a read touched, written with its meaning
    touched = 4 if page == "desk" else touched
    assert asked(lambda: client.get(path(world))) == (first[0], first[1] + touched)


def test_what_a_case_page_may_know_costs_two_queries_at_most(world):
    for case_id, most in ((world.stay().case_id, 1), (world.request().case_id, 2), (world.case().pk, 2)):
        with CaptureQueriesContext(connections["shelters"]) as seen:
            protection_of(case_id)
        assert len(seen) <= most
