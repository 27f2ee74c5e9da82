"""The newest entries, loaded once for all rules about who read what; packages register theirs here.

A rule of the window is a function of a Window that gives findings. It sees whoever acted in the main database: house
events name nobody, and the canary, which reads by design, is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.http import urlencode

from access import robots
from access.addresses import address
from access.models import Staff
from audit import subjects
from audit.findings import Finding
from audit.holding import READ, SEARCH, TOGETHER, Given, Held, Holding, is_look, names_of, readers_by_grant
from audit.models import AuditEntry, Decision, Touched
from audit.places import MOVES
from audit.queries import people
from audit.rules import seal
from audit.rules.limits import Limits, limits

SPREAD = 10  # numbers that are looked through for each act: refusals and house events, by nobody, have numbers too
CARRIED_OUT = (Decision.ALLOWED, Decision.DONE)


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
    day: date  # and the hour, by Jakarta's clock: worked out once for an act, not by each rule on each page
    hour: int

    @property
    def url(self) -> str:
        """The page of its entry."""
        return address("audit:entry", self.pk)


def day_of(moment: datetime) -> date:
    """The day in Jakarta; by the installation's own zone: thousands don't ask which one is active."""
    return local(moment).date()


def local(moment: datetime) -> datetime:
    """The moment by Jakarta's clock."""
    return moment.astimezone(timezone.get_default_timezone())


def _act(row: tuple) -> Act:
    at = local(row[1])
    return Act._make((*row, at.date(), at.hour))


COLUMNS = ("pk", "time", "actor", "role", "action", "object_kind", "object_id", "purpose", "case_id")
Pair = tuple[str, UUID]


@dataclass
class Window:
    """The newest acts, newest first, and what rules ask about them. What is older than LEFT_OUT isn't among them; None:
    nothing is. GIVEN is what was told before of the files among them."""

    now: datetime
    limits: Limits
    acts: list[Act]
    left_out: datetime | None = None
    given: Given | None = None

    def __post_init__(self) -> None:
        self.holding = Holding(given=self.given)
        self._names: dict[str, set[str]] = {}

    @cached_property
    def people(self) -> Mapping[str, Staff]:
        """Everybody, by what entries call them."""
        return people()

    @cached_property
    def looks(self) -> list[Act]:
        """Reads and searches of files by whoever reads files by grants, newest first: one for each file it found."""
        mine = [act for act in self.acts if is_look(act.action, act.purpose) and act.role in readers_by_grant()]
        listed = [act.pk for act in mine if act.file is None and act.action == SEARCH]
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for start in range(0, len(listed), TOGETHER):
            rows = Touched.objects.filter(entry__in=listed[start : start + TOGETHER])
            for entry, file in rows.order_by("case_id").values_list("entry_id", "case_id"):
                found[entry].append(file)
        each = ([act] if act.file else [act._replace(file=file) for file in found[act.pk]] for act in mine)
        return [act for some in each for act in some if act.actor in self.people]

    @cached_property
    def worked(self) -> set[tuple[str, UUID]]:
        """Who did something in which file, beside looking at it."""
        return {(actor, file) for actor, file, _day in self.worked_on}

    @cached_property
    def worked_on(self) -> set[tuple[str, UUID, date]]:
        """The same, with the day. Reads of any kind are no work."""
        done = (act for act in self.acts if act.file and not act.action.endswith(READ) and act.action != SEARCH)
        return {(act.actor, act.file, act.day) for act in done}

    @cached_property
    def by_pair(self) -> Mapping[Pair, list[Act]]:
        """Looks by person and file, newest first."""
        pairs: dict[Pair, list[Act]] = defaultdict(list)
        for look in self.looks:
            pairs[look.actor, look.file].append(look)
        return pairs

    def names(self, actor: str) -> set[str]:
        """By what grants name whoever acted, and their unit of today."""
        if actor not in self._names:
            self._names[actor] = names_of(self.people[actor])
        return self._names[actor]

    def explaining(self, act: Act, moment: datetime) -> Held | None:
        """What whoever acted would have read by at that moment; the file's holding was loaded."""
        return self.holding.explaining(act.file, self.names(act.actor), moment)

    def unexplained(self, pair: Pair) -> list[Act]:
        """The looks of whoever held nothing on the file, nor did their unit, then or now. Its holding was loaded."""
        held = self._held(pair)
        return [] if any(one.stood(self.now) for one in held) else _outside(held, self.by_pair[pair])

    def unassigned(self, pair: Pair) -> list[Act]:
        """Those of whoever, not only their unit, was not assigned to the file then and had no task in it. As above."""
        return _outside([held for held in self._held(pair) if held.assigns], self.by_pair[pair])

    def assigned(self, pair: Pair, moment: datetime) -> bool:
        """Whether they were at that moment. As above."""
        return any(held.assigns and held.stood(moment) for held in self._held(pair))

    def _held(self, pair: Pair) -> list[Held]:
        actor, file = pair
        names = self.names(actor)
        return [held for held in self.holding.of(file) if held.whom in names]

    @cached_property
    def _moves(self) -> dict[str, datetime]:
        """When each person who changed role or unit did so last."""
        return {act.thing: act.time for act in reversed(self.acts) if act.action in MOVES}

    def moved_since(self, act: Act) -> bool:
        """Whether this person may have been of another unit then than they are of now."""
        role, moved = self.people[act.actor].role, self._moves.get(act.actor)
        return act.role != role or (moved is not None and moved >= act.time)

    def day_of(self, act: Act) -> str:
        """The page of that person's day."""
        page = address("audit:person", self.people[act.actor].pk)
        return f"{page}?{urlencode({'hari': act.day.isoformat()})}"


def _outside(spans: list[Held], looks: list[Act]) -> list[Act]:
    """The looks, newest first, at none of which one of the SPANS stood. Mostly one span covers them all."""
    newest, oldest = looks[0].time, looks[-1].time
    if any(span.stood(oldest) and span.stood(newest) for span in spans):
        return []
    return [look for look in looks if not any(span.stood(look.time) for span in spans)]


def load(now: datetime) -> Window:
    """By number, which is an index of its own, and what waits for its number: never the whole log."""
    limit = limits()
    since = now - timedelta(days=limit.days)
    waiting = [_act(row) for row in _acts(AuditEntry.objects.filter(number=None))[: limit.entries]]
    first, sealed, given = _numbered(limit.entries)
    newest = [act for act in (*waiting, *sealed.values()) if act.time >= since]
    ordered = sorted(newest, key=lambda act: (act.time, act.pk), reverse=True)
    return Window(now, limit, ordered, _time_of(first, sealed) if first else None, given)


def _acts(entries: QuerySet, *columns: str) -> QuerySet:
    carried_out = entries.filter(decision__in=CARRIED_OUT).exclude(actor="").exclude(purpose=robots.PURPOSE)
    return carried_out.values_list(*columns, *COLUMNS)


def _time_of(number: int, sealed: dict[int, Act]) -> datetime | None:
    """When the entry of that number was written, which may be no act."""
    if number in sealed:
        return sealed[number].time
    return AuditEntry.objects.filter(number=number).order_by("number").values_list("time", flat=True).first()


class Known(NamedTuple):
    """What one page leaves to the next: from which number on no act is missing; acts by number, oldest first; what was
    given and taken of the files that it asked for."""

    first: int
    acts: dict[int, Act]
    given: Given


_known = Known(0, {}, {})


def _numbered(most: int) -> Known:
    """From which number on no act is missing, the newest sealed acts, and what is still true of what was given.

    Counted are acts of people: what nobody did, or what was refused, pushes none of them out. What was read once is
    not read again: of an entry nothing changes. Read on is only where the last one read still stands by its number: a
    log put back from a backup is read anew. A number that no checkpoint covers says nothing of which are the newest.
    """
    global _known
    sealed = AuditEntry.objects.filter(number__lt=seal.size()).order_by("-number")
    newest = sealed.values_list("number", flat=True).first()
    end = 0 if newest is None else newest + 1
    begin = max(0, end - SPREAD * most)
    since, read, given = _known
    last = max(begin, next(reversed(read), 0))
    acts, goes_on = _between(last, end, most), False
    if last in read and len(acts) < most:
        all_read = read | acts
        goes_on = acts.get(last) == read[last] and (since <= begin or len(all_read) >= most)
        acts = all_read if goes_on else _between(begin, end, most)
    acts = {number: act for number, act in list(acts.items())[-most:] if number >= begin}
    first = next(iter(acts), begin) if len(acts) == most else begin
    _known = Known(first, acts, _still_given(given, last) if goes_on else {})
    return _known


def _still_given(given: Given, last: int) -> Given:
    """Of what was GIVEN when entries up to LAST were read: that of files of which no entry tells since.

    Giving and taking is an act of its own each time, and its entry names the file (`audit.wiring`); so does an import.
    """
    told = AuditEntry.objects.filter(Q(number=None) | Q(number__gt=last)).exclude(case_id=None).order_by()
    anew = set(told.values_list("case_id", flat=True)) if given else set()
    return {file: held for file, held in given.copy().items() if file not in anew}  # another page may add to it


def _between(first: int, end: int, most: int) -> dict[int, Act]:
    """The newest of these numbers, oldest first."""
    rows = _acts(AuditEntry.objects.filter(number__gte=first, number__lt=end), "number").order_by("-number")[:most]
    return {number: _act(row) for number, *row in reversed(list(rows))}


def references_of(files: Iterable[UUID]) -> dict[UUID, str]:
    """How the auditor's pages call these files."""
    wanted = set(files)
    labels = subjects.labels({(kind, file) for file in wanted for kind in ("case", "ticket")}) if wanted else {}
    return {file: labels.get(("case", file)) or labels.get(("ticket", file)) or str(file)[:8] for file in wanted}


Rule = Callable[[Window], Iterable[Finding]]
_rules: dict[str, Rule] = {}


def register(name: str, rule: Rule) -> None:
    """Called from `ready()`; a second rule of the same name replaces the first."""
    _rules[name] = rule


def findings(now: datetime) -> Iterator[Finding]:
    """What the rules of all packages find among the newest entries."""
    window = load(now)
    for rule in _rules.values():
        yield from rule(window)
