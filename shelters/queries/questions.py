"""What was asked about house events, as auditors, the asked and the start page are told: never a house or a resident.

Nothing here asks the main database about one account or one file: who administers it would learn who acted in a house.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access.models import Staff
from access.walls import walled_cases
from audit import asking
from audit.asking import Askable, Asked
from audit.findings import Finding
from audit.models import Step
from audit.queries import kept_from, people, sees_house_events
from audit.questions import ENDED, MOST, silent
from audit.references import Event, Stretch
from casework.today import TodayItem
from shelters.models import HouseQuestion, HouseQuestionStep, HouseReference
from shelters.queries.meaning import describe, done_by, page_of


def event(auditor: Staff, reference: uuid.UUID) -> HouseReference | None:
    """The house event of that reference; whichever it is, none for an auditor who stands behind any wall."""
    return HouseReference.every.filter(pk=reference).first() if _sees(auditor) else None


def _sees(auditor: Staff) -> bool:
    return sees_house_events(kept_from(auditor))


def of_event(found: HouseReference) -> list[HouseQuestion]:
    """All that was asked about this event."""
    return list(_with_steps(HouseQuestion.every.filter(reference=found)))


def of_event_for(auditor: Staff, found: HouseReference) -> list[HouseQuestion]:
    """What of it this auditor is told."""
    return list(_with_steps(_told_to(auditor.pk).filter(reference=found)))


def _told_to(auditor: uuid.UUID) -> QuerySet[HouseQuestion]:
    """Without what was asked quietly about their own acts."""
    return HouseQuestion.every.exclude(quietly=True, reference__staff_id=auditor)


def askable(found: HouseReference, *, by: Staff) -> Askable:
    """Whom the auditor BY may ask about this event."""
    return asking.askable(str(found.staff_id), found.case_id, by=by)


def by_id(pk: uuid.UUID) -> HouseQuestion:
    """The question of that id, which is there."""
    return _with_steps(HouseQuestion.every.filter(pk=pk)).get()


def seen_by(auditor: Staff, pk: uuid.UUID) -> HouseQuestion | None:
    """The question of that id, unless it is quietly about this auditor; none for one who stands behind any wall."""
    return _with_steps(_told_to(auditor.pk).filter(pk=pk)).first() if _sees(auditor) else None


def asked_of(user: Staff) -> QuerySet[HouseQuestion]:
    """What was put to this person; nothing about a file that lies behind a wall for them."""
    return _with_steps(HouseQuestion.every.filter(asked=user.pk).exclude(file__in=walled_cases(user)))


def _with_steps(rows: QuerySet[HouseQuestion]) -> QuerySet[HouseQuestion]:
    steps = Prefetch("steps", HouseQuestionStep.every.order_by("at", "pk"))
    return rows.select_related("reference").prefetch_related(steps).order_by("at", "pk")


def open_ones(auditor: uuid.UUID) -> list[Asked]:
    """What no auditor has signed off yet, for the list of this one."""
    rows = list(_with_steps(_told_to(auditor).exclude(steps__kind=Step.REVIEW))[:MOST])
    known = people()  # asked for where there is nothing, too
    meanings = describe({row.reference_id for row in rows})
    return [
        asking.told(row, known, about=about(meanings[row.reference_id]), url=meanings[row.reference_id].url)
        for row in rows
    ]


def of_that_day(found: HouseReference) -> list[Event]:
    """What else the same person did in houses on the day of this event, newest first: told beside it, for the page of
    somebody's day leaves in the main database whose it is."""
    begun = timezone.localtime(found.at).replace(hour=0, minute=0, second=0, microsecond=0)
    done = done_by(found.staff_id, begun, begun + timedelta(days=1), Stretch())
    return [event for event in done if event.reference != found.pk]


def about(meaning) -> str:
    """Which event it is, for auditors: the act, and the house by its code."""
    return f"{meaning.act.capitalize()} · {meaning.house} {meaning.case}".strip(" ·")


def items(user) -> list[TodayItem]:
    """For whoever is asked: what they have still to answer. The page behind it says about what.

    Everybody's start page asks for it, the 112 desk's too: with the houses' database away it goes on without.
    """
    now, waiting = timezone.now(), []
    with suppress(DatabaseError):
        waiting = list(asked_of(user).exclude(steps__kind__in=ENDED)[:MOST])
    return [
        TodayItem(
            "due",
            _("Auditor meminta penjelasan"),
            "",
            reverse("shelters:answer_question", args=[question.pk]),
            due=question.due,
            note=_("terlambat") if question.due <= now else "",
        )
        for question in waiting
    ]


def late(now: datetime) -> QuerySet[HouseQuestion]:
    """Those that nobody answered or signed off in time."""
    return HouseQuestion.every.filter(due__lte=now).exclude(steps__kind__in=ENDED).order_by("due", "pk")


def findings(now: datetime) -> Iterable[Finding]:
    """For auditors: each question that nobody answered in time, until it is answered or signed off."""
    rows = list(late(now).select_related("reference")[:MOST])
    known = people() if rows else {}
    for row in rows:
        yield silent(row, known, str(row.reference.staff_id), page_of(row.reference_id), of_houses=True)


def some() -> list[dict]:
    """Addresses of a few questions, for the list of routes."""
    return [{"pk": pk} for pk in HouseQuestion.every.order_by("at", "pk").values_list("pk", flat=True)[:5]]


def some_events() -> list[dict]:
    """Addresses of a few house events."""
    return [{"pk": pk} for pk in HouseReference.every.order_by("-at", "pk").values_list("pk", flat=True)[:5]]
