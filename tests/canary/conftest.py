"""The cast and two houses, the very ones of the safe houses' tests; and a run that never ended."""

import pytest

from access import robots
from shelters.canary import planting
from tests.canary.runs import address_in_database, grants_of_robots
from tests.shelters.conftest import people as people
from tests.shelters.conftest import world as world


@pytest.fixture
def killed(world):
    """A run that was killed after planting: nothing was cleared away."""
    with robots.at_work():
        planting.plant()
    assert address_in_database().startswith("Jl. ")
    assert grants_of_robots() > 0
    return world
