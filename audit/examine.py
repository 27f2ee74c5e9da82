"""The check of the log where it lies: every row's bytes against the sealed tree, every row against its entry.

Finds rows of the log that were edited, deleted, inserted, exchanged or renumbered by SQL, checkpoints that were
changed or taken away, also the newest, rows of any compared model that are not what their newest entry says, reviews
and lists of touched files that no entry stands behind, and house events that nobody settled or that no entry stands
behind. Where the clock went back is noted: then the log is whole, but its times are not to be believed there. Told
apart are reads in houses without an entry: they opened nothing, or nobody made them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.apps import apps
from django.db import models, router

from access.models import Staff
from audit import house, merkle, references, witnesses
from audit.action import GONE
from audit.leaves import Leaves
from audit.models import AuditEntry, Decision, Review, Touched
from audit.objects import row_key
from audit.queries import REVIEW
from audit.recording import TOUCHED, touched_digest
from audit.rows import BEFORE, BEFORE_EARLIER, compared_models, says
from audit.stamp import ours

CHUNK = 2000
BACK = timedelta(minutes=1)  # by which an entry may be dated before one that was sealed earlier
MOST_NOTES = 100
SETTLED = (Decision.DONE, Decision.ALLOWED, Decision.DENIED)  # changes that committed, reads, attempts
# digests of other things than a row's state
BESIDE = (
    "file:", "reference:", "taken:", "grant:", "until:", "was:", "lost:", "refused:", "settings:", "opens:",
    BEFORE, BEFORE_EARLIER, TOUCHED,
)  # fmt: skip


@dataclass
class Said:
    """What the entries say, gathered while they pass: each row's newest digest, lists touched, reviews made."""

    rows: dict[bytes, bytes] = field(default_factory=dict)
    touched: dict[UUID, str] = field(default_factory=dict)
    reviews: set[tuple[str, str]] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def remember(self, entry: AuditEntry) -> None:
        """Entries come oldest first: what stays is each row's newest state. Reads (`#`) and files say nothing of it."""
        self.take(entry.digests)
        if TOUCHED in entry.digests:
            self.touched[entry.pk] = entry.digests[TOUCHED]
        if entry.action == REVIEW:
            self.reviews.add((entry.object_id, entry.actor))

    def take(self, digests: Mapping[str, str]) -> None:
        """What a change says of the rows it wrote; a row that was another when it was sealed anew is a problem."""
        for name in (name.removeprefix(BEFORE) for name in digests if name.startswith(BEFORE)):
            forms = (digests.get(f"{before}{name}", "") for before in (BEFORE, BEFORE_EARLIER))
            if self.rows.get(name.encode()) not in [_state(form) for form in forms if form]:
                self.problems.append(f"row {name} was not what its newest entry said when it was sealed anew")
        for name, digest in digests.items():
            if "#" not in name and not name.startswith(BESIDE):
                self.rows[name.encode()] = _state(digest)


def _state(digest: str) -> bytes:
    """What a row is, by its digest: nothing if it is gone, and what no row is where somebody wrote no digest."""
    try:
        return bytes.fromhex(digest) if digest != GONE else b""
    except (TypeError, ValueError):
        return b"?"


@dataclass
class Report:
    """What the check found. `problems` and `notes` name their place; `size`, `root` are the newest checkpoint's.

    `without_entry` are reads that the houses' package tells of, and no entry does.
    """

    size: int = 0
    root: bytes = merkle.EMPTY
    unsealed: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    without_entry: list[str] = field(default_factory=list)


@dataclass
class Clock:
    """Notes where an entry is dated before one sealed earlier: at each step back, and where small ones add up."""

    latest: AuditEntry | None = None
    more: int = 0  # that are only counted

    def note(self, entry: AuditEntry, report: Report) -> None:
        """Entries come in the order in which they were sealed."""
        if self.latest is None or self.latest.time - entry.time <= BACK:
            self.latest = entry if self.latest is None or entry.time > self.latest.time else self.latest
            return
        if len(report.notes) < MOST_NOTES:
            back = (self.latest.time - entry.time).total_seconds()
            place = f"entry number {entry.number} ({entry.id}) is dated {back:.0f} s before entry "
            said = "the clock was set back, or what it records took so long"
            report.notes.append(f"{place}number {self.latest.number}: {said}")
        else:
            self.more += 1
        self.latest = entry

    def rest(self, report: Report) -> None:
        """How many there are that have no note."""
        if self.more:
            report.notes.append(f"and {self.more} more such steps back")


def examine(now: datetime) -> Report:
    """Check everything; reads each row once, in constant memory but for one digest a row and one a list."""
    report = Report()
    said = Said()
    leaves = Leaves(report.problems)
    _compare_entries(report, iter(leaves), said)
    report.size, report.root = leaves.size, leaves.root
    _compare_unsealed(report, said)
    _compare_beside(report, said)
    _compare_houses(report, said, now)
    report.problems += [*said.problems, *witnesses.problems()]
    _compare_rows(report, said.rows)
    _compare_memberships(report)
    report.problems += [f"house event {entry.object_id} was never settled" for entry in house.open_intents(now)]
    return report


def _compare_entries(report: Report, leaves: Iterator[bytes | None], said: Said) -> None:
    sealed, clock = AuditEntry.objects.exclude(number=None).order_by("number").iterator(chunk_size=CHUNK), Clock()
    entry = next(sealed, None)
    for number, expected in enumerate(leaves):
        while entry is not None and entry.number < number:
            report.problems.append(f"entry {entry.id} stands at number {entry.number}, where none belongs")
            entry = next(sealed, None)
        if entry is None or entry.number > number:
            report.problems.append(f"entry number {number} is missing")
            continue
        leaf = ours(entry)
        if not leaf or expected not in (None, merkle.leaf_hash(leaf)):
            report.problems.append(f"entry number {number} ({entry.id}) is not the one that was sealed")
        else:
            said.remember(entry)
            clock.note(entry, report)
        entry = next(sealed, None)
    clock.rest(report)
    for beyond in itertools.chain([entry] if entry else [], sealed):
        report.problems.append(f"entry {beyond.id} has number {beyond.number}, which was never sealed")


def _compare_beside(report: Report, said: Said) -> None:
    """Touched files and reviews are what entries say they are: no more, no less."""
    rows = Touched.objects.order_by("entry_id").values_list("entry_id", "case_id").iterator(CHUNK)
    for entry, cases in itertools.groupby(rows, key=lambda row: row[0]):
        if said.touched.pop(entry, "") != touched_digest(case for _, case in cases):
            report.problems.append(f"entry {entry}: the files it touched are not those listed beside it")
    report.problems += [f"entry {entry}: the list of files it touched is gone" for entry in said.touched]
    for review in Review.objects.iterator(CHUNK):
        signed_off = (str(Review.id_of(review.key)), str(review.by))
        if str(review.pk) != signed_off[0] or signed_off not in said.reviews:
            report.problems.append(f"review {review.pk} was not made by an auditor's press")
        said.reviews.discard(signed_off)
    report.problems += [f"review {pk} is gone" for pk, _by in sorted(said.reviews)]


def _compare_unsealed(report: Report, said: Said) -> None:
    for entry in AuditEntry.objects.filter(number=None).order_by("time", "id").iterator(chunk_size=CHUNK):
        report.unsealed += 1
        if not ours(entry):
            report.problems.append(f"entry {entry.id} (not sealed yet) was not written by the application")
        else:
            said.remember(entry)


def _compare_houses(report: Report, said: Said, now: datetime) -> None:
    """What the houses' package says a reference stands for must be what its entry was made over.

    What settles is read before the houses' rows, and whether any entry stands behind these after them: what somebody
    does meanwhile is no problem.
    """
    port = references.registered()
    if port is None or not hasattr(port, "settled"):
        return
    done: dict[str, str] = {}
    for entry in AuditEntry.objects.filter(object_kind=house.KIND, decision__in=SETTLED).iterator(CHUNK):
        told = house.made_over(entry.object_id, entry.digests)
        if done.setdefault(entry.object_id, told) != told:
            done[entry.object_id] = ""  # two entries that were made over two things: neither counts
    left: dict[str, bool] = {}
    for reference, rows, meaning in port.settled():
        entry_of = done.pop(str(reference), None)
        if entry_of is None:
            left[str(reference)] = _may_have_died(port, rows, meaning, now)
        elif not house.was_made_over(entry_of, meaning):
            report.problems.append(f"house event {reference}: what it stands for is not what its entry was made over")
        said.take(rows)
    report.problems += [f"house event {reference}: what it stands for is gone" for reference in sorted(done)]
    _compare_left(report, left)


def _may_have_died(port: references.Resolver, rows: Iterable[str], meaning: Mapping[str, str], now: datetime) -> bool:
    """Whether it may be a look whose process died before its entry: then nothing was opened, and no other row written.
    A change has an entry before anything of it is there. Of a look at an address that is believed for minutes alone."""
    act = meaning.get("act")
    is_look = act in port.reads and all(name.startswith(port.of_looks) for name in rows)
    return is_look and (act not in port.of_addresses or house.is_young(meaning.get("at", ""), now))


def _compare_left(report: Report, left: Mapping[str, bool]) -> None:
    """What no entry settles, by whether it may be a read: each has an entry that says so, or is being done now."""
    known: dict[str, set[str]] = {reference: set() for reference in left}
    entries = AuditEntry.objects.filter(object_kind=house.KIND).values_list("object_id", "decision")
    for reference, decision in entries.iterator(CHUNK):
        if reference in known:
            known[reference].add(decision)
    for reference, decisions in known.items():
        if not decisions and left[reference]:
            report.without_entry.append(f"house event {reference}: a read without an entry")
        elif not decisions:
            report.problems.append(f"house event {reference}: no entry stands behind it")
        elif Decision.FAILED in decisions and decisions.isdisjoint(SETTLED):
            report.problems.append(f"house event {reference}: its entry says that it failed, but it happened")


def _compare_rows(report: Report, digests: dict[bytes, bytes]) -> None:
    houses = references.registered()
    known_elsewhere = houses is not None and hasattr(houses, "settled")
    for model in compared_models():
        if model._meta.app_label != "audit" and not known_elsewhere and _elsewhere(model):
            continue
        for row in model._base_manager.order_by("pk").iterator(chunk_size=CHUNK):
            name = row_key(row)
            told = digests.pop(name.encode(), None)
            if told is None:
                report.problems.append(f"row {name} has no entry")
            elif not says(told, row):
                report.problems.append(f"row {name} is not what its newest entry says")
    silent = tuple(f"{model._meta.label_lower}:".encode() for model in apps.get_models() if _unrecorded(model))
    for name in sorted(name for name, told in digests.items() if told and not name.startswith(silent)):
        report.problems.append(f"row {name.decode()} is gone without an entry")


def _compare_memberships(report: Report) -> None:
    """A unit's people are those whose account says so: whoever is in its group besides has all that the unit has."""
    units = Staff.groups.through.objects.filter(group__unit__isnull=False)
    rows = units.values_list("staff_id", "group_id", "staff__unit__group_id").order_by("id")
    for staff, group, own in rows.iterator(CHUNK):
        if group != own:
            report.problems.append(f"account {staff} is among the people of a unit that is not its own")


def _unrecorded(model: type[models.Model]) -> str:
    return getattr(model, "unrecorded", "")


def _elsewhere(model: type[models.Model]) -> bool:
    return router.db_for_read(model) != "default"
