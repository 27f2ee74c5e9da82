"""One source of randomness, which can be pinned."""

from __future__ import annotations

from collections import Counter

import pytest

from vault import entropy
from vault.entropy import ALPHABET, choice, code, new_id, random_bytes, seeded, use


def draw():
    return [random_bytes(9), new_id(), code(6), choice("abc"), entropy.below(1000)]


def test_pinned_randomness_repeats_and_unpinned_does_not():
    runs = []
    for _ in range(2):
        with use(seeded("jakarta")):
            runs.append(draw())
    assert runs[0] == runs[1]
    with use(seeded(b"bandung")):
        assert draw() != runs[0]
    assert draw()[:3] != draw()[:3]


def test_pinning_ends_with_its_block_even_when_it_fails():
    before = entropy._source
    with pytest.raises(ZeroDivisionError), use(seeded("x")):
        raise ZeroDivisionError
    assert entropy._source is before


def test_ids_are_random_uuids_and_differ():
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {one.version for one in ids} == {4}


def test_codes_have_no_look_alikes_and_use_every_character_alike():
    assert not set(ALPHABET) & set("01OISB")
    assert len(ALPHABET) == 30
    with use(seeded("codes")):
        counted = Counter(code(30_000))
    assert set(counted) == set(ALPHABET)
    assert all(850 < times < 1150 for times in counted.values())


def test_a_number_below_a_limit_is_fair_and_never_the_limit():
    assert {entropy.below(1) for _ in range(20)} == {0}
    with use(seeded("numbers")):
        counted = Counter(entropy.below(200) for _ in range(100_000))
    assert set(counted) == set(range(200))
    assert all(380 < times < 620 for times in counted.values())
    with pytest.raises(ValueError, match="below"):
        entropy.below(0)


def test_every_byte_of_the_product_passes_through_the_pinned_source():
    asked = []

    def source(n):
        asked.append(n)
        return b"\x07" * n

    with use(source):
        assert random_bytes(5) == b"\x07" * 5
        new_id()
        code(2)
    assert asked == [5, 16, 1, 1]
