"""In which role and unit somebody was at a moment: today's, unless an entry of a later move says what was before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from access.models import Staff
from audit.models import AuditEntry

WAS = "was:"  # among a move's digests: account, role and unit until then
MOVES = ("account.change_role", "cover.begin", "cover.end", "cover.over")
ENDING_A_SHIFT = ("account.close", "account.second_factor_reset")
"""What is a move where a covered shift ended by it, which its entry says."""


class Place(NamedTuple):
    """A role, and the id of a unit or ""."""

    role: str
    unit: str


class Places:
    """Asked for some people once, by the index of what entries are about."""

    def __init__(self, people: Iterable[Staff], since: datetime) -> None:
        self._left: dict[str, list[tuple[datetime, Place | None]]] = defaultdict(list)
        keys = [str(person.pk) for person in people]
        moves = AuditEntry.objects.filter(object_id__in=keys, object_kind="staff", time__gt=since)
        moves = moves.filter(action__in=MOVES + ENDING_A_SHIFT).order_by("time", "id")
        for entry in moves.only("object_id", "action", "time", "digests") if keys else ():
            left = _left(entry)
            if left or entry.action in MOVES:
                self._left[entry.object_id].append((entry.time, left))

    def at(self, person: Staff, moment: datetime) -> Place | None:
        """None where they have moved since, and the entry is from before such entries said from where."""
        later = (place for time, place in self._left.get(str(person.pk), ()) if time > moment)
        return next(later, Place(person.role, str(person.unit_id or "")))


def _left(entry: AuditEntry) -> Place | None:
    start = f"{WAS}{entry.object_id}:"
    said = (name.removeprefix(start).split(":") for name in entry.digests if name.startswith(start))
    return next((Place(*parts) for parts in said if len(parts) == len(Place._fields)), None)
