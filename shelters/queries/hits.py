"""What the matcher found, for custodians of the house that was named: on the release desk, and of what has left."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from access import policy
from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from access.walls import walled
from disclosure.matching import Mark
from disclosure.models import Release
from shelters.models import Hit
from shelters.queries.houses import codes

MOST = 50


@dataclass(frozen=True)
class Alert:
    """A text that has left and names a house."""

    release: Release
    houses: list[str]
    found_at: datetime


def found_for(custodian):
    """The hits on houses that this person keeps; nothing for anybody but a custodian."""
    hits = policy.visible(custodian, Permission.SHELTER_LOCATE, of=Hit)
    return hits if custodian.role == Role.CUSTODIAN else hits.none()


def marks(custodian, releases: Collection[uuid.UUID]) -> dict[uuid.UUID, Mark]:
    """What was found in these texts."""
    found: dict[uuid.UUID, Mark] = {}
    for hit in found_for(custodian).filter(release_id__in=list(releases)):
        before = found.get(hit.release_id, Mark())
        found[hit.release_id] = Mark(before.phrases | frozenset(hit.marks), before.beyond or not hit.marks)
    return found


def alerts(custodian) -> list[Alert]:
    """Texts that left before they were found to name a house, and that nobody has dealt with; the oldest first."""
    hits = list(found_for(custodian).filter(alert=True, handled_at=None)[:MOST])
    releases = Release.objects.select_related("writer__agency").in_bulk({hit.release_id for hit in hits})
    names = codes({hit.house_id for hit in hits})
    by_text: dict[uuid.UUID, list[Hit]] = {}
    for hit in hits:
        by_text.setdefault(hit.release_id, []).append(hit)
    return [
        Alert(releases[pk], sorted(names[hit.house_id] for hit in same), same[0].found_at)
        for pk, same in by_text.items()
        if pk in releases
    ]


def count(custodian) -> int:
    """How many hits wait for this custodian."""
    return found_for(custodian).filter(alert=True, handled_at=None).count()


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
    """Houses that texts of the same document name and that a custodian let go all the same."""
    prefix, _, part = release.subject.rpartition(":")
    if part != "file":
        return set()
    same = Release.objects.filter(subject__startswith=f"{prefix}:", current=True, decided_by__isnull=False)
    released = list(same.values_list("pk", flat=True))
    return set(Hit.every.filter(release_id__in=released).values_list("house_id", flat=True))
