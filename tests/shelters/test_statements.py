"""What the main database is asked while places are held: neither where, nor who will drive."""

from __future__ import annotations

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from access.errors import Unseen
from shelters.actions.transfer import assign_escort
from shelters.models import PlacementRequest
from tests.shelters.world import browser, url

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def naming(key, asked: CaptureQueriesContext) -> list[str]:
    """The statements, with their parameters, that hold this id."""
    return [query["sql"] for query in asked.captured_queries if key.hex in query["sql"].replace("-", "")]


def test_no_statement_says_where_a_place_is_held(world):
    request, place = world.request(), world.places(world.a)[0]
    with CaptureQueriesContext(connections["default"]) as asked:
        world.hold(request, place=place)
    assert len(asked.captured_queries) > 2
    assert naming(world.a.pk, asked) == []


def test_who_may_not_place_in_a_house_holds_none_of_its_places(world):
    request, place = world.request(), world.places(world.a)[0]
    by, world.people.penempatan = world.people.penempatan, world.people.petugas1
    with pytest.raises(Unseen):
        world.hold(request, place=place)
    world.people.penempatan = by
    assert PlacementRequest.every.get().state == "asked"


def test_no_statement_says_who_will_drive(world):
    hold, client = world.hold(), browser(world.people.penempatan)
    page = url("request", hold.request_id)
    client.get(page)  # what is read once a process
    seen = []
    for escorted in (False, True):
        if escorted:
            assign_escort(hold, escort=world.people.pengantar, hours=3, by=world.people.penempatan)
        with CaptureQueriesContext(connections["default"]) as asked:
            answer = client.get(page)
        seen.append(len(asked.captured_queries))
        assert naming(world.people.pengantar.pk, asked) == []
        assert (world.people.pengantar.get_full_name() in answer.content.decode()) == escorted
    assert seen[0] == seen[1]
