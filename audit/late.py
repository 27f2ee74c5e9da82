"""Reads in houses that were seen too late, by a witness or, where none is set, by the sealer beside.

They are looked through by their number: whoever sets the server's clock back dates a look, but gives it no number. What
was judged once is not judged again: each process remembers up to which number every look was seen, and which were late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Min, OuterRef, QuerySet, Subquery

from audit import witnesses
from audit.findings import is_uuid
from audit.house import EVENT
from audit.models import AuditEntry, Checkpoint, Decision, Departure
from audit.sealed import size

LATE = timedelta(minutes=3)  # witnesses are asked each minute: two beats were missed
LATE_SEAL = timedelta(seconds=10)
REACH = 200_000  # numbers that a process looks through when it begins
MOST_READ = 20_000  # the newest reads among them, and of those that wait for a number


class Judged(NamedTuple):
    """By whose sight, up to which read (its number and id), from which number on, and which reads were late until
    then."""

    by: tuple[str, ...] = ()
    last: tuple[int, UUID] | None = None
    first: int = 0
    late: Mapping[UUID, datetime] = {}


_judged = Judged()


def events(now: datetime) -> dict[UUID, datetime]:
    """When reads in houses were made that were seen too late, by reference.

    All of them, whatever was read: who asked for some would tell this database what they were.
    """
    global _judged
    by, patience, seen = _sight()
    if seen is None:
        return {}
    before = _judged if _judged.by == by else Judged(by)
    rows = _numbered(before.last[0], seen) if before.last else []
    if not rows or (rows[0][0], rows[0][1]) != before.last:  # nothing was judged, or the log was put back since
        first = _first(by)
        if first is None:
            return {}  # no witness was ever asked: that is a finding of its own
        before = Judged(by, None, first)
        rows = _numbered(first, seen)
    late, last, all_seen = dict(before.late), before.last, True
    of_now: dict[UUID, datetime] = {}
    for number, pk, reference, time, at in rows:
        all_seen = all_seen and at is not None
        if at is None or at - time > patience:
            (late if all_seen else of_now)[UUID(reference)] = time
        if at is None and now - time <= patience:
            of_now.pop(UUID(reference), None)
        last = (number, pk) if all_seen else last
    _judged = Judged(by, last, before.first, late)
    return late | of_now | _waiting(now - patience)


def _sight() -> tuple[tuple[str, ...], timedelta, QuerySet | None]:
    """Whose sight counts, how long it may take, and which rows tell of it; None: whoever looks takes the sealer's
    step."""
    if settings.AUDIT_WITNESSES:
        names = tuple(witness.name for witness in witnesses.configured())
        words = witnesses.of_ours().filter(checkpoint__gt=OuterRef("number"))
        return names, LATE, words.order_by("checkpoint", "at")  # whoever saw it first saw it
    if not settings.AUDIT_SEALER_RUNS:
        return (), LATE_SEAL, None
    return (), LATE_SEAL, Checkpoint.objects.filter(size__gt=OuterRef("number")).order_by("size")


def _first(by: tuple[str, ...]) -> int | None:
    """The number from which on reads are judged: what was sealed before the first witness was asked no witness saw."""
    newest = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
    if not by:
        return max(0, newest - REACH)
    asked = Departure.objects.filter(how=Departure.How.WITNESS).aggregate(first=Min("checkpoint"))["first"]
    return None if asked is None else max(asked, newest - REACH)


def _reads() -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(actor="", action=EVENT, decision=Decision.ALLOWED)  # house events name nobody


def _numbered(first: int, seen: QuerySet) -> list[tuple]:
    """The newest sealed reads from that number on, oldest first, each with when it was seen."""
    rows = _reads().filter(number__gte=first, number__lt=size()).annotate(seen=Subquery(seen.values("at")[:1]))
    newest: Iterable[tuple] = rows.order_by("-number").values_list("number", "pk", "object_id", "time", "seen")
    return list(newest[:MOST_READ])[::-1]


def _waiting(until: datetime) -> dict[UUID, datetime]:
    """Those that still had no number at that moment."""
    rows = _reads().filter(number=None, time__lt=until).order_by("-time", "-id")
    told = rows.values_list("object_id", "time")[:MOST_READ]
    return {UUID(reference): time for reference, time in told if is_uuid(reference)}  # some may be put in by SQL
