"""Figures over all actual cases and tickets: by city, month and kind, and how long agencies took to answer.

Exact here, for those who run the service; `disclosure.suppress` hides small cells in whatever leaves.
Exercises and tests are counted nowhere. Every figure is one person's: a file behind a wall before them is in none of
theirs, for less what their list shows it would tell that there is a file, where and of what kind (ADR 33).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from access.walls import walled
from casework.models import Case, Moment, TicketEvent
from casework.options import label
from casework.options.intake import CITIES, VIOLENCE, Channel, Kind
from casework.workflow import CaseState


@dataclass(frozen=True)
class Cell:
    """One counted figure."""

    code: str
    label: str
    number: int


@dataclass(frozen=True)
class Answering:
    """How long one agency took from being sent a ticket to acknowledging it."""

    agency: str
    number: int
    median: timedelta | None


def counted(user, year: int | None = None):
    """The cases that count for this person: actual ones that were not refused, of one year or of all. A shredded one
    goes on counting if it had been accepted, which its number tells."""
    cases = _told(user).exclude(state=CaseState.REFUSED)
    cases = cases.exclude(state=CaseState.SHREDDED, number=None)
    return cases.filter(_within("opened", year)) if year else cases


def _told(user):
    """The actual cases that no wall keeps from this person."""
    return Case.every.filter(~walled(user, "pk"), kind=Kind.ACTUAL)


def _within(column: str, year: int) -> Q:
    first = timezone.make_aware(datetime(year, 1, 1))
    return Q(**{f"{column}__gte": first, f"{column}__lt": timezone.make_aware(datetime(year + 1, 1, 1))})


def years(user) -> list[int]:
    """The years that have cases, newest first."""
    found = _told(user).dates("opened", "year", order="DESC")
    return [day.year for day in found]


def total(user, year: int | None = None) -> int:
    """How many cases count."""
    return counted(user, year).count()


def by_city(user, year: int | None = None) -> list[Cell]:
    """Cases per city; the cells add up to `total`."""
    return _by(counted(user, year), "city_code", CITIES)


def by_kind(user, year: int | None = None) -> list[Cell]:
    """Cases per main kind of violence; the cells add up to `total`."""
    return _by(counted(user, year), "main_kind", VIOLENCE)


def by_channel(user, year: int | None = None) -> list[Cell]:
    """Cases per way in; the cells add up to `total`."""
    return _by(counted(user, year), "channel", Channel.choices)


def _by(cases, column: str, choices) -> list[Cell]:
    numbers = dict(cases.order_by().values_list(column).annotate(n=Count("pk")))
    known = [Cell(code, str(name), numbers.pop(code, 0)) for code, name in choices]
    return known + [Cell(code, label(choices, code), number) for code, number in sorted(numbers.items())]


def forms(user, year: int | None = None) -> list[Cell]:
    """How often each form of violence occurs: several a case, so these add up to more than `total`."""
    found = dict.fromkeys((code for code, _name in VIOLENCE), 0)
    for kinds, number in counted(user, year).order_by().values_list("kinds").annotate(n=Count("pk")):
        for code in kinds.split(","):
            found[code] = found.get(code, 0) + number
    return [Cell(code, str(label(VIOLENCE, code)), number) for code, number in found.items()]


def by_month(user, year: int | None = None) -> list[Cell]:
    """Cases per month in Jakarta, oldest first; the cells add up to `total`."""
    grouped = counted(user, year).order_by().annotate(month=TruncMonth("opened")).values_list("month")
    months = {moment.date(): number for moment, number in grouped.annotate(n=Count("pk"))}
    return [Cell(f"{month:%Y-%m}", f"{month:%m/%Y}", number) for month, number in sorted(_filled(months).items())]


def _filled(months: dict[date, int]) -> dict[date, int]:
    """Months without a case between the first and the last are zero; gaps of over a year stay gaps."""
    filled = dict(months)
    ordered = sorted(months)
    for before, after in pairwise(ordered):
        following = before
        while (after - before).days <= 366 and (following := (following + timedelta(days=32)).replace(day=1)) < after:
            filled[following] = 0
    return filled


def answering(user, year: int | None = None) -> list[Answering]:
    """Per agency: how many actual tickets it acknowledged and the median time that took."""
    events = TicketEvent.every.filter(~walled(user, "ticket_id"), ticket__kind=Kind.ACTUAL)
    events = events.filter(kind__in=[Moment.SENT, Moment.ACKNOWLEDGED])
    if year:
        events = events.filter(_within("ticket__opened", year))
    sent: dict[tuple, datetime] = {}
    took: dict[str, list[timedelta]] = {}
    rows = events.order_by("at", "-kind").values_list("ticket_id", "kind", "at", "agency__name")
    for ticket, kind, at, agency in rows:
        spans = took.setdefault(agency, [])
        if kind == Moment.SENT:
            sent[ticket, agency] = at
        elif (ticket, agency) in sent:
            spans.append(at - sent[ticket, agency])
    return [
        Answering(
            agency, len(spans), timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None
        )
        for agency, spans in sorted(took.items())
    ]
