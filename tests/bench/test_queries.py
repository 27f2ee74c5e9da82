"""How many statements each benched page sends, whatever the number of cases. Session and person are among them."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from bench import cases
from bench.asking import PAGES, Asker, counting
from bench.ours import seeding
from bench.peer import CHECKED
from tests.people import cast

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
NUMBER = 200
QUERIES = {"list": 4, "middle": 4, "detail": 10, "search": 4, "note": 7, "25 checks": 1}


@pytest.fixture
def kept_connections():
    """A request ends without closing the connection that the test's transaction lives in, as in Django's client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def asker(settings, kept_connections):
    settings.ALLOWED_HOSTS = ["localhost"]
    return Asker(seeding.fill(cases.rows(NUMBER), vars(cast())))


def test_each_benched_page_sends_exactly_these_statements(asker):
    seen = {}
    for page in PAGES[1:]:
        asker.check(page)
        seen[page] = len(asker.queries(page))
    world = asker.world
    ids = world.handled[:CHECKED]
    with counting() as statements:
        assert seeding.seen(world.person, ids) == len(ids) > 5
    assert seen | {"25 checks": len(statements)} == QUERIES


def test_every_peer_gets_the_same_cases():
    assert cases.rows(50) == cases.rows(50)
    assert len({row["phone"] for row in cases.rows(50)}) == 50
