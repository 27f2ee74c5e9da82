"""Finding a name in a long row of letters although a letter or two are wrong."""

from __future__ import annotations

from collections.abc import Iterator

from vault.sealed import Closed


class Name(Closed):
    """A name as letters, with how many slips it forgives: none under eight letters, one under sixteen, else two, and
    never more than MOST."""

    __slots__ = ("all", "letters", "parts", "slips")

    def __init__(self, letters: str, most: int = 2) -> None:
        self.letters, self.all = letters, frozenset(letters)
        self.slips = 0 if len(letters) < 8 else 1 if len(letters) < 16 else most
        # two parts more than slips: one stands unharmed, even where an exchange of letters spoils two at once
        count = self.slips + 2
        edges = [len(letters) * n // count for n in range(count + 1)]
        self.parts = [(edges[n], letters[edges[n] : edges[n + 1]]) for n in range(count)]

    def spans(self, row: str) -> Iterator[tuple[int, int]]:
        """Where the name stands in ROW, from and to."""
        if not self.slips:
            yield from _exact(self.letters, row)
            return
        seen: set[int] = set()
        for offset, part in self.parts:
            at = row.find(part)
            while at >= 0:
                start = max(0, at - offset - self.slips)
                if start not in seen:
                    seen.add(start)
                    window = row[start : at - offset + len(self.letters) + self.slips]
                    # each slip takes one letter away at most: most of what is looked at lacks more, and costs little
                    if len(self.all.difference(window)) <= self.slips and fits(self.letters, window, self.slips):
                        yield start, start + len(window)
                at = row.find(part, at + 1)

    def stands_in(self, row: str) -> bool:
        """Whether the name stands in ROW."""
        return any(True for _ in self.spans(row))


def _exact(letters: str, row: str) -> Iterator[tuple[int, int]]:
    at = row.find(letters)
    while at >= 0:
        yield at, at + len(letters)
        at = row.find(letters, at + 1)


def fits(name: str, window: str, slips: int) -> bool:
    """Whether NAME begins within the first letters of WINDOW (twice as many as slips) with at most so many letters
    missing, added, wrong or exchanged."""
    size, far = len(window), slips + 1
    before = last = [0] * (size + 1)
    for row, letter in enumerate(name, 1):
        start, end = max(1, row - slips), min(size, row + 3 * slips)
        now = [far] * (size + 1)
        now[start - 1] = row if start == 1 else far
        least = far
        for column in range(start, end + 1):
            other = window[column - 1]
            cost = last[column - 1] if letter == other else 1 + min(last[column], now[column - 1], last[column - 1])
            if cost > 1 and row > 1 and column > 1 and letter == window[column - 2] and name[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            now[column] = cost
            if cost < least:
                least = cost
        if least > slips:
            return False
        before, last = last, now
    return min(last) <= slips


def one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter missing, added or wrong, or by two exchanged."""
    start, end = 0, 0
    shorter = min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == len(right) == 2 and left == right[::-1])
