"""The sampled run: nobody off the list sees a difference for N1, N2 and N3, and planted leaks are noticed.

The full sweep, all mutants and PostgreSQL are `make two-worlds`.
"""

from __future__ import annotations

import random

import pytest

from tests.two_worlds.compare import compare
from tests.two_worlds.mutants import MUTANTS

pytestmark = pytest.mark.slow
DRAWN, SWEEP = 3, 200


def drawn() -> list[str]:
    """Some mutants, by a fixed seed, at least one of each secret."""
    draw = random.Random("sampled")
    leaking = sorted({mutant.secret for mutant in MUTANTS.values()})
    one_each = [draw.choice([n for n, m in MUTANTS.items() if m.secret == secret]) for secret in leaking]
    rest = [name for name in draw.sample(list(MUTANTS), len(MUTANTS)) if name not in one_each]
    return one_each + rest[: DRAWN - len(one_each)]


@pytest.mark.sqlite_only
def test_nobody_off_the_list_sees_a_difference_and_planted_leaks_are_caught():
    places = ("A", "B2 long", "N2 exchanged", "N3 exchanged")  # noise would be a leak in each of them
    result = compare(sample=SWEEP, mutants=drawn(), places=places)
    assert result.observations >= 1500
    assert result.unknown == []
    assert result.leaks == []
    assert result.dead == []
    assert (result.survivors, result.broken, len(result.killed)) == ([], [], DRAWN)
