"""What people did in files before the newest acts, which the window holds: read once, and kept by this process.

Of a sealed entry nothing changes. So what was read up to one number is read no more, as long as the window begins no
later: whoever adds what stands in the window misses nothing and, since these are days, counts nothing twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from audit.holding import SEARCH, asks, readers_by_grant
from audit.models import AuditEntry, Touched
from audit.rules.newest import CARRIED_OUT, day_of, is_work
from audit.rules.window import Pair, Window

PEOPLE_TOGETHER = 200  # asked for in one query; SQLite nests no more than a thousand ORs
MOST_ENTRIES = 100_000  # of so many people
AHEAD = 2000  # numbers that the window may go on by before it is read anew


@dataclass
class Days:
    """When one person looked at one file, by day, and on which days they did something in it."""

    looked: dict[date, set[datetime]] = field(default_factory=lambda: defaultdict(set))
    worked: set[date] = field(default_factory=set)


@dataclass(frozen=True)
class Read:
    """What was read SINCE when UNTIL which number, as one reading of the log goes on (`newest.Known`)."""

    reading: object = None
    until: int = 0
    since: datetime | None = None
    of: dict[Pair, Days] = field(default_factory=dict)


_read = Read()


def days_before(window: Window, wanted: list[Pair], since: datetime) -> dict[Pair, Days]:
    """Those of each WANTED pair SINCE then, at least up to where the window begins. Of no other pair any are kept."""
    global _read
    before, numbers = _read, window.numbers
    reaches = before.since is not None and before.since <= since and numbers.start <= before.until
    if before.reading is not window.reading or not reaches:
        before = Read(window.reading, min(numbers.start + AHEAD, numbers.stop), since)
    days = {pair: before.of.get(pair) or Days() for pair in wanted}
    readers = readers_by_grant()
    for pair, time, action, purpose, role in _entries([pair for pair in wanted if pair not in before.of], before):
        if is_work(action):
            days[pair].worked.add(day_of(time))
        elif role in readers and asks(action, purpose):
            days[pair].looked[day_of(time)].add(time)
    _read = replace(before, of=days)
    return days


def _entries(wanted: list[Pair], read: Read) -> Iterator[tuple[Pair, datetime, str, str, str]]:
    """What these people did in these files, by the index of a file's entries; and their searches that found several.

    Two queries for two hundred people.
    """
    by_actor: dict[str, list[UUID]] = defaultdict(list)
    for actor, file in wanted:
        by_actor[actor].append(file)
    actors = list(by_actor)
    for start in range(0, len(actors), PEOPLE_TOGETHER):
        some = [
            (actor, {"case_id__in": by_actor[actor], "time__gte": read.since})
            for actor in actors[start:][:PEOPLE_TOGETHER]
        ]
        of_rows = reduce(or_, (Q(actor=actor, **among) for actor, among in some))
        of_found = reduce(or_, (Q(entry__actor=actor, **among) for actor, among in some))
        own = AuditEntry.objects.filter(of_rows, number__gte=0, number__lt=read.until, decision__in=CARRIED_OUT)
        found = Touched.objects.filter(
            of_found, entry__number__gte=0, entry__number__lt=read.until, entry__action=SEARCH
        )
        for asked, prefix in ((own, ""), (found, "entry__")):
            told = (f"{prefix}{name}" for name in ("action", "purpose", "role"))
            rows = asked.order_by().values_list(f"{prefix}actor", "case_id", "time", *told)
            for actor, file, *of_entry in rows[:MOST_ENTRIES]:
                yield (actor, file), *of_entry
