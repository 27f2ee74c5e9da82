"""The newest entries, loaded once for all rules about who read what; packages register theirs here.

A rule of the window is a function of a Window that gives findings. It sees whoever acted in the main database: house
events name nobody, and the canary, which reads by design, is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import dropwhile
from operator import attrgetter
from uuid import UUID

from django.conf import settings
from django.utils.http import urlencode
from django.utils.translation import get_language

from access.addresses import address
from access.models import Staff
from audit import subjects
from audit.findings import Finding, asked
from audit.holding import DOUBLES, SEARCH, TOGETHER, Given, Held, Holding, names_of, readers_by_grant
from audit.models import AuditEntry, Touched
from audit.places import MOVES
from audit.queries import people
from audit.rules import newest
from audit.rules.limits import Limits, limits
from audit.rules.newest import Act, Pair, the_pair
from audit.sealed import unsealed


@dataclass
class Window:
    """The newest acts, newest first, and what rules ask about them. What is older than LEFT_OUT isn't among them; None:
    nothing is. NUMBERS are those of the sealed ones, first to last; READING is another one where what was read once may
    be so no longer (`newest.Known`). GIVEN is what was told before of the files among them. FOREIGN are the entries
    that no act wrote, DATED_BACK those before which the clock was set back."""

    now: datetime
    limits: Limits
    acts: list[Act]
    left_out: datetime | None = None
    numbers: range = range(0)
    reading: object = None
    given: Given | None = None
    foreign: list[AuditEntry] = field(default_factory=list)
    dated_back: list[AuditEntry] = field(default_factory=list)

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
        return self._of_files([act for act in self.acts if act.is_look])

    def _of_files(self, acts: list[Act]) -> list[Act]:
        readers = readers_by_grant()
        mine = [act for act in acts if act.role in readers]
        listed = [act.pk for act in mine if act.file is None and act.action == SEARCH]
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for start in range(0, len(listed), TOGETHER):
            rows = Touched.objects.filter(entry__in=listed[start : start + TOGETHER])
            for entry, file in rows.order_by("case_id").values_list("entry_id", "case_id"):
                found[entry].append(file)
        known = set(self.people)
        each = ([act] if act.file else [_look_at(file, act) for file in found[act.pk]] for act in mine)
        return [act for some in each for act in some if act.actor in known]

    @cached_property
    def worked(self) -> Mapping[Pair, set[date]]:
        """On which days who did something in which file, beside looking at it. Reads of any kind are no work."""
        work = newest.by_pair(act for act in self.acts if act.is_work and act.file)
        return {pair: {act.day for act in acts} for pair, acts in work.items()}

    @cached_property
    def by_pair(self) -> Mapping[Pair, list[Act]]:
        """Looks by person and file, newest first."""
        return newest.by_pair(self.looks)

    @cached_property
    def asked(self) -> Mapping[Pair, list[Act]]:
        """The same, and whom intake's question for doubles found, which is no look where it is asked once."""
        doubles = [act for act in self.acts if act.purpose == DOUBLES and act.action == SEARCH]
        if not doubles:
            return self.by_pair
        both = {
            pair: sorted([*self.by_pair.get(pair, ()), *acts], key=attrgetter("time"), reverse=True)
            for pair, acts in newest.by_pair(self._of_files(doubles)).items()
        }
        return both | {pair: looks for pair, looks in self.by_pair.items() if pair not in both}

    @cached_property
    def files(self) -> list[UUID]:
        """The files that were looked at, those that were looked at last first."""
        return list(dict.fromkeys(file for _actor, file in self.by_pair))

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

    def unassigned(self, pair: Pair, looks: list[Act]) -> list[Act]:
        """Those LOOKS at which they, not only their unit, were not assigned to the file and had no task in it. As
        above."""
        return _outside([held for held in self._held(pair) if held.assigns], looks)

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


def _look_at(file: UUID, search: Act) -> Act:
    """What a SEARCH that found several files is of one of them."""
    return search._replace(file=file, pair=the_pair(search.actor, file))


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
    written, put_in = unsealed()
    known = newest.read_on(limit.entries, [*written, *put_in])
    ends = next(reversed(known.acts), -1) + 1
    # by number, and not each by its own time: an act that was dated back, by a clock, is no older for that
    lately = dict(dropwhile(lambda one: not since <= one[1].time <= now, known.acts.items()))
    numbers = range(next(iter(lately), ends), ends)
    acts = [*newest.acts_of(written, limit.entries), *reversed(lately.values())]
    acts.sort(key=attrgetter("time"), reverse=True)  # of one moment what waits comes first, then what was sealed last
    left_out = newest.time_of(known.first, known.acts) if known.first else None
    dated_back = newest.dated_back(limit.entries)
    return Window(now, limit, acts, left_out, numbers, known.reading, known.given, put_in, dated_back)


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


_found: dict[str | None, tuple[datetime, list[Finding]]] = {}  # by language: when it was looked for, and what


def look_anew() -> None:
    """What was found before is forgotten: somebody has seen, in another process, what was found since."""
    _found.clear()


def findings(now: datetime) -> list[Finding]:
    """What the rules of all packages find among the newest entries, as they found it `AUDIT_FINDINGS_KEPT` seconds ago
    at most: whoever signs off one after the other would wait for all rules each time.

    It is what there is to find, whoever asks: what is signed off, or kept from a reader, is left out afterwards.
    """
    language, kept_for = get_language(), timedelta(seconds=settings.AUDIT_FINDINGS_KEPT)
    kept = _found.get(language)
    if kept is None or not kept[0] <= now < kept[0] + kept_for:
        window = load(now)
        kept = _found[language] = now, [one for name, rule in _rules.items() for one in asked(name, rule, window, now)]
    return kept[1]
