"""What the auditor reads from the log: a file's entries, a person's day, newest first, by keyset."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from access.models import Staff
from access.roles import Role
from audit import references
from audit.models import AuditEntry, Touched
from audit.recording import actor_of
from audit.references import Meaning

PAGE = 25
REVIEW = "log.review"  # the action of signing a finding off
CHECK = "check"  # what a check of the whole log is about
LARGEST_FILE = 2000  # touched entries and house events looked up for one file
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = re.compile(r"(\d{1,17})\.([0-9a-f]{32})")


def of_file(case_id: UUID) -> Q:
    """Every entry about this file: its own, those of lists and searches that touched it, its house events."""
    touched = Touched.objects.filter(case_id=case_id).order_by("-time").values_list("entry_id", flat=True)
    condition = Q(case_id=case_id) | Q(pk__in=list(touched[:LARGEST_FILE]))
    port = references.registered()
    if port is not None:
        found = [str(reference) for reference in port.concerning(case_id)]
        if found:
            condition |= Q(object_kind="reference", object_id__in=found[:LARGEST_FILE])
    return condition


def of_person(person: Staff, day: date) -> Q:
    """Everything one person did on one day of Jakarta's calendar."""
    start = timezone.make_aware(datetime(day.year, day.month, day.day))
    end = start + timedelta(days=1)
    condition = Q(actor=actor_of(person)[0], time__gte=start, time__lt=end)
    port = references.registered()
    if port is not None:
        found = [str(reference) for reference in port.done_by(person.pk, start, end)]
        if found:
            condition |= Q(object_kind="reference", object_id__in=found[:LARGEST_FILE])
    return condition


def page(condition: Q, after: str | None = None, limit: int = PAGE) -> tuple[list[AuditEntry], str]:
    """One page of entries, newest first, and the key of the next ("" on the last)."""
    rows = AuditEntry.objects.filter(condition)
    match = _KEY.fullmatch(after or "")
    if match:
        moment = _EPOCH + timedelta(microseconds=int(match[1]))
        rows = rows.filter(Q(time__lt=moment) | Q(time=moment, id__lt=UUID(match[2])))
    found = list(rows.order_by("-time", "-id")[: limit + 1])
    if len(found) <= limit:
        return found, ""
    last = found[limit - 1]
    return found[:limit], f"{(last.time - _EPOCH) // timedelta(microseconds=1)}.{last.pk.hex}"


def people(entries: list[AuditEntry], meanings: Collection[Meaning] = ()) -> dict[str, Staff]:
    """Who acted, by what entries and meanings call them, in one query; house staff by pseudonym too."""
    names = {entry.actor for entry in entries if entry.actor} | {str(meaning.staff) for meaning in meanings}
    ids = {name for name in names if _is_id(name)}
    found = Staff.objects.filter(Q(pk__in=ids) | Q(role=Role.HOUSE_STAFF, pseudonym__in=names - ids))
    shown = list(found.select_related("agency").defer("real_name", "nik", "phone"))
    return {actor_of(person)[0]: person for person in shown} | {str(person.pk): person for person in shown}


def any_of(condition: Q) -> bool:
    """Whether there is an entry of which this is true."""
    return AuditEntry.objects.filter(condition).exists()


def newest_check() -> AuditEntry | None:
    """When the whole log was last checked from a page, and with what outcome."""
    return AuditEntry.objects.filter(object_kind="log", object_id=CHECK).order_by("-time").first()


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def as_day(text: str) -> date | None:
    """A day as `2026-11-24`, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
