"""What the auditor reads from the log: a file's entries, a person's day, newest first, by keyset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from access.models import Staff
from access.walls import walled_cases
from audit import references
from audit.models import AuditEntry, Touched
from audit.recording import actor_of
from audit.references import Event

PAGE = 25
REVIEW = "log.review"  # the action of signing a finding off
CHECK = "check"  # what a check of the whole log is about
LARGEST_FILE = 2000  # touched entries looked up for one file
SHOWN_OF_STAFF = ("username", "name", "pseudonym", "role", "agency__code", "agency__name")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = re.compile(r"(\d{1,17})\.([0-9a-f]{32})")


def of_file(case_id: UUID) -> Q:
    """Every entry about this file but its house events': its own, and those of lists and searches that touched it."""
    touched = Touched.objects.filter(case_id=case_id).order_by("-time").values_list("entry_id", flat=True)
    return Q(case_id=case_id) | Q(pk__in=list(touched[:LARGEST_FILE]))


def of_person(person: Staff, day: date) -> Q:
    """Everything one person did on one day of Jakarta's calendar, but in a house."""
    start, end = _of_day(day)
    return Q(actor=actor_of(person)[0], time__gte=start, time__lt=end)


def house_events_of_file(case_id: UUID) -> list[Event]:
    """What happened in houses about this file, newest first."""
    port = references.registered()
    return port.concerning(case_id) if port else []


def house_events_of_person(person: Staff, day: date) -> list[Event]:
    """What this person did in houses on that day, newest first."""
    port = references.registered()
    return port.done_by(person.pk, *_of_day(day)) if port else []


def _of_day(day: date) -> tuple[datetime, datetime]:
    start = timezone.make_aware(datetime(day.year, day.month, day.day))
    return start, start + timedelta(days=1)


def kept_from(auditor: Staff) -> frozenset[UUID]:
    """The files behind a conflict of interest of this auditor: neither they nor their entries are there for them."""
    return frozenset(walled_cases(auditor))


def between(
    events: Iterable[Event], entries: Sequence[AuditEntry], after: str | None, more: bool, without: frozenset[UUID]
) -> list[Event]:
    """Those of EVENTS that belong on the page of ENTRIES, which begins AFTER a key and has MORE behind it; none of
    files that the reader is kept from."""
    begun = _moment(after)
    return [
        event
        for event in events
        if (begun is None or event.at < begun[0])
        and (not more or event.at >= entries[-1].time)
        and event.meaning.file not in without
    ]


def _moment(key: str | None) -> tuple[datetime, UUID] | None:
    match = _KEY.fullmatch(key or "")
    return (_EPOCH + timedelta(microseconds=int(match[1])), UUID(match[2])) if match else None


def page(
    condition: Q, after: str | None = None, limit: int = PAGE, *, without: frozenset[UUID] = frozenset()
) -> tuple[list[AuditEntry], str]:
    """One page of entries, newest first, none of files WITHOUT which it is; the key of the next ("" on the last)."""
    rows = AuditEntry.objects.filter(condition)
    if without:
        rows = rows.exclude(case_id__in=without)
    begun = _moment(after)
    if begun:
        moment, newest = begun
        rows = rows.filter(Q(time__lt=moment) | Q(time=moment, id__lt=newest))
    found = list(rows.order_by("-time", "-id")[: limit + 1])
    if len(found) <= limit:
        return found, ""
    last = found[limit - 1]
    return found[:limit], f"{(last.time - _EPOCH) // timedelta(microseconds=1)}.{last.pk.hex}"


def people() -> dict[str, Staff]:
    """Everybody with an account, by what entries and house events call them, in one query.

    Asked for by name, they would tell the main database's administrator who acted in a house.
    """
    shown = list(Staff.objects.select_related("agency").only(*SHOWN_OF_STAFF))
    return {actor_of(person)[0]: person for person in shown} | {str(person.pk): person for person in shown}


def any_of(condition: Q) -> bool:
    """Whether there is an entry of which this is true."""
    return AuditEntry.objects.filter(condition).exists()


def newest_check() -> AuditEntry | None:
    """When the whole log was last checked from a page, and with what outcome."""
    return AuditEntry.objects.filter(object_kind="log", object_id=CHECK).order_by("-time").first()


def as_day(text: str) -> date | None:
    """A day as `2026-11-24`, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
