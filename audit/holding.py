"""Who stood in which relation to a file, and when: what explains a read, and who could have read at a moment.

A grant's row is deleted when it is revoked and written over when it is renewed, while its entries stay. So what entries
say of giving and taking comes first; a row that none of them names (an import gives a thousand in one entry) stands for
itself. What else explains a read, a task that somebody was given, packages bring through the port `register`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func, QuerySet

from access import relations
from access.given import on_files
from access.matrix import MATRIX
from access.models import Staff
from access.permissions import Permission
from access.prepared import Among
from audit.models import AuditEntry
from audit.recording import actor_of
from audit.sealed import size
from audit.stamp import ours

GRANTED, REVOKED = "access.grant", "access.revoke"
GRANT, UNTIL = "grant:", "until:"  # among an entry's digests: what was given or taken, until when it was given
TASK = "task"  # the relation of somebody who was given something to do
READ = ".read"
OWN = "draft.read"
SEARCH = "search"
DOUBLES = "intake.duplicate"  # the purpose of a search by which intake asks whether somebody is known already
# written out, or SQLite, which plans before it knows parameters, doesn't see that the index of these entries will do
GIVEN_OR_TAKEN = Func(
    F("action"), template=f"%(expressions)s IN ('{GRANTED}', '{REVOKED}')", output_field=BooleanField()
)
FILES = (Permission.TICKET_READ, Permission.CASE_READ, Permission.REFERRAL_READ)
TOGETHER = 2000  # asked for in one query; SQLite takes 32,766


@dataclass(eq=False)
class Held:
    """A relation to one root of a file, of a person or of a unit (`whom`: its id, as entries spell it)."""

    relation: str
    root: str
    whom: str
    personal: bool
    since: datetime
    until: datetime | None = None

    def stood(self, moment: datetime) -> bool:
        """Whether it stood at that moment."""
        return self.since <= moment and (self.until is None or moment < self.until)

    @property
    def assigns(self) -> bool:
        """Whether it makes one person responsible: not a unit's, not covering for a colleague, not break-glass."""
        return self.personal and self.relation not in unexplaining()


Told = Iterable[tuple[UUID, Held]]
Source = Callable[[Collection[UUID]], Told]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Called from `ready()`: what else than grants explains reads of some files, in one query."""
    _sources[name] = source


Given = dict[UUID, list[Held]]


class Holding:
    """The relations to files, over all time. Each file is asked for once, however often it is named.

    GIVEN is what was given and taken of some files, as it was told before: it is not asked for again, and grows.
    """

    def __init__(self, files: Iterable[UUID] = (), given: Given | None = None) -> None:
        self._of: Given = {}
        self._given: Given = {} if given is None else given
        self.load(files)

    def load(self, files: Iterable[UUID]) -> None:
        """Ask for those of FILES that were not asked for: two queries for two thousand, and one for each source."""
        for some in _batches({file for file in files if file not in self._of}):
            if asked := [file for file in some if file not in self._given]:
                self._given.update(_told(asked))
            found = {file: list(self._given[file]) for file in some}
            for source in _sources.values():
                for file, held in source(some):
                    found[file].append(held)
            self._of.update(found)

    def knows(self, file: UUID) -> bool:
        """Whether this file was asked for."""
        return file in self._of

    def of(self, file: UUID) -> list[Held]:
        """All that anybody ever held on this file."""
        return self._of.get(file, [])

    def explaining(self, file: UUID, mine: set[str], moment: datetime, kind: str = "") -> Held | None:
        """What somebody, with their unit called MINE, read by at that moment: assigned before as one of a unit, on the
        root of KIND before others. None: neither they nor their unit held anything."""
        stood = [held for held in self._of.get(file, ()) if held.whom in mine and held.stood(moment)]
        if len(stood) < 2:
            return stood[0] if stood else None
        weaker = [(not held.assigns, not held.relation.endswith(f"_{kind}"), held.since) for held in stood]
        return stood[weaker.index(min(weaker))]


def names_of(person: Staff, unit: object = None) -> set[str]:
    """By what grants name somebody: the account, and UNIT, or the unit it is in today."""
    return {actor_of(person)[0], str(person.pk), str((person.unit_id if unit is None else unit) or "")} - {""}


@cache
def readers_by_grant() -> frozenset[str]:
    """The roles that read files by grants alone. What custodians or auditors open, their role explains."""
    return frozenset(role for permission in FILES for role in MATRIX[permission])


@cache
def unexplaining() -> frozenset[str]:
    """Relations that open a file and explain no read of it (covering for a colleague, break-glass)."""
    scopes = [scope for row in MATRIX.values() for scope in row.values()]
    return frozenset(relation for scope in scopes for relation in scope.relations if relation not in scope.explaining)


def is_look(action: str, purpose: str) -> bool:
    """Whether an entry says that somebody read something of a file or searched for it. A half-typed ticket is its
    writer's own, and intake looks for doubles by itself."""
    return (action.endswith(READ) and action != OWN) or (action == SEARCH == purpose)


def asks(action: str, purpose: str) -> bool:
    """The same, and intake's question for doubles: of everybody who is registered once, and of one person seldom."""
    return is_look(action, purpose) or (action == SEARCH and purpose == DOUBLES)


def _batches(files: Collection[UUID]) -> Iterator[list[UUID]]:
    ordered = sorted(files)
    for start in range(0, len(ordered), TOGETHER):
        yield ordered[start : start + TOGETHER]


def _told(files: list[UUID]) -> Given:
    """What entries say; of rows those that no entry names, and of the others until when they are given."""
    given: Given = {file: [] for file in files}
    told = _in_entries(files)
    for key, row in _in_rows(files):
        file, *_rest = key
        if key not in told:
            given[file].append(row)
        elif row.until is not None and told[key][-1].until is None:
            told[key][-1].until = row.until
    for (file, *_rest), spans in told.items():
        given[file] += spans
    return given


Key = tuple[UUID, str, str, str]


def _in_entries(files: list[UUID]) -> dict[Key, list[Held]]:
    """What was put in by SQL gives nobody anything."""
    told: dict[Key, list[Held]] = defaultdict(list)
    for entry in _ENTRIES.rows(files):
        if (entry.number is None or not 0 <= entry.number < entry.sealed) and not ours(entry):
            continue
        given = [name.split(":", 3)[1:] for name in entry.digests if name.startswith(GRANT)]
        if entry.action == REVOKED:
            _taken(told, entry, given)
            continue
        until = next((_moment(name) for name in entry.digests if name.startswith(UNTIL)), None)
        for relation, root, whom in given:
            spans = told[entry.case_id, relation, root, whom]
            if spans and spans[-1].stood(entry.time):
                spans[-1].until = until
            else:
                personal = entry.object_kind != "unit"
                spans.append(Held(relation, root, whom, personal, entry.time, until))
    return told


def _giving(files: list[UUID]) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.filter(GIVEN_OR_TAKEN, case_id__in=files).annotate(sealed=size())
    return entries.order_by("time", "id")


_ENTRIES = Among(_giving, UUID)


def _taken(told: dict[Key, list[Held]], entry: Any, given: list[list[str]]) -> None:
    """One relation was revoked; or, where the entry names none, all that anybody had to this root."""
    root = [key for key in told if (key[0], key[2]) == (entry.case_id, entry.object_id)] if not given else []
    for key in root or [(entry.case_id, *name) for name in given]:
        spans = told.get(key)  # type: ignore[arg-type]
        if spans and spans[-1].stood(entry.time):
            spans[-1].until = entry.time


def _moment(name: str) -> datetime:
    return datetime.fromisoformat(name.removeprefix(UNTIL))


def _in_rows(files: list[UUID]) -> Iterator[tuple[Key, Held]]:
    """The grant rows of these files' tickets, cases and referrals, persons' and units', in one query."""
    for row in on_files(files):
        relation, root, whom = relations.name_of(row.number), str(row.root), str(row.whom)
        held = Held(relation, root, whom, row.personal, row.since, row.until)
        yield (row.file, relation, root, whom), held
