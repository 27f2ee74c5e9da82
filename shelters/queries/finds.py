"""What the matcher found, for custodians of the house that was named: on the release desk, and of what has left.

Finds are sealed, so each of these reads is in the log.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from access import policy
from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from access.walls import walled
from audit.errors import WouldNotOpen
from audit.reveal import reveal
from disclosure.matching import Mark
from disclosure.models import Release
from shelters.finds import Find, from_json
from shelters.models import Finds, HouseReference
from shelters.queries.houses import codes

MOST = 50


@dataclass(frozen=True)
class Alert:
    """A text that has left and names a house."""

    release: Release
    houses: list[str]
    found_at: datetime


def rows_of_custodian(user) -> list[Finds]:
    """The sealed lists of the houses that this person keeps; none for anybody but a custodian."""
    if user.role != Role.CUSTODIAN:
        return []
    return list(policy.visible(user, Permission.SHELTER_LOCATE, of=Finds).order_by("pk"))


def opened(
    rows: Collection[Finds], *, by, act: str, standing: Iterable[str] = (), permission: str | None = None
) -> dict[uuid.UUID, list[Find]]:
    """The finds by house. One entry, whose meaning lists the houses.

    A list that doesn't open has its entry and is left out; the others then open one by one.
    """
    if not rows:
        return {}
    about = HouseReference(houses=[str(row.pk) for row in rows])
    about.standing = frozenset(standing)
    try:
        with reveal(by, act, about, [(row, "listed") for row in rows], permission=permission) as values:
            return {row.pk: from_json(cast("list[list]", values[row, "listed"])) for row in rows}
    except WouldNotOpen:
        if len(rows) == 1:
            return {}
    alone = [opened([row], by=by, act=act, standing=standing, permission=permission) for row in rows]
    return {house: finds for one in alone for house, finds in one.items()}


def opened_by_custodian(custodian, rows: Collection[Finds]) -> dict[uuid.UUID, list[Find]]:
    """The finds of these lists, for whom `rows_of_custodian` gave them."""
    return opened(rows, by=custodian, act="finds.read", permission=Permission.SERVICE_RELEASE)


def marks(custodian, releases: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Mark]:
    """What was found in these texts; while the list of a house doesn't open, any of them may name it."""
    wanted, rows = frozenset(releases), rows_of_custodian(custodian)
    lists = opened_by_custodian(custodian, rows)
    found = {pk: Mark(beyond=True) for pk in wanted} if len(lists) < len(rows) else {}
    for finds in lists.values():
        for find in finds:
            if find.release_id in wanted:
                before = found.get(find.release_id, Mark())
                found[find.release_id] = Mark(before.phrases | {*find.phrases}, before.beyond or not find.phrases)
    return found


def alerts(custodian) -> list[Alert]:
    """Texts that left before they were found to name a house, and that nobody has dealt with; the oldest first."""
    return alerts_among(custodian, opened_by_custodian(custodian, rows_of_custodian(custodian)))


def alerts_among(custodian, lists: Mapping[uuid.UUID, list[Find]]) -> list[Alert]:
    """The same, of lists that were opened. The statements are the same whether there are any or none."""
    waiting: dict[uuid.UUID, list[tuple[datetime, uuid.UUID]]] = {}
    for house, finds in lists.items():
        for find in finds:
            if find.waits:
                waiting.setdefault(find.release_id, []).append((find.found_at, house))
    oldest = sorted(waiting, key=lambda pk: (min(waiting[pk]), pk))[:MOST]
    asked = [*oldest, *(uuid.UUID(int=number) for number in range(MOST - len(oldest)))]
    releases = Release.objects.select_related("writer__agency").exclude(walled(custodian, "case_id")).in_bulk(asked)
    names = codes(lists)
    return [
        Alert(releases[pk], sorted(names[house] for _, house in waiting[pk]), min(waiting[pk])[0])
        for pk in oldest
        if pk in releases
    ]


def text(custodian: Staff, pk: uuid.UUID) -> Release:
    """A text that may leave, named or naming nothing; raises Unseen. The same queries whatever was found in it."""
    release = Release.objects.filter(pk=pk).exclude(walled(custodian, "case_id")).first()
    if release is None:
        raise policy.Unseen
    return release


def some_texts() -> list[dict]:
    """Examples for the list of routes: the newest texts, whatever was found in them."""
    return [{"pk": pk} for pk in Release.objects.order_by("-submitted_at", "pk").values_list("pk", flat=True)[:6]]


def let_go_already(release: Release) -> set[uuid.UUID]:
    """The texts of the same document that a custodian let go, where RELEASE is the document's file."""
    prefix, _, part = release.subject.rpartition(":")
    if part != "file":
        return set()
    same = Release.objects.filter(subject__startswith=f"{prefix}:", current=True, decided_by__isnull=False)
    return set(same.values_list("pk", flat=True))
