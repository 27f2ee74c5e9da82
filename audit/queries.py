"""What the auditor reads from the log: a file's entries, a person's day, newest first, by keyset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from uuid import UUID

from django.db.models import Q, QuerySet

from access.models import Agency, Staff
from access.prepared import Among, Prepared
from access.roles import Role
from access.walls import keep_out_all, walled_cases
from audit import references
from audit.chosen import ALL, Act, Chosen
from audit.explaining import explained
from audit.keyset import Moment, as_moment, key_of, older
from audit.models import AuditEntry, Touched
from audit.objects import asked_id
from audit.recording import actor_of
from audit.references import Event, Stretch
from audit.stamp import ours

PAGE = 25
LOOKED_AT = 500  # of which a page shows those that nothing explains
REVIEW = "log.review"  # the action of signing a finding off
CHECK = "check"  # what a check of the whole log is about
VERIFY = "log.verify"  # its action
FEW = 20  # checks that are looked at for the newest that is one
SHOWN_OF_STAFF = ("id", "username", "name", "pseudonym", "role", "unit", "own_unit", "agency")


def is_known(case_id: UUID) -> bool:
    """Whether any entry is about this file; the same queries whether one is or not."""
    own, touched = _ONE_OF_FILE.rows(case_id), _ONE_THAT_TOUCHED.rows(case_id)
    return bool(own or touched)


_ONE_OF_FILE = Prepared(lambda file: AuditEntry.objects.filter(case_id=file).values_list("pk", flat=True)[:1], UUID)
_ONE_THAT_TOUCHED = Prepared(lambda file: Touched.objects.filter(case_id=file).values_list("pk", flat=True)[:1], UUID)


def kept_from(auditor: Staff) -> frozenset[UUID]:
    """The files behind a conflict of interest of this auditor: neither they nor their entries are there for them."""
    return frozenset(walled_cases(auditor))


def sees_house_events(without: frozenset[UUID]) -> bool:
    """Whether whoever does WITHOUT these files is shown house events: where it is any file, none of anybody.

    An exported log names them all. Were those of one file alone not shown, they would be known by that, and so would
    whether she is placed, and since when. That some file is shut to its reader the export tells in any case.
    """
    return not without


def nobody_sees_house_events() -> bool:
    """Whether no auditor who works is shown any: each stands behind some wall, or nobody works as one (ADR 37)."""
    return keep_out_all(Role.AUDITOR)


@dataclass(frozen=True)
class Page:
    """Entries, and the house events that belong among them, each newest first; the key of the next page, "" on the
    last."""

    entries: list[AuditEntry]
    events: list[Event]
    after: str


def page_of_file(
    case_id: UUID, after: str | None = None, *, without: frozenset[UUID] = frozenset(), chosen: Chosen = ALL
) -> Page:
    """What anybody did with this file: its own entries, those of lists and searches that touched it, house events.

    Nothing of the files WITHOUT which it is, and then no house event; on the page AFTER that key; only what was CHOSEN,
    where denials are those of whoever asked for the file itself.
    """
    begun, most = as_moment(after), LOOKED_AT if chosen.untasked else PAGE
    each: list[Iterable[AuditEntry]]
    if begun or without or chosen:
        touched = Touched.objects.exclude(entry__case_id__in=without) if without else Touched.objects.all()
        touching = list(_touching(touched.filter(chosen.condition("entry__"), case_id=case_id), begun, most))
        of_file = [Q(case_id=case_id), *([Q(object_id=asked_id(case_id))] if chosen.act == Act.DENIALS else [])]
        each = [_newest(wanted & chosen.condition(), begun, without, most) for wanted in of_file]
        each.append(_newest(Q(pk__in=touching), begun, without, most))
    else:
        each = [_NEWEST_OF_FILE.rows(case_id), _ENTRIES.rows(_NEWEST_TOUCHING.rows(case_id))]
    port = references.registered()

    def events(which: Stretch) -> list[Event]:
        within = Stretch(which.since or chosen.begins, which.before or chosen.ends)
        return port.concerning(case_id, within) if port else []

    return _page(each, events, begun, without, chosen)


def page_of_person(
    person: Staff, chosen: Chosen, after: str | None = None, *, without: frozenset[UUID] = frozenset()
) -> Page:
    """What this person did on the CHOSEN days, which have an end, in houses too; as above WITHOUT these files."""
    port, begun = references.registered(), as_moment(after)
    events = partial(port.done_by, person.pk, chosen.begins, chosen.ends) if port else _no_events
    own = Q(actor=actor_of(person)[0]) & chosen.condition()
    most = LOOKED_AT if chosen.untasked else PAGE
    return _page([_newest(own, begun, without, most)], events, begun, without, chosen)


def _no_events(which: Stretch) -> list[Event]:
    return []


def _newest(
    wanted: Q, begun: Moment | None = None, without: frozenset[UUID] = frozenset(), most: int = PAGE
) -> QuerySet[AuditEntry]:
    """The MOST newest, and one, that this finds by an index of its own: no page reads all of a file that it shows 25
    entries of."""
    rows = AuditEntry.objects.filter(wanted).defer("digests", "stamp")  # no page shows them
    if without:
        rows = rows.exclude(case_id__in=without)
    return older(rows, begun, "time", "id")[: most + 1]


def _touching(touched: QuerySet[Touched], begun: Moment | None = None, most: int = PAGE) -> QuerySet[Touched, UUID]:
    return older(touched, begun, "time", "entry_id").values_list("entry_id", flat=True)[: most + 1]


_NEWEST_OF_FILE = Prepared(lambda file: _newest(Q(case_id=file)), UUID)
_NEWEST_TOUCHING = Prepared(lambda file: _touching(Touched.objects.filter(case_id=file)), UUID)
_ENTRIES = Among(lambda keys: AuditEntry.objects.filter(pk__in=keys).defer("digests", "stamp"), UUID)


def _page(
    each: Iterable[Iterable[AuditEntry]],
    events: Callable[[Stretch], list[Event]],
    begun: Moment | None,
    without: frozenset[UUID],
    chosen: Chosen,
) -> Page:
    """The newest of EACH of these.

    Entries alone make up the pages: were it their number together with that of house events, the main database
    would be told how many of those there are.
    """
    newest = {entry.pk: entry for rows in each for entry in rows}
    found = sorted(newest.values(), key=lambda entry: (entry.time, entry.pk), reverse=True)
    shown, last = _untasked(found) if chosen.untasked else _first(found, PAGE)
    stretch = Stretch(last.time if last else None, begun[0] if begun else None)
    key = key_of((last.time, last.pk)) if last else ""
    told = events(stretch) if sees_house_events(without) else []
    return Page(shown, _chosen_of(told, chosen), key)


def _first(found: list[AuditEntry], most: int) -> tuple[list[AuditEntry], AuditEntry | None]:
    """The MOST first of these, and the last of them where there are more."""
    return found[:most], found[most - 1] if len(found) > most else None


def _untasked(found: list[AuditEntry]) -> tuple[list[AuditEntry], AuditEntry | None]:
    """The first that no task explains among those LOOKED_AT, and the one after which the next page goes on."""
    looked_at, last = _first(found, LOOKED_AT)
    told = explained(looked_at, people())
    shown, last_shown = _first([entry for entry in looked_at if told.get(entry.pk) == ""], PAGE)
    return shown, last_shown or last


def _chosen_of(events: list[Event], chosen: Chosen) -> list[Event]:
    """House events of which what was CHOSEN is true; by the role that somebody has today, as their line says it."""
    if not chosen:
        return events
    known = people() if chosen.role else {}
    roles = {event.meaning.staff: person.role for event in events if (person := known.get(str(event.meaning.staff)))}
    return [event for event in events if chosen.shows(event.meaning, roles.get(event.meaning.staff, ""))]


def people() -> People:
    """Everybody with an account, by what entries and house events call them, in one query.

    Asked for by name, they would tell the main database's administrator who acted in a house.
    """
    return People(_EVERYBODY.rows())


@cache
def _columns() -> tuple[str, ...]:
    """What is loaded of an account, in the order in which a model takes it."""
    return tuple(field.attname for field in Staff._meta.concrete_fields if field.name in SHOWN_OF_STAFF)


_EVERYBODY = Prepared(lambda: Staff.objects.values_list(*_columns(), "agency__code", "agency__name"))


class People(Mapping[str, Staff]):
    """Each is put together when asked for: a page names a few of hundreds. `agencies`: theirs, names by code."""

    def __init__(self, rows: Iterable[tuple]) -> None:
        key, role = map(_columns().index, ("id", "role"))
        self._rows = {str(row[key]): row for row in rows}
        self.agencies: dict[str, str] = dict(row[-2:] for row in self._rows.values())
        self._met: dict[str, Staff] = {}
        self._joined: dict[UUID, Agency] = {}
        in_houses = [pk for pk, row in self._rows.items() if row[role] == Role.HOUSE_STAFF]
        self._keys = {actor_of(self._person(pk))[0]: pk for pk in in_houses} | {pk: pk for pk in self._rows}

    def __getitem__(self, name: str) -> Staff:
        return self._person(self._keys[name])

    def __contains__(self, name: object) -> bool:
        return name in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def _person(self, pk: str) -> Staff:
        if pk not in self._met:
            *own, code, name = self._rows[pk]
            person = self._met[pk] = Staff.from_db("default", _columns(), own)
            agency = Agency.from_db("default", ("id", "code", "name"), (person.agency_id, code, name))
            person.agency = self._joined.setdefault(person.agency_id, agency)
        return self._met[pk]


def newest_check() -> AuditEntry | None:
    """When the whole log was last checked from a page, and with what outcome; a row put in by SQL is no check."""
    checks = AuditEntry.objects.filter(object_kind="log", object_id=CHECK).order_by("-time")
    return next((entry for entry in checks[:FEW] if ours(entry)), None)


def as_day(text: str) -> date | None:
    """A day as `2026-11-24`, of a year that calendars can reckon around, or None."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 < day.year < 3000 else None


def entries_of(action: str, things: Iterable[object]) -> dict[str, UUID]:
    """By thing's id the newest entry of this act, one of SOUGHT_ACTS, about each of these THINGS."""
    rows = AuditEntry.objects.of_acts(action).filter(object_id__in=[str(pk) for pk in things]).order_by("time", "id")
    return dict(rows.values_list("object_id", "pk"))
