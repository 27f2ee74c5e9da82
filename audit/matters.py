"""Which matters somebody sees, and which entries a report may tell of.

Reports leave: what they tell must be the same wherever a house stands, whoever sleeps there, and whether somebody is
placed at all. So they tell of no house event, and nothing of whoever knows a house.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from access import policy, robots
from access.conditions import Walled
from access.permissions import Permission
from access.roles import KNOW_A_HOUSE, Role
from audit import house, subjects
from audit.models import AuditEntry, Decision, Matter, MatterFile, Touched
from audit.queries import kept_from
from audit.recording import actor_of

NATURES = ("actual", "exercise", "test")  # what is real outweighs what isn't
SUCCEEDED = (Decision.ALLOWED, Decision.DONE)


def visible(user, permission: Permission) -> QuerySet[Matter]:
    """The matters that USER sees: by their role alone, but none that touches a file behind a wall before them."""
    if not policy.may(user, permission):
        return Matter.every.none()
    walled = MatterFile.objects.filter(Walled(F("case_id"), user.pk), matter=OuterRef("pk"))
    return Matter.every.exclude(Exists(walled))


def natures(shown: Collection[Matter]) -> dict[UUID, str]:
    """What each matter is about: an exercise or a test where every file that it reached is one, else actual."""
    reached = list(MatterFile.objects.filter(matter__in=shown).values_list("matter_id", "case_id"))
    told = subjects.natures({case_id for _matter, case_id in reached})
    of_each: dict[UUID, set[str]] = {matter.pk: set() for matter in shown}
    for matter_id, case_id in reached:
        of_each[matter_id].add(told.get(case_id, "actual"))
    return {pk: next((one for one in NATURES if one in found), NATURES[0]) for pk, found in of_each.items()}


def nature_of(matter: Matter) -> str:
    """What one matter is about."""
    return natures([matter])[matter.pk]


def by_people() -> QuerySet[AuditEntry]:
    """The entries of what people did: no house event, and nothing that nobody, a robot or a process did."""
    rows = AuditEntry.objects.filter(role__in=Role.values)
    return rows.exclude(Q(actor="") | Q(action=house.EVENT) | Q(purpose=robots.PURPOSE))


def told() -> QuerySet[AuditEntry]:
    """The entries that a report tells of. Whoever knows a house is left out: how much they do tells of placements."""
    return by_people().exclude(role__in=KNOW_A_HOUSE)


def about_file(case_id: UUID) -> tuple[QuerySet[AuditEntry], QuerySet[AuditEntry]]:
    """The told entries about one file that came to something: its own, and those of lists and searches that touched it.

    Two queries, each by its index; no entry is in both.
    """
    rows = told().filter(decision__in=SUCCEEDED)
    return rows.filter(case_id=case_id), rows.filter(touched__case_id=case_id)


def of_breach(matter: Matter, reader) -> QuerySet[AuditEntry]:
    """What came of a breach: acts and reads that succeeded. None of a file that is kept from the reader.

    A breach may be the work of somebody who knows a house: then their own entries are told, and no house event.
    """
    rows = by_people().filter(decision__in=SUCCEEDED).exclude(case_id__in=kept_from(reader))
    if matter.person is None:
        return rows.filter(pk__in=matter.entries)
    return rows.filter(actor=actor_of(matter.person)[0], time__gte=matter.since, time__lt=matter.until)


def files_of(rows: QuerySet[AuditEntry], reader) -> set[UUID]:
    """The files that these entries touched, without those kept from the reader."""
    own = rows.exclude(case_id=None).values_list("case_id", flat=True).distinct()
    beside = Touched.objects.filter(entry__in=rows.values("pk")).values_list("case_id", flat=True).distinct()
    return {*own, *beside} - kept_from(reader)


def of_entries(keys: Iterable[str]) -> dict[UUID, AuditEntry]:
    """The told entries that are named by KEYS of findings. What names other things alone is left out."""
    ids = {identity for key in keys for identity in _ids_in(key)}
    found: dict[UUID, AuditEntry] = {}
    ordered = sorted(ids)
    for start in range(0, len(ordered), 500):
        found |= {entry.pk: entry for entry in told().filter(pk__in=ordered[start : start + 500])}
    return found


def _ids_in(key: str) -> Iterator[UUID]:
    """A finding's key names its rule, entries, files or days, in any order."""
    for part in key.split(":"):
        with suppress(ValueError):
            yield UUID(part)


def entry_of(key: str, entries: dict[UUID, AuditEntry]) -> AuditEntry | None:
    """The told entry that a finding is about, or None."""
    return next((entries[identity] for identity in _ids_in(key) if identity in entries), None)


def first_month() -> datetime | None:
    """When the log begins; None where nothing is sealed yet."""
    return AuditEntry.objects.filter(number=0).values_list("time", flat=True).first()
