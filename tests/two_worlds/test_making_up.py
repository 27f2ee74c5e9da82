"""Made-up scripts are none of them trivial, each another one, and the same in every world."""

from __future__ import annotations

import random

from tests.two_worlds.making_up import DECK, NEVER_LEFT_OUT, STEPS, Dealing, MadeUp, dealt, play


def played(count: int) -> list[list[str]]:
    """The acts of that many scripts, as a world would do them."""
    scripts: list[list[str]] = []

    class Noting(Dealing):
        def __init__(self) -> None:
            super().__init__()
            scripts.append([])

        def do(self, act: str) -> None:
            scripts[-1].append(act)

    play(Noting, count)
    return scripts


def test_no_script_is_trivial_and_none_is_played_twice():
    scripts = played(10)
    assert len({tuple(script) for script in scripts}) == len(scripts) == 10
    for script in scripts:
        assert len(script) == STEPS
        assert len(set(script)) >= len(DECK) // 2
        assert set(NEVER_LEFT_OUT) <= set(script)


def test_a_single_script_is_none_that_does_one_thing_over_and_over():
    (script,) = played(1)
    assert len(set(script)) >= len(DECK) // 2


def test_each_world_is_dealt_the_same():
    assert played(3) == played(3)
    assert dealt(random.Random(7)) == dealt(random.Random(7)) != dealt(random.Random(8))


def test_whatever_is_dealt_can_be_done():
    assert set(NEVER_LEFT_OUT) <= set(DECK) <= set(dir(MadeUp))
