"""The cast and two houses; both databases."""

import pytest

from tests.people import cast
from tests.shelters.world import World


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def world(people) -> World:
    return World(people)
