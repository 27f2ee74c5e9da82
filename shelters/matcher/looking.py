"""The matcher's steps: know the locations as they are now, then look at what wants to leave.

`run_once(now)` takes one step. What is found is kept in `shelters` for custodians; `default` gets the same entries and
rows whatever is found. In a file that a custodian let go for the same house nothing is found anew. Between matching and
the first thing written a step calls `wait(now)`: whoever runs it by the clock lets it write on the clock's beat.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import cast

from audit.errors import WouldNotOpen
from audit.reveal import reveal
from disclosure import gate
from disclosure.actions.looking import looked
from disclosure.models import Release
from shelters.actions.finds import Overtaken, keep_finds
from shelters.matcher.holding import Holding, here
from shelters.principals import MATCHER

BATCH = 20
Wait = Callable[[datetime], object]
_shut: set[uuid.UUID] = set()  # texts that do not open: their keys are gone, their seals broken


def at_once(_began: datetime) -> None:
    """Waits for nothing."""


def run_once(now: datetime, holding: Holding | None = None, *, wait: Wait = at_once) -> int:
    """Looks at the oldest texts that nobody has looked at; returns how many. Opens the locations first, if need be."""
    holding = holding or here()
    holding.refresh()
    releases = gate.unseen(BATCH, without=_shut)
    try:
        return _look(releases, holding, now, wait)
    except Overtaken:
        return 0  # a custodian was quicker each time: the texts wait for the next step
    except WouldNotOpen:
        return sum(_look_alone(release, holding, now, wait) for release in releases)


def run_all(now: datetime, holding: Holding | None = None, *, wait: Wait = at_once) -> int:
    """Steps until nothing is left; how many texts there were."""
    done = 0
    while some := run_once(now, holding, wait=wait):
        done += some
    return done


def _look_alone(release: Release, holding: Holding, now: datetime, wait: Wait) -> int:
    try:
        return _look([release], holding, now, wait)
    except WouldNotOpen:
        _shut.add(release.pk)
        return 0


def _look(releases: Sequence[Release], holding: Holding, now: datetime, wait: Wait) -> int:
    if not releases:
        return 0
    for release in releases:
        release.standing = frozenset({"matcher"})
    wants = [(release, "unseen", "phrases") for release in releases]
    with reveal(MATCHER, "gate.look", list(releases), wants) as opened:  # type: ignore[arg-type]
        found = {
            release: _found(
                cast(str, opened[release, "unseen"]), cast("list[str]", opened[release, "phrases"]), holding
            )
            for release in releases
        }
    wait(now)
    keep_finds(found, now=now)
    looked(releases, by=MATCHER)
    return len(releases)


def _found(text: str, phrases: list[str], holding: Holding) -> dict[uuid.UUID, list[int]]:
    """By house that the text names: the numbers of the phrases that do so by themselves.

    Each phrase is compared with every house, whatever the text names: how long a look takes would tell.
    """
    houses = sorted(holding.named(text))
    told = [holding.named(phrase) for phrase in phrases]
    return {house: [number for number, named in enumerate(told) if house in named] for house in houses}
