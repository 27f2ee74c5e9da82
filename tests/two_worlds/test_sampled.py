"""The sampled run: nobody off the list sees a difference for N1, N2 and N3, and planted leaks are noticed.

The full sweep, all mutants and PostgreSQL are `make two-worlds`.
"""

from __future__ import annotations

import pytest

from tests.two_worlds.compare import compare
from tests.two_worlds.mutants import MUTANTS
from tests.two_worlds.mutants.channels import SECRETS
from tests.two_worlds.worlds import AGAINST_IN_A_SAMPLE, FEWEST, IN_A_SAMPLE

pytestmark = pytest.mark.slow
LEAKS = ["asked_by_its_id", "comment", "free_beds_of_her_house"]  # one of each secret, soon shown


@pytest.mark.sqlite_only  # PostgreSQL is compared by `make two-worlds`, which takes long
def test_nobody_off_the_list_sees_a_difference_and_planted_leaks_are_caught():
    places = ("A", IN_A_SAMPLE, "N3 exchanged")  # noise would be a leak in each of them
    result = compare(sample=FEWEST, mutants=LEAKS, places=places, against=AGAINST_IN_A_SAMPLE)
    assert result.observations >= 1500
    assert result.unknown == []
    assert result.leaks == []
    assert result.dead == []
    assert (result.survivors, result.broken, sorted(result.killed)) == ([], [], LEAKS)
    assert sorted(MUTANTS[name].secret for name in LEAKS) == list(SECRETS)
