"""Small cells are hidden in whatever leaves, and so many others that no hidden one can be worked out from the totals.

A count under 11 can point at a person. Hiding it alone is not enough: row and column totals give it back. A two-way
table with its totals is one matrix whose rows and columns each sum to zero when the totals are taken as negative; a
hidden cell can take another value exactly when a closed walk over hidden cells, up in one, down in the next, passes
through it (with no count below zero). Where there is none, the cheapest walk is found and the cells on it are hidden.
"""

from __future__ import annotations

import dataclasses
import heapq
from collections.abc import Mapping

SMALLEST_SHOWN = 11
TOTAL = "∑"  # the key of a row or column of totals

Cell = tuple[str, str]


@dataclasses.dataclass(frozen=True)
class Table:
    """A two-way table as it may leave. A hidden number is None; `TOTAL` is the key of the totals."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[Cell, int | None]

    def __getitem__(self, cell: Cell) -> int | None:
        return self.cells[cell]

    def row_total(self, row: str) -> int | None:
        """The row's total, or None where it is hidden."""
        return self.cells[row, TOTAL]

    def column_total(self, column: str) -> int | None:
        """The column's total, or None where it is hidden."""
        return self.cells[TOTAL, column]

    @property
    def total(self) -> int | None:
        """The grand total, or None where it is hidden."""
        return self.cells[TOTAL, TOTAL]


def suppressed(counts: Mapping[Cell, int]) -> Table:
    """The table of these counts with its totals, small cells and their protectors hidden. Cells not given are 0; where
    none is given, the total alone stands there, hidden."""
    rows = tuple(dict.fromkeys(row for row, _ in counts))
    columns = tuple(dict.fromkeys(column for _, column in counts))
    values = with_totals(rows, columns, counts)
    hidden = {cell for cell, value in values.items() if value < SMALLEST_SHOWN}
    for cell in sorted(hidden) if counts else ():
        if not is_open(cell, values, hidden):
            hidden |= _cheapest_walk(cell, values, hidden)
    return Table(rows, columns, {cell: None if cell in hidden else value for cell, value in values.items()})


def suppressed_list(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The same for a simple list with a total, under the key `TOTAL`."""
    values = {**counts, TOTAL: sum(counts.values())}
    hidden = {name for name, value in values.items() if value < SMALLEST_SHOWN}
    if len(hidden) == 1 or (hidden and all(values[name] == 0 for name in hidden)):
        shown = [name for name in counts if name not in hidden]
        hidden.add(min(shown, key=lambda name: values[name]) if shown else TOTAL)
    return {name: None if name in hidden else value for name, value in values.items()}


def with_totals(rows: tuple[str, ...], columns: tuple[str, ...], counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """Every cell, and the totals under `TOTAL`."""
    values = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    for row in rows:
        values[row, TOTAL] = sum(values[row, column] for column in columns)
    for column in (*columns, TOTAL):
        values[TOTAL, column] = sum(values[row, column] for row in rows)
    return values


def is_open(cell: Cell, values: Mapping[Cell, int], hidden: set[Cell]) -> bool:
    """Whether a hidden cell could as well have another value, for one who sees everything that is not hidden."""
    return any(_walk(cell, up, values, hidden, only_hidden=True) is not None for up in (True, False))


def _cheapest_walk(cell: Cell, values: Mapping[Cell, int], hidden: set[Cell]) -> set[Cell]:
    """The cells whose hiding opens CELL at the least loss of shown counts."""
    walks = [walk for up in (True, False) if (walk := _walk(cell, up, values, hidden, only_hidden=False))]
    _, cells = min(walks, key=lambda walk: (walk[0], sorted(walk[1])))
    return cells


def _walk(cell: Cell, up: bool, values: Mapping[Cell, int], hidden: set[Cell], *, only_hidden: bool):
    """(cost, cells) of the cheapest closed walk that moves CELL up (or down) by one; None where there is none.

    Nodes are rows and columns. A cell moved up leads from its row to its column, one moved down back; hidden cells
    cost nothing, shown ones what is lost by hiding them.
    """
    row, column = cell
    if not _can_move(cell, up, values):
        return None
    start, goal = (("c", column), ("r", row)) if up else (("r", row), ("c", column))
    best = {start: 0}
    queue: list[tuple[int, tuple[str, str], tuple[Cell, ...]]] = [(0, start, ())]
    while queue:
        cost, node, path = heapq.heappop(queue)
        if node == goal:
            return cost, set(path)
        if cost > best.get(node, cost):
            continue
        side, name = node
        for other in values:
            if other == cell or other[0 if side == "r" else 1] != name or (only_hidden and other not in hidden):
                continue
            if not _can_move(other, side == "r", values):
                continue
            further = cost + (0 if other in hidden else 1 + values[other])
            following = ("c", other[1]) if side == "r" else ("r", other[0])
            if further < best.get(following, further + 1):
                best[following] = further
                heapq.heappush(queue, (further, following, (*path, other)))
    return None


def _can_move(cell: Cell, up: bool, values: Mapping[Cell, int]) -> bool:
    """Whether the cell's signed value can move that way by one without a count below zero; totals count negative."""
    is_total = (cell[0] == TOTAL) != (cell[1] == TOTAL)
    grows = up != is_total
    return grows or values[cell] > 0
