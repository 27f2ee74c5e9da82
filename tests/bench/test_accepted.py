"""The acceptance list takes from the bench of the log what it measured to its end, and at full size."""

import sys

import pytest

from scripts.acceptance_lines import passed_on
from scripts.acceptance_log import measured

LINE = "print('ok 1 root: 1.10 × memory (≤ 1.5)');"
UNMEASURED = "what the log costs is measured"
ROOT = (True, "root", "1.10 × memory (≤ 1.5)")


def bench(program):
    return list(measured((sys.executable, "-c", program), due=()))


def test_a_bench_that_came_to_its_end_is_passed_on():
    assert bench(f"{LINE} print('1 ok, 0 short')") == [ROOT]
    missed = f"{LINE} print('SHORT 2 page: 9.00 × by hand (≤ 1.5)'); print('1 ok, 1 short'); raise SystemExit(1)"
    assert bench(missed) == [ROOT, (False, "page", "9.00 × by hand (≤ 1.5)")]


@pytest.mark.parametrize(
    "stopped",
    [
        "raise SystemExit('no disk')",
        f"{LINE} raise SystemExit('no disk')",
        f"{LINE} 1 / 0",
        f"{LINE} print('2 ok, 0 short')",
        f"{LINE} print('0 ok, 1 short'); raise SystemExit(1)",
        f"{LINE} print('1 ok, 0 short'); raise SystemExit(1)",
        "print('0 ok, 0 short')",
    ],
)
def test_a_bench_that_stopped_halfway_or_counts_otherwise_falls_short(stopped):
    assert [what for held, what, _seen in bench(stopped) if not held] == [UNMEASURED]


def test_a_line_that_is_due_and_was_not_printed_falls_short():
    program = f"{LINE} print('1 ok, 0 short')"
    found = list(measured((sys.executable, "-c", program), due=("root", "page")))
    assert found == [ROOT, (False, "page", "was not measured")]


def test_what_somebody_exported_makes_no_bench_smaller(monkeypatch):
    monkeypatch.setenv("BENCH_PARTS", "verify")
    monkeypatch.setenv("BENCH_ENTRIES", "10")
    asks = "import os; print([(k, v) for k, v in os.environ.items() if k.startswith('BENCH_')])"
    assert passed_on(sys.executable, "-c", asks, BENCH_LEAVES="7").lines == ["[('BENCH_LEAVES', '7')]"]
