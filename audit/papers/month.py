"""The monthly access report: what was read, refused and carried away, by role and agency, and the state of the log.

No person served, no file and no house stands in it, and small counts are hidden. House events are not counted, nor
what anybody does who knows a house: how much that is tells how many are placed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format

from access.models import Agency
from audit import findings, matters, reporting, reports, witnesses, words
from audit.models import AuditEntry, Decision, Matter, Review

Coded = Annotated[str, "coded"]

Told = tuple[findings.Finding, AuditEntry]

TOTAL = "∑"
READ, DENIED, EXPORT, PRINT, GLASS, FOUND, REVIEWED = range(7)
COLUMNS = ("Membuka", "Ditolak", "Mengekspor", "Mencetak", "Akses darurat", "Temuan", "Ditinjau")
CARRIED = ("document.download", "evidence.original")  # what reads are for that give out a file as it is


@dataclass(frozen=True)
class Row:
    """The counts of one role in one agency, in the order of the columns; a hidden one is None."""

    role: Coded
    agency: Coded
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Seen:
    """What one witness had countersigned by then."""

    name: Coded
    size: int
    at: datetime


@dataclass(frozen=True)
class MonthReport:
    """What the report says."""

    month: Coded
    since: datetime
    until: datetime
    columns: tuple[Coded, ...]
    rows: tuple[Row, ...]
    totals: tuple[int | None, ...]
    open_findings: int
    oldest: datetime | None
    waiting: int
    size: int
    root: Coded
    sealed_at: datetime | None
    note: tuple[Coded, ...]
    witnesses: tuple[Seen, ...]


class MonthBuilder:
    """Fills the report from the log."""

    def __init__(self, document, by) -> None:
        self.matter: Matter = document.root

    def wants(self) -> Iterable[tuple]:
        return []

    def context(self, opened, typed: dict[str, str]) -> MonthReport:
        matter = self.matter
        still = _standing(timezone.now())
        checkpoint = reporting.sealed_by(matter.until)
        rows, totals = _table(_counts(matter, still))
        return MonthReport(
            month=date_format(timezone.localtime(matter.since), "F Y"),
            since=matter.since,
            until=matter.until,
            columns=COLUMNS,
            rows=rows,
            totals=totals,
            open_findings=len(still),
            oldest=min((finding.at for finding, _entry in still), default=None),
            waiting=AuditEntry.objects.filter(number=None, time__lt=matter.until).count(),
            size=checkpoint.size if checkpoint else 0,
            root=bytes(checkpoint.root).hex() if checkpoint else "",
            sealed_at=checkpoint.at if checkpoint else None,
            note=tuple(checkpoint.note.splitlines()) if checkpoint else (),
            witnesses=_witnesses(matter.until),
        )


def _table(counts: Counter) -> tuple[tuple[Row, ...], tuple[int | None, ...]]:
    """The rows and the totals, small counts hidden."""
    if not counts:
        return (), ()
    columns = range(len(COLUMNS))
    named = sorted({(role, agency) for role, agency, _column in counts})
    cells = reports.desk().hidden(
        {(f"{role}|{agency}", str(n)): counts[role, agency, n] for role, agency in named for n in columns}
    )
    names = dict(Agency.objects.values_list("code", "name"))
    rows = tuple(
        Row(words.role(role), names.get(agency, agency), tuple(cells[f"{role}|{agency}", str(n)] for n in columns))
        for role, agency in named
    )
    return rows, tuple(cells[TOTAL, str(n)] for n in columns)


def _counts(matter: Matter, still: list[Told]) -> Counter:
    """How often what was done, by (role, agency, column). STILL are the findings that stand."""
    counts: Counter = Counter()
    within = {"time__gte": matter.since, "time__lt": matter.until}
    kinds = ("role", "agency", "action", "decision", "purpose")
    for role, agency, action, decision, purpose, n in (
        matters.told().filter(**within).values_list(*kinds).annotate(n=Count("id")).order_by(*kinds)
    ):
        for column in _columns(action, decision, purpose):
            counts[role, agency, column] += n
    for _finding, entry in still:
        if matter.since <= entry.time < matter.until:
            counts[entry.role, entry.agency, FOUND] += 1
    keys = list(Review.objects.filter(at__gte=matter.since, at__lt=matter.until).values_list("key", flat=True))
    reviewed = matters.of_entries(keys)
    for key in keys:
        if entry := matters.entry_of(key, reviewed):
            counts[entry.role, entry.agency, REVIEWED] += 1
    return counts


def _columns(action: str, decision: str, purpose: str) -> Iterable[int]:
    """The columns that such an entry counts in."""
    if decision == Decision.DENIED:
        yield DENIED
        return
    if decision not in matters.SUCCEEDED:
        return
    verb = action.rpartition(".")[2]
    if verb in ("read", "search"):
        yield READ
    if verb in ("export", "log_export") or purpose in CARRIED:
        yield EXPORT
    if verb == "print":
        yield PRINT
    if action == "break_glass.open":
        yield GLASS


def _standing(now: datetime) -> list[Told]:
    """The findings that nobody has signed off and that are about a told entry: no house's, by whatever rule."""
    found = findings.standing(now)
    entries = matters.of_entries(finding.key for finding in found)
    return [(finding, entry) for finding in found if (entry := matters.entry_of(finding.key, entries)) is not None]


def _witnesses(until: datetime) -> tuple[Seen, ...]:
    """What each witness had countersigned by then, the newest of each."""
    words = (witnesses.newest_of(witness.name, until) for witness in witnesses.configured())
    told = {word.witness: Seen(word.witness, word.checkpoint_id, word.at) for word in words if word}
    return tuple(told[name] for name in sorted(told))
