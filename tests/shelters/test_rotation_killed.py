"""A rotation that is killed anywhere goes on when it is started again: nothing is lost, nothing is done twice.

Killed at a hundred places on SQLite, and at ten on PostgreSQL; `make acceptance OF=vault` does a hundred on both.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from audit.rotation import drop_earlier, rotate
from tests.shelters import rotating
from tests.shelters.rotating import FINAL, in_a_process, keys, left_under_earlier_keys, problems, sealed_anew, values
from vault import rotation

# fewer on PostgreSQL, where it takes longer
KILLS = int(os.environ.get("ROTATION_KILLS", "10" if settings.ON_POSTGRESQL else "100"))
TWICE = {"casework.evidence", "disclosure.document"}  # their values and their files are sealed under two keys
pytestmark = [
    pytest.mark.django_db(databases=["default", "shelters"], transaction=True),
    pytest.mark.usefixtures("own_keyring", "films"),
    pytest.mark.slow,
]


def test_killed_anywhere_it_goes_on_where_it_was_and_ends_the_same(world, films):
    rotating.fill(world)
    admin, before, first = world.people.admin, values(), keys()
    assert ({len(ids) for ids in first.values()}, sealed_anew()) == ({1}, {})

    def work():
        rotate(rotation.PURPOSES, by=admin)

    killed, steps = in_a_process(work)
    assert not killed and steps > 200
    draw, kills = random.Random(20261127), 0
    while kills < KILLS or rotation.is_under_way():
        killed, _ = in_a_process(work, dying_at=draw.randint(1, steps) if kills < KILLS else 0)
        kills += killed
        assert values() == before
    assert problems() == []
    assert set(left_under_earlier_keys()) == FINAL
    assert [path for folder in (films, Path(settings.DOCUMENTS_DIR)) for path in folder.rglob(".*")] == []
    (rotations,) = {len(ids) - 1 for ids in keys().values()}  # nobody got a key more than somebody else
    assert rotations > 1 and set(keys()) == set(first)
    times = {name: count / (2 if name.split(":")[0] in TWICE else 1) for name, count in sealed_anew().items()}
    assert set(times.values()) == {rotations}


def test_killed_anywhere_dropping_goes_on_and_drops_nothing_that_is_used(world):
    rotating.fill(world)
    admin, before = world.people.admin, values()
    rotate(rotation.PURPOSES, by=admin)
    rotating.a_day_later()

    def work():
        drop_earlier(rotation.PURPOSES, by=admin, now=timezone.now())

    steps = in_a_process(work)[1]
    rotate(rotation.PURPOSES, by=admin)
    rotated = keys()
    rotating.a_day_later()
    draw, kills = random.Random(7), 0
    while in_a_process(work, dying_at=draw.randint(steps // 2, steps))[0]:
        kills += 1
        assert values() == before
        rotating.a_day_later()
    assert kills > 2
    assert {owner: ids[-1] for owner, ids in keys().items()} == {owner: ids[-1] for owner, ids in rotated.items()}
    assert {owner for (_, owner), ids in keys().items() if len(ids) > 1} == rotating.owners_of_finals()
    assert problems() == []
