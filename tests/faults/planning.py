"""Which faults are injected where: each kind at each side of each step, then as many more as are asked for."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tests.faults.looking import State
from tests.faults.probe import MEETS, SERVER, Fault, Moment
from tests.faults.steps import STATEMENT, TRANSACTION, Step
from tests.faults.units import Unit
from tests.faults.units_of_houses import UNITS


class Injection(NamedTuple):
    """One fault in one act."""

    unit: Unit
    fault: Fault

    def __str__(self) -> str:
        kind, (step, times, side) = self.fault
        return f"{self.unit.name}: {kind} {side} {step} (time {times})"


class Played(NamedTuple):
    """What an act passes and leaves when nothing happens to it."""

    moments: list[tuple[Moment, list[str]]]
    after: State


def every(played: Mapping[str, Played], planted_in: Mapping[str, Step] | None = None) -> list[Injection]:
    """All faults that these acts can meet, in an order drawn by a fixed seed; a heavy act's come later.

    With a fault PLANTED_IN these steps, the power may take something where it took nothing before.
    """
    draw = random.Random("faults")
    found = [
        Injection(UNITS[name], Fault(kind, moment))
        for name, one in played.items()
        for moment, kinds in one.moments
        for kind in (MEETS[planted_in[moment.step].moves][moment.side] if planted_in else kinds)
    ]
    return sorted(found, key=lambda one: draw.random() ** (1 / one.unit.weight), reverse=True)


def one_each(found: Iterable[Injection]) -> list[Injection]:
    """The first of each kind of fault at each side of each step."""
    first: dict[tuple, Injection] = {}
    for one in found:
        first.setdefault((one.fault.at.step, one.fault.at.side, one.fault.kind), one)
    return list(first.values())


def plan(found: list[Injection], first: list[Injection], sample: int) -> list[Injection]:
    """SAMPLE of them, those of FIRST before all others; where there are fewer, they are asked again."""
    chosen = set(first)
    planned = [*first, *(one for one in found if one not in chosen)]
    while len(planned) < sample:
        planned += found[: sample - len(planned)]
    return planned[:sample]


def server_kills(played: Mapping[str, Played], known: Mapping[str, Step], kills: int) -> list[Injection]:
    """The server is killed right before or after something moves in a database."""
    found = [
        Injection(UNITS[name], Fault(SERVER, moment))
        for name, one in played.items()
        for moment, _kinds in one.moments
        if known[moment.step].moves in (STATEMENT, TRANSACTION)
    ]
    return random.Random("kills").sample(found, kills)
