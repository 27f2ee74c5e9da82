"""What the matcher finds, and a custodian who has dealt with it.

Every list that opens is written anew each time, with something found or nothing: who counts writes learns nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from access.errors import Refused
from disclosure.models import Release
from disclosure.workflow import GateState
from shelters.actions.act import house_act, locked
from shelters.finds import Find, Left, Walls, as_json
from shelters.models import Finds
from shelters.principals import MATCHER
from shelters.queries.finds import (
    Alert,
    Lists,
    alerts_among,
    growing,
    let_go_already,
    opened,
    opened_by_custodian,
    rows_of_custodian,
    walls_of,
)
from shelters.queries.houses import all_houses, rows_of

ATTEMPTS = 5


class Overtaken(Exception):
    """A list was written between its reading and its writing."""


def keep_finds(found: Mapping[Release, Mapping[uuid.UUID, list[int]]], *, now: datetime) -> None:
    """Keeps what was found, by text and house; looking twice finds it once. FOUND has every text that was looked at.

    A text that has left by now alerts, whether nobody had to let it go or somebody did before it was looked at.
    """
    gone = [release for release in found if release.state == GateState.RELEASED]
    let_go = let_go_already(gone)
    left = {release: Left.of(release) for release in gone}
    since = {release.pk: told for release, told in left.items() if release.decided_at is not None}
    for _attempt in range(ATTEMPTS):
        rows = rows_of(Finds)
        kept = opened(rows, by=MATCHER, act="matcher.finds", standing={"matcher"})
        lists = {row: [_left_since(find, since) for find in finds] for row, finds in kept.items()}
        into = growing(rows)
        for house in all_houses():
            row = into.get(house)
            if row is None or row not in lists:  # none yet, or one that stays as it is because it doesn't open
                row = Finds(house_id=house, begun_at=now)
                lists[row] = []
            known = {find.release_id for listed, finds in lists.items() if listed.house_id == house for find in finds}
            new = [
                Find(
                    release.pk,
                    tuple(houses[house]),
                    now,
                    left.get(release) if not known & let_go.get(release, set()) else None,
                )
                for release, houses in found.items()
                if house in houses and release.pk not in known
            ]
            lists[row] = [*lists[row], *new]
        try:
            return _written("matcher.look", lists, by=MATCHER)
        except Overtaken:
            continue
    raise Overtaken


def _left_since(find: Find, since: Mapping[uuid.UUID, Left]) -> Find:
    """The find, an alert now if its text was let go while it was being looked at."""
    if find.left is None and find.handled_by is None and find.release_id in since:
        return replace(find, left=since[find.release_id])
    return find


def look_at_alerts(*, by) -> tuple[list[Alert], bool]:
    """The alerts of this custodian, and whether all lists opened.

    Looking asks and writes what dealing with one does: nobody else can tell the two apart. A busy matcher keeps nobody
    out.
    """
    if not by.is_robot:
        with suppress(Refused):
            return _looked(None, by=by)
    walls, rows = walls_of(by), rows_of_custodian(by)
    lists = opened_by_custodian(by, rows)
    return alerts_among(lists, walls), len(lists) == len(rows)


def handle_alert(key: uuid.UUID, *, by) -> uuid.UUID:
    """A custodian has dealt with a text that left.

    The same is asked and written whatever the key stands for: a text that names a house, one that doesn't, or nothing.
    """
    _looked(key, by=by)
    return key


def _looked(key: uuid.UUID | None, *, by) -> tuple[list[Alert], bool]:
    """Opens the lists that this person keeps and writes them anew; dealt with are those alerts they are shown by this
    KEY.

    Returns the alerts as they were, and whether all lists opened.
    """
    walls = walls_of(by)
    for _attempt in range(ATTEMPTS):
        rows = rows_of_custodian(by)
        lists = opened_by_custodian(by, rows)
        changed = {row: [_dealt_with(find, row, key, walls, by) for find in finds] for row, finds in lists.items()}
        try:
            _written("alerts.look", changed, by=by)
        except Overtaken:
            continue
        return alerts_among(lists, walls), len(lists) == len(rows)
    raise Refused(_("Pencocok sedang bekerja. Peringatan ini masih terbuka; tekan sekali lagi."))


def _dealt_with(find: Find, row: Finds, key: uuid.UUID | None, walls: Walls, by) -> Find:
    meant = key is not None and find.pressed_by(row.house_id, walls) == key
    return replace(find, left=None, handled_by=by.pk) if meant else find


def _written(act: str, lists: Lists, *, by) -> None:
    with house_act(act, by=by):
        for row, finds in lists.items():
            adding = row._state.adding
            if not adding and locked(row).revision != row.revision:
                raise Overtaken
            row.listed = as_json(finds)
            row.save(force_insert=adding)
