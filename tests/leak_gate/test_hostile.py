"""Texts that somebody writes to break the recogniser or to keep it busy: it reads them all, in steps that grow with them."""

from __future__ import annotations

import sys

import pytest

from disclosure.phrases import place_like
from tests.leak_gate import tuning
from tests.leak_gate.judging import recogniser

AGAIN = [
    "er te lima ", "a be ", "k kuda ", "1 ", "dua puluh ", "nol puluh ", "seratus ", "dobel ", "lima dobel ", "lima dua kali ",
    "kembang ", "setaman ", "kembang eh ", "jalan kenanga ", "jl ", "kenanga 51 ", "rt 5 ", "rt ", "toko ", "tugu kali kali kali wreksa ",
    "bumi blok ", "ya ", "gang kenanga rt 5 ", "menara kalpika lantai 3 ", "i eh ", "6.22 ", "6, 24", "6 derajat 14 menit ", "enam koma dua ", "<b", "&amp", "%41", "\\u0041", "c*", "k3mb4n6 ", "a", "1a", "-6.", "()",
]  # fmt: skip


def steps(work) -> int:
    """Calls of functions, ours and the language's, that WORK takes."""
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("again", AGAIN)
def test_twice_the_text_takes_twice_the_steps(again):
    knows, texts = recogniser(tuning), [again * (size // len(again)) for size in (10_000, 20_000)]
    once, twice = (steps(lambda text=text: knows.hits(text)) for text in texts)
    assert twice < 2.5 * once


@pytest.mark.parametrize(
    ("one", "other"),
    [("setaman", "kembang"), ("kembang", "setaman"), ("wreksa", "tugu"), ("tugu", "wreksa"), ("cendana", "bumi")],
)
def test_words_of_a_name_that_stand_far_apart_are_not_held_against_each_other_one_by_one(one, other):
    knows, between = recogniser(tuning), "ibu pergi malam pagi kerja sekolah sakit polisi "
    texts = [f"{one} " * count + between + f"{other} " * count for count in (1000, 2000)]
    assert [knows.hits(text) for text in texts] == [set(), set()]
    once, twice = (steps(lambda text=text: knows.hits(text)) for text in texts)
    assert twice < 2.5 * once


@pytest.mark.parametrize("again", AGAIN)
def test_the_longest_text_is_read(again):
    text = again * (100_000 // len(again)) + " Jl. Kembang Setaman Dalam No. 17"
    assert "setaman" in recogniser(tuning).hits(text)
    assert place_like(text)
