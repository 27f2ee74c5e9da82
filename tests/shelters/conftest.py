"""The cast and two houses, for tests of safe houses. Both databases are at hand in every test of this directory."""

import pytest

from tests.people import cast
from tests.shelters.world import World


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def world(people) -> World:
    return World(people)
