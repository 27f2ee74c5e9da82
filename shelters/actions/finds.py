"""What the matcher finds, and a custodian who has dealt with it.

Every list is written anew each time, with something found or nothing: who counts writes learns nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from access.errors import Refused
from disclosure.models import Release
from disclosure.workflow import GateState
from shelters.actions.act import house_act, locked
from shelters.finds import Find, as_json
from shelters.models import Finds
from shelters.principals import MATCHER
from shelters.queries.finds import (
    Alert,
    alerts,
    alerts_among,
    let_go_already,
    opened,
    opened_by_custodian,
    rows_of_custodian,
)
from shelters.queries.houses import all_houses, rows_of

ATTEMPTS = 5

Lists = dict[uuid.UUID, list[Find]]


class Overtaken(Exception):
    """A list was written between its reading and its writing."""


def keep_finds(found: Mapping[Release, Mapping[uuid.UUID, list[int]]], *, now: datetime) -> None:
    """Keeps what was found, by house and text; looking twice finds it once."""
    left = {release for release in found if release.state == GateState.RELEASED and release.decided_at is None}
    let_go = {release: let_go_already(release) for release in left}

    def grown(house: uuid.UUID, before: list[Find]) -> list[Find]:
        finds = list(before)
        for release, houses in found.items():
            known = {find.release_id for find in finds}
            if house in houses and release.pk not in known:
                alert = release in left and not known & let_go[release]
                finds.append(Find(release.pk, tuple(houses[house]), alert, now))
        return finds

    for _attempt in range(ATTEMPTS):
        rows = rows_of(Finds)
        rows += [Finds(id=house) for house in all_houses() if house not in {row.pk for row in rows}]
        try:
            kept = [row for row in rows if not row._state.adding]
            before = opened(kept, by=MATCHER, act="matcher.finds", standing={"matcher"})
            return _written("matcher.look", rows, before, grown, by=MATCHER)  # a list that didn't open begins anew
        except Overtaken:
            continue
    raise Overtaken


def look_at_alerts(*, by) -> tuple[list[Alert], bool]:
    """The alerts of this custodian, and whether all lists opened.

    Looking writes what dealing with one writes: nobody else can tell the two apart. A busy matcher keeps nobody out.
    """
    rows = rows_of_custodian(by)
    if by.is_robot:
        return alerts(by), True
    try:
        lists = _dealt_with(lambda _house, finds: finds, by=by)
    except Refused:
        lists = opened_by_custodian(by, rows)
    return alerts_among(by, lists), len(lists) == len(rows)


def handle_alert(release: Release, *, by) -> Release:
    """A custodian has dealt with a text that left. The same is written whether it names a house or none."""

    def handled(_house: uuid.UUID, before: list[Find]) -> list[Find]:
        return [
            replace(find, handled_by=by.pk) if find.waits and find.release_id == release.pk else find for find in before
        ]

    _dealt_with(handled, by=by)
    return release


def _dealt_with(change: Callable[[uuid.UUID, list[Find]], list[Find]], *, by) -> Lists:
    """Opens the lists that this person keeps, writes them anew with CHANGE, and returns them as they were."""
    for _attempt in range(ATTEMPTS):
        rows = rows_of_custodian(by)
        lists = opened_by_custodian(by, rows)
        try:
            _written("alerts.look", [row for row in rows if row.pk in lists], lists, change, by=by)
        except Overtaken:
            continue
        return lists
    raise Refused(_("Pencocok sedang bekerja. Peringatan ini masih terbuka; tekan sekali lagi."))


def _written(
    act: str, rows: Collection[Finds], before: Lists, change: Callable[[uuid.UUID, list[Find]], list[Find]], *, by
) -> None:
    with house_act(act, by=by):
        for row in rows:
            adding = row._state.adding
            if not adding and locked(row).revision != row.revision:
                raise Overtaken
            row.listed = as_json(change(row.pk, before.get(row.pk, [])))
            row.save(force_insert=adding)
