"""The arithmetic of the timing pairs; the pairs themselves run in `make acceptance OF=proof`."""

from __future__ import annotations

import pytest

from tests.two_worlds.timing import middle, welch


def test_what_beginning_costs_falls_out_and_what_the_world_costs_is_left():
    began_first, began_second = [9.0, 10.0, 11.0], [5.0, 6.0, 7.0]  # beginning costs 8, the first world costs 2 more
    found = welch(began_first, began_second)
    assert found.difference == 2.0
    assert found.error == pytest.approx((2 / 3) ** 0.5 / 2)
    assert found.t == pytest.approx(4.899, abs=0.001)


def test_requests_that_somebody_disturbed_change_nothing():
    assert middle([1.0, 2.0, 3.0, 4.0]) == middle([-90.0, 2.0, 3.0, 700.0]) == 2.5
