"""The sampled run: non-interference for N1, and ten and more deliberate leaks that must be caught."""

from __future__ import annotations

import pytest

from tests.two_worlds.compare import compare
from tests.two_worlds.mutants import MUTANTS


@pytest.mark.sqlite_only
@pytest.mark.slow
def test_nobody_off_the_list_sees_where_the_house_stands_and_every_planted_leak_is_caught():
    places = ("A", "A again", "B2 long", "B3 same length")
    result = compare(sample=1200, mutants=list(MUTANTS), mutant_sample=120, places=places)
    assert len(MUTANTS) >= 10
    assert result.observations >= 1200
    assert result.noise == []
    assert result.leaks == []
    assert result.canaries == []
    assert result.dead == []
    assert result.survivors == []
