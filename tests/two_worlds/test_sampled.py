"""The sampled run: nobody off the list sees a difference for N1, N2 and N3, and planted leaks are noticed.

The full sweep, all mutants and PostgreSQL are `make two-worlds`.
"""

from __future__ import annotations

import pytest

from tests.two_worlds.compare import compare
from tests.two_worlds.mutants import MUTANTS
from tests.two_worlds.mutants.channels import SECRETS

pytestmark = pytest.mark.slow
SWEEP = 200
LEAKS = ["json_key", "placement_keeps_a_file", "way_back_to_the_card"]  # one of each secret, soon shown by the script


@pytest.mark.sqlite_only
def test_nobody_off_the_list_sees_a_difference_and_planted_leaks_are_caught():
    places = ("A", "B2 long", "N2 exchanged", "N3 exchanged")  # noise would be a leak in each of them
    result = compare(sample=SWEEP, mutants=LEAKS, places=places)
    assert result.observations >= 1500
    assert result.unknown == []
    assert result.leaks == []
    assert result.dead == []
    assert (result.survivors, result.broken, sorted(result.killed)) == ([], [], LEAKS)
    assert sorted(MUTANTS[name].secret for name in LEAKS) == list(SECRETS)
