"""Hidden counts stay hidden, also from one who adds and subtracts."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.suppress import SMALLEST_SHOWN, TOTAL, suppressed, suppressed_list, with_totals

COUNTS = st.one_of(st.integers(0, 14), st.integers(0, 200))


@st.composite
def tables(draw):
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    return {(f"r{r}", f"c{c}"): draw(COUNTS) for r in range(rows) for c in range(columns)}


def solutions_differ(values, hidden, cell) -> bool:
    """Whether some other table of whole numbers agrees with everything shown and differs in CELL.

    Checked without the product's own search: a difference of two such tables is a sum of closed walks, so it is enough
    to look for one walk of alternating signs, here by brute force over what a walk visits.
    """
    lines = {0: {}, 1: {}}
    for other in hidden:
        lines[0].setdefault(other[0], []).append(other)
        lines[1].setdefault(other[1], []).append(other)

    def sign(other):
        return -1 if (other[0] == TOTAL) != (other[1] == TOTAL) else 1

    def explore(path, axis, step) -> bool:
        last = path[-1]
        for other in lines[axis][last[axis]]:
            if other == path[0] and len(path) >= 4 and axis == 1:
                return True
            if other in path or (step * sign(other) < 0 and values[other] == 0):
                continue
            if explore([*path, other], 1 - axis, -step):
                return True
        return False

    return any((step * sign(cell) > 0 or values[cell] > 0) and explore([cell], 0, -step) for step in (1, -1))


@settings(max_examples=300, deadline=None)
@given(tables())
def test_no_hidden_count_can_be_worked_out_from_what_is_shown(counts):
    table = suppressed(counts)
    values = with_totals(table.rows, table.columns, counts)
    hidden = {cell for cell, shown in table.cells.items() if shown is None}
    assert all(solutions_differ(values, hidden, cell) for cell in hidden)


@settings(max_examples=300, deadline=None)
@given(tables())
def test_no_small_count_is_shown_and_what_is_shown_is_true(counts):
    table = suppressed(counts)
    values = with_totals(table.rows, table.columns, counts)
    for cell, shown in table.cells.items():
        assert shown is None or (shown == values[cell] and shown >= SMALLEST_SHOWN)


def test_hiding_the_small_cell_alone_would_give_it_away():
    counts = {("a", "x"): 3, ("a", "y"): 40, ("b", "x"): 50, ("b", "y"): 60}
    table = suppressed(counts)
    values = with_totals(table.rows, table.columns, counts)
    assert not solutions_differ(values, {("a", "x")}, ("a", "x"))
    assert sum(value is None for value in table.cells.values()) >= 4


def test_a_table_without_small_counts_is_shown_whole():
    counts = {cell: 20 for cell in itertools.product("ab", "xy")}
    assert None not in suppressed(counts).cells.values()
    assert suppressed(counts).total == 80


def test_a_lone_small_count_of_a_list_takes_another_with_it():
    shown = suppressed_list({"Pusat": 40, "Seribu": 3, "Timur": 90})
    assert shown == {"Pusat": None, "Seribu": None, "Timur": 90, TOTAL: 133}


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), COUNTS, min_size=1, max_size=6))
def test_a_list_never_gives_back_what_it_hides(counts):
    shown = suppressed_list(counts)
    hidden = [name for name, value in shown.items() if value is None]
    values = {**counts, TOTAL: sum(counts.values())}
    assert all(values[name] >= SMALLEST_SHOWN for name in shown if name not in hidden)
    if hidden and TOTAL not in hidden:
        assert len(hidden) >= 2
        assert sum(values[name] for name in hidden) > 0
