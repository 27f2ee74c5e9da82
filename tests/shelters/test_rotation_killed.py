"""A rotation that is killed anywhere goes on when it is started again: nothing is lost, nothing is done twice."""

from __future__ import annotations

import random

import pytest
from django.conf import settings
from django.utils import timezone

from audit.rotation import drop_earlier, rotate
from tests.shelters import rotating
from tests.shelters.rotating import FINAL, in_a_process, keys, left_under_earlier_keys, problems, sealed_anew, values
from vault import rotation

KILLS = 10 if settings.ON_POSTGRESQL else 100
TWICE = {"casework.evidence", "disclosure.document"}  # their values and their files are sealed under two keys
pytestmark = [
    pytest.mark.django_db(databases=["default", "shelters"], transaction=True),
    pytest.mark.usefixtures("own_keyring", "films"),
    pytest.mark.slow,
]


def test_killed_anywhere_it_goes_on_where_it_was_and_ends_the_same(world):
    rotating.fill(world)
    admin, before, first, counted = world.people.admin, values(), keys(), sealed_anew()

    def work():
        rotate(rotation.PURPOSES, by=admin)

    killed, steps = in_a_process(work)
    assert not killed and steps > 200
    draw, kills, ended = random.Random(20261127), 0, 1
    while kills < KILLS or rotation.is_under_way():
        killed, _ = in_a_process(work, dying_at=draw.randint(1, steps) if kills < KILLS else 0)
        kills += killed
        ended += not killed
        assert values() == before
    assert problems() == []
    assert set(left_under_earlier_keys()) == FINAL
    assert {owner: len(ids) for owner, ids in keys().items()} == {owner: 1 + ended for owner in first}
    assert counted == {}
    times = {name: count / (2 if name.split(":")[0] in TWICE else 1) for name, count in sealed_anew().items()}
    assert set(times.values()) == {ended}


def test_killed_anywhere_dropping_goes_on_and_drops_nothing_that_is_used(world):
    rotating.fill(world)
    admin, before = world.people.admin, values()
    rotate(rotation.PURPOSES, by=admin)
    rotating.a_day_later()
    rotated = keys()

    def work():
        drop_earlier(rotation.PURPOSES, by=admin, now=timezone.now())

    draw = random.Random(7)
    while in_a_process(work, dying_at=draw.randint(1, 60))[0]:
        assert values() == before
        rotating.a_day_later()
    assert {owner: ids[-1] for owner, ids in keys().items()} == {owner: ids[-1] for owner, ids in rotated.items()}
    assert {owner for (_, owner), ids in keys().items() if len(ids) > 1} == rotating.owners_of_finals()
    assert problems() == []
