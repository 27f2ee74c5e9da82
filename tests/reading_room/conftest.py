"""The cast, browsers, a clock that stands, and a small office: a supervisors' unit with two people and a file."""

from types import SimpleNamespace

import pytest
import time_machine

from access import policy
from access.roles import Role
from tests.access import making
from tests.casework.conftest import browse, night, on_duty, people  # noqa: F401  (fixtures)
from tests.reading_room.stories import NOON


@pytest.fixture
def clock():
    """Noon of a working day in Jakarta; the clock stands still."""
    with time_machine.travel(NOON, tick=False) as standing:
        yield standing


@pytest.fixture
def office(db, clock):
    """A unit of supervisors, two of them, who read its one file by the unit; and somebody who gives and takes."""
    unit = making.unit()
    one, other = (making.person(Role.SUPERVISOR, within=unit) for _ in range(2))
    head = making.person(Role.HEAD)
    file = making.case()
    policy.grant(file, "supervise_case", unit, by=head, why="intake")
    return SimpleNamespace(unit=unit, one=one, other=other, head=head, file=file)
