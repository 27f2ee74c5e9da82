"""What the matcher found, for custodians of the house that was named: on the release desk, and of what has left.

Finds are sealed, so each of these reads is in the log. What was found is in the lists alone: no statement asks for it.
"""

from __future__ import annotations

import operator
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import cast

from django.db.models import Q

from access import policy
from access.permissions import Permission
from access.roles import Role
from access.walls import shut_at, unseen_by, walled_cases
from audit.errors import WouldNotOpen
from audit.reveal import reveal
from disclosure.matching import Mark
from disclosure.models import Release
from disclosure.models.release import reference_of
from shelters.finds import Find, Left, Walls, from_json
from shelters.models import Finds, HouseReference
from shelters.queries.houses import codes
from shelters.roots.actions import KEEP
from shelters.roots.models import Shelter

MOST = 50

Lists = dict[Finds, list[Find]]


@dataclass(frozen=True)
class Alert:
    """A text that has left and names houses: when, and whose; nothing of whose where its file is kept from all who keep
    the house. `key` deals with it."""

    key: uuid.UUID
    houses: list[str]
    at: datetime
    found_at: datetime
    left: Left | None

    @property
    def reference(self) -> str:
        """What a person can say on the telephone of a text that is told of."""
        return reference_of(self.key) if self.left else ""


def rows_of_custodian(user) -> list[Finds]:
    """The sealed lists of the houses that this person keeps; none for anybody but a custodian."""
    if user.role != Role.CUSTODIAN:
        return []
    return list(policy.visible(user, Permission.SHELTER_LOCATE, of=Finds).order_by("pk"))


def growing(rows: Iterable[Finds]) -> dict[uuid.UUID, Finds]:
    """Of these lists the one into which new finds of its house go, by house: its newest."""
    return {row.house_id: row for row in sorted(rows, key=lambda row: (row.begun_at, row.pk))}


def opened(
    rows: Collection[Finds], *, by, act: str, standing: Iterable[str] = (), permission: str | None = None
) -> Lists:
    """The finds by list. One entry, whose meaning lists the houses.

    A list that doesn't open has its entry and is left out; the others then open one by one.
    """
    if not rows:
        return {}
    about = HouseReference(houses=sorted({str(row.house_id) for row in rows}))
    about.standing = frozenset(standing)
    try:
        with reveal(by, act, about, [(row, "listed") for row in rows], permission=permission) as values:
            return {row: from_json(cast("list[list]", values[row, "listed"])) for row in rows}
    except WouldNotOpen:
        if len(rows) == 1:
            return {}
    alone = [opened([row], by=by, act=act, standing=standing, permission=permission) for row in rows]
    return {row: finds for one in alone for row, finds in one.items()}


def opened_by_custodian(custodian, rows: Collection[Finds]) -> Lists:
    """The finds of these lists, for whom `rows_of_custodian` gave them."""
    return opened(rows, by=custodian, act="finds.read", permission=Permission.SERVICE_RELEASE)


def marks(custodian, releases: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Mark]:
    """What was found in these texts; any of them may name a house for as long as a list that could say so is broken."""
    wanted, rows = frozenset(releases), _rows_for_marks(custodian)
    lists = opened_by_custodian(custodian, rows)
    found = dict.fromkeys(_untold(wanted, rows, lists), Mark(beyond=True))
    for finds in lists.values():
        for find in finds:
            if find.release_id in wanted:
                before = found.get(find.release_id, Mark())
                found[find.release_id] = Mark(before.phrases | {*find.phrases}, before.beyond or not find.phrases)
    return found


def _rows_for_marks(user) -> list[Finds]:
    """A placement officer's, too, while there are files whose texts no custodian may see."""
    if user.role == Role.PLACEMENT_OFFICER and unseen_by(Role.CUSTODIAN) is not None:
        return list(policy.visible(user, Permission.SHELTER_LOCATE, of=Finds).order_by("pk"))
    return rows_of_custodian(user)


def _untold(wanted: frozenset[uuid.UUID], rows: Collection[Finds], lists: Lists) -> frozenset[uuid.UUID]:
    """Of these texts those that may stand in a list that doesn't open: older than the list that follows upon it."""
    following = [growing(rows)[row.house_id] for row in rows if row not in lists]
    if any(row not in lists for row in following):
        return wanted
    if not following:
        return frozenset()
    until = max(row.begun_at for row in following)
    older = Release.objects.filter(pk__in=sorted(wanted), submitted_at__lte=until)
    return frozenset(older.values_list("pk", flat=True))


def alerts(custodian) -> list[Alert]:
    """Texts that left before they were found to name a house, and that nobody has dealt with; the oldest first."""
    walls = walls_of(custodian)
    return alerts_among(opened_by_custodian(custodian, rows_of_custodian(custodian)), walls)


def walls_of(custodian) -> Walls:
    """What is kept from a custodian. Walls, accounts and who keeps which house say it, whatever was found: in one
    statement over all of them, however many walls there are."""
    files = frozenset(walled_cases(custodian))
    shut = shut_at(Shelter, KEEP, Role.CUSTODIAN)
    of_all = {(house, file) for house, kept in shut.items() for file in (files if kept is None else files & kept)}
    return Walls(files, frozenset(of_all))


def alerts_among(lists: Lists, walls: Walls) -> list[Alert]:
    """The same, of lists that were opened. It asks for the same whatever they hold."""
    names = codes(sorted({row.house_id for row in lists}))
    waiting: dict[uuid.UUID, list[tuple[datetime, str, Left]]] = {}
    for row, finds in lists.items():
        for find in finds:
            key = find.pressed_by(row.house_id, walls)
            if find.left is not None and key is not None:
                waiting.setdefault(key, []).append((find.found_at, names[row.house_id], find.left))
    told = [
        Alert(
            key,
            sorted({house for _, house, _ in among}),
            among[0][2].at,
            min(found_at for found_at, _, _ in among),
            None if walls.keep(among[0][2].case_id) else among[0][2],
        )
        for key, among in waiting.items()
    ]
    return sorted(told, key=lambda alert: (alert.found_at, alert.key))[:MOST]


def some_texts() -> list[dict]:
    """Examples for the list of routes: the newest texts, whatever was found in them."""
    return [{"pk": pk} for pk in Release.objects.order_by("-submitted_at", "pk").values_list("pk", flat=True)[:6]]


def let_go_already(releases: Collection[Release]) -> dict[Release, set[uuid.UUID]]:
    """Of each document's file among RELEASES the texts of that document which a custodian let go; in one statement."""
    parts = {release: release.subject.rpartition(":") for release in releases}
    documents = {release: f"{prefix}:" for release, (prefix, _, part) in parts.items() if part == "file"}
    if not documents:
        return {}
    condition = reduce(operator.or_, (Q(subject__startswith=document) for document in documents.values()))
    decided = Release.objects.filter(condition, current=True, decided_by__isnull=False)
    known = list(decided.values_list("pk", "subject"))
    return {
        release: {pk for pk, subject in known if subject.startswith(document)}
        for release, document in documents.items()
    }
