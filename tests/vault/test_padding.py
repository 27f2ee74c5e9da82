"""Lengths tell as little as possible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.errors import TooLong
from vault.padding import SMALLEST, block_size, pad, padme, unpad


@given(st.binary(max_size=2000), st.sampled_from([None, 64, 128, 256, 512]))
def test_every_content_comes_back(content, size):
    assert unpad(pad(content, size)) == content


@given(st.integers(0, 64), st.integers(0, 64))
def test_all_short_values_of_a_field_have_one_size(first, second):
    assert len(pad(b"x" * first, 64)) == len(pad(b"y" * second, 64)) == 65


@given(st.integers(SMALLEST, 10_000_000))
def test_padme_adds_at_most_twelve_percent(length):
    assert length <= padme(length) <= length * 1.12


@given(st.integers(1, 1_000_000))
def test_padme_never_shrinks_and_never_steps_back(length):
    assert padme(length) <= padme(length + 1)
    assert padme(padme(length)) == padme(length)


@pytest.mark.parametrize(
    ("length", "step"), [(1, 1), (9, 10), (100, 104), (1000, 1024), (1025, 1088), (100_000, 100_352)]
)
def test_padme_gives_the_steps_of_the_paper(length, step):
    assert padme(length) == step


def test_up_to_a_million_bytes_there_are_few_lengths_to_tell_apart():
    assert len({block_size(n, None) for n in range(0, 1_000_000, 13)}) < 300


def test_an_exact_field_refuses_what_is_longer_and_says_no_value():
    assert len(pad(b"a" * 128, 128, exact=True)) == len(pad(b"", 128, exact=True))
    for size in (128, None):
        with pytest.raises(TooLong) as refused:
            pad(b"jalan" * 30, size, exact=True)
        assert "jalan" not in str(refused.value)
