"""The newest acts of people, read from the log by number, and kept by this process for the next look through it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice, takewhile
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from access import robots
from access.addresses import address
from audit.holding import READ, SEARCH, Given, is_look
from audit.models import AuditEntry, Decision
from audit.sealed import size

SPREAD = 10  # numbers that are looked through for each act: refusals and house events, by nobody, have numbers too
MOST_BACK = 500  # the newest of those that are dated back
BACK = timedelta(minutes=5)  # more than any act takes from its beginning to its end
CARRIED_OUT = (Decision.ALLOWED, Decision.DONE)


Pair = tuple[str, Any]


@lru_cache(maxsize=100_000)
def the_pair(actor: str, file: UUID | None) -> Pair:
    """These two."""
    return actor, file


class Act(NamedTuple):
    """One entry, as far as rules look at it. FILE is the file it is about; for a search any that it found."""

    pk: UUID
    time: datetime
    actor: str
    role: str
    action: str
    kind: str
    thing: str
    purpose: str
    file: Any  # its id; of a look always, of other acts None where they are about none
    day: date  # as all below worked out once for an act, not by each rule on each page; by Jakarta's clock, as the hour
    hour: int
    is_look: bool  # somebody read something of a file, or searched for it
    is_work: bool  # neither a read of any kind nor a search
    pair: Pair  # who acted and FILE: mostly the same object for the same two, so that thousands are told apart by it

    @property
    def url(self) -> str:
        """The page of its entry."""
        return address("audit:entry", self.pk)


def by_pair(acts: Iterable[Act]) -> dict[Pair, list[Act]]:
    """These by who acted and the file, in their order. Ids of what lives as long as its act cost less than a hash."""
    groups: dict[int, list[Act]] = defaultdict(list)
    for act in acts:
        groups[id(act.pair)].append(act)
    pairs: dict[Pair, list[Act]] = {}
    for group in groups.values():
        pairs.setdefault(group[0].pair, []).extend(group)
    if len(pairs) < len(groups):  # one pair was forgotten and met again
        for some in pairs.values():
            some.sort(key=attrgetter("time"), reverse=True)
    return pairs


def day_of(moment: datetime) -> date:
    """The day in Jakarta; by the installation's own zone: thousands don't ask which one is active."""
    return local(moment).date()


def local(moment: datetime) -> datetime:
    """The moment by Jakarta's clock."""
    return moment.astimezone(timezone.get_default_timezone())


def _act(row: tuple) -> Act:
    _pk, time, actor, _role, action, _kind, _thing, purpose, file = row
    at = local(time)
    return Act._make((*row, at.date(), at.hour, is_look(action, purpose), is_work(action), the_pair(actor, file)))


def is_work(action: str) -> bool:
    """Whether somebody did more than to read or to search."""
    return not action.endswith(READ) and action != SEARCH


COLUMNS = ("pk", "time", "actor", "role", "action", "object_kind", "object_id", "purpose", "case_id")


def acts_of(entries: Iterable[AuditEntry], most: int) -> list[Act]:
    """MOST acts of people among these ENTRIES."""
    done = (one for one in entries if one.decision in CARRIED_OUT and one.actor and one.purpose != robots.PURPOSE)
    return [_act(tuple(getattr(one, column) for column in COLUMNS)) for one in islice(done, most)]


class Clock(NamedTuple):
    """What the times of sealed entries said: the LAST number and its time, the latest time HIGH since the last step
    back, and the numbers of those that are dated BACK: the first after each step, and where small ones add up."""

    last: tuple[int, datetime] | None = None
    high: datetime | None = None
    back: tuple[int, ...] = ()

    def after(self, rows: Iterable[tuple[int, datetime]]) -> Clock:
        """The same once these ROWS were read, in the order in which they were sealed."""
        high, back, row = self.high, list(self.back), self.last
        for row in rows:
            number, time = row
            if high is not None and high - time > BACK:
                back.append(number)
                high = time
            else:
                high = max(high or time, time)
        return Clock(row, high, tuple(back[-MOST_BACK:]))


_clock = Clock()


def dated_back(most: int) -> list[AuditEntry]:
    """The sealed entries that are dated well before earlier ones, whoever acted, refusals and house events among them.

    Looked through are as many numbers as for MOST acts, and then what was sealed since: what was read is remembered,
    as long as its last row still stands.
    """
    global _clock
    before = _clock
    rows = _times(before.last[0]) if before.last else iter(())
    if before.last and next(rows, None) == before.last:
        after = before.after(rows)
    else:
        end = AuditEntry.objects.filter(number__lt=size()).order_by("-number").values_list("number", flat=True).first()
        after = Clock().after(_times(max(0, (end or 0) + 1 - SPREAD * most)))
    _clock = after
    return list(AuditEntry.objects.filter(number__in=after.back).order_by("number")) if after.back else []


def _times(first: int) -> Iterator[tuple[int, datetime]]:
    rows = AuditEntry.objects.filter(number__gte=first, number__lt=size()).order_by("number")
    return rows.values_list("number", "time").iterator()


def time_of(number: int, sealed: Mapping[int, Act]) -> datetime | None:
    """When the entry of that number was written, which may be no act."""
    if number in sealed:
        return sealed[number].time
    return AuditEntry.objects.filter(number=number).order_by("number").values_list("time", flat=True).first()


class Known(NamedTuple):
    """What one look through the log leaves to the next: from which number on no act is missing; acts by number, oldest
    first; what was given and taken of the files that it asked for; which entries about files still had no number; and
    something that is the same as long as nothing is read anew that was read before."""

    first: int = 0
    acts: Mapping[int, Act] = {}
    given: Given = {}
    waited: frozenset[UUID] = frozenset()
    reading: object = None


_known = Known()


def read_on(most: int, waiting: Sequence[AuditEntry]) -> Known:
    """From which number on no act is missing, the newest sealed acts, and what is still true of what was given, where
    these entries are WAITING for their number.

    Counted are acts of people: what nobody did, or what was refused, pushes none of them out. What was read once is
    not read again: of an entry nothing changes. Read on is only where the last one read still stands by its number: a
    log put back from a backup is read anew. A number that no checkpoint covers says nothing of which are the newest.
    """
    global _known
    sealed = AuditEntry.objects.filter(number__lt=size()).order_by("-number")
    newest = sealed.values_list("number", flat=True).first()
    end = 0 if newest is None else newest + 1
    begin = max(0, end - SPREAD * most)
    before = _known
    since, read = before.first, before.acts
    last = max(begin, next(reversed(read), 0))
    acts, goes_on = _between(last, end, most), False
    if last in read and len(acts) < most:
        all_read = read | acts
        goes_on = acts.get(last) == read[last] and (since <= begin or len(all_read) >= most)
        acts = all_read if goes_on else _between(begin, end, most)
    for number in {*islice(acts, max(0, len(acts) - most)), *takewhile(begin.__gt__, acts)}:
        del acts[number]
    first = next(iter(acts), begin) if len(acts) == most else begin
    told = {entry.pk: entry.case_id for entry in waiting if entry.case_id}
    given, reading = (_still_given(before, last, told), before.reading) if goes_on else ({}, object())
    _known = Known(first, acts, given, frozenset(told), reading)
    return _known


def _still_given(before: Known, last: int, waiting: Mapping[UUID, UUID]) -> Given:
    """Of what was given BEFORE, when entries up to LAST were read: that of files of which no entry tells since. Of one
    that is WAITING and was then, it was asked for after that, or not yet.

    Giving and taking is an act of its own each time, and its entry names the file (`audit.wiring`); so does an import.
    """
    since = AuditEntry.objects.filter(number__gt=last).exclude(case_id=None).order_by().values_list("pk", "case_id")
    anew = {file for pk, file in (*since, *waiting.items()) if pk not in before.waited}
    return {file: held for file, held in before.given.copy().items() if file not in anew}  # another page may add to it


def _between(first: int, end: int, most: int) -> dict[int, Act]:
    """The newest of these numbers, oldest first."""
    entries = AuditEntry.objects.filter(number__gte=first, number__lt=end, decision__in=CARRIED_OUT).exclude(actor="")
    rows = entries.exclude(purpose=robots.PURPOSE).order_by("-number").values_list("number", *COLUMNS)[:most]
    return {number: _act(row) for number, *row in reversed(list(rows))}
