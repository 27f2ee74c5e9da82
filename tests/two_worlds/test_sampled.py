"""The sampled run: non-interference for N1, and ten and more deliberate leaks that must be caught."""

from __future__ import annotations

import pytest

from tests.two_worlds.compare import compare
from tests.two_worlds.mutants import MUTANTS


@pytest.mark.sqlite_only
@pytest.mark.slow
def test_nobody_off_the_list_sees_where_the_house_stands_and_every_planted_leak_is_caught():
    result = compare(sample=1500, mutants=list(MUTANTS), mutant_sample=400)
    assert len(MUTANTS) >= 10
    assert result.observations >= 1500
    assert result.noise == []
    assert result.leaks == []
    assert result.canaries == []
    assert result.dead == []
    assert result.survivors == []
