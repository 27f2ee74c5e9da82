"""Tasks that somebody was given: they explain reads of the case file as an assignment does."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import F, QuerySet

from access.prepared import Among
from audit.holding import TASK, Held
from casework.models import Task


def held(files: Collection[UUID]) -> Iterator[tuple[UUID, Held]]:
    """From when somebody else gave it until it was done. What one gives oneself explains nothing."""
    for case, assignee, at, done in _GIVEN.rows(files):
        yield case, Held(TASK, str(case), str(assignee), personal=True, since=at, until=done)


def _given(files: list[UUID]) -> QuerySet:
    given = Task.every.filter(case__in=files).exclude(assignee=F("by")).order_by("at", "pk")
    return given.values_list("case_id", "assignee_id", "at", "done")


_GIVEN = Among(_given, UUID)
