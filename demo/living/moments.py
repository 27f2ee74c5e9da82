"""When a step of a living case takes place: so long after the one before, or at a moment of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.utils import timezone

When = Callable[[datetime], datetime]

# minutes from the step before; a day's work on a case fits into the day on which it began
PACE = {
    "register": 21, "accept": 34, "consent": 42, "assess": 38, "plan": 16, "evidence": 12,
    "hospital": 9, "examine": 64, "custody": 11, "keep": 27, "clinic": 8, "other_hospital": 9,
    "police": 14, "report_made": 46, "ask_visum": 13, "visum": 33,
    "legal": 7, "protect": 6, "social": 8, "social_answer": 55, "draft": 18, "signing": 25, "issued": 31,
    "counsel": 90, "ask_place": 19, "hold": 26, "escort": 4, "arrive": 83, "close": 40,
    "legal_hold": 12, "tidy": 9, "ask_shredding": 15, "ask_to_lift": 20,
}  # fmt: skip


def days_ago(days: int, clock: str) -> When:
    """At that hour in Jakarta, so many days before today; at least one, so that it is past whenever it is asked."""

    def when(now: datetime) -> datetime:
        day = timezone.localdate(now) - timedelta(days=days)
        return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))

    return when


def minutes_ago(minutes: int) -> When:
    """So many minutes before now."""
    return lambda now: now - timedelta(minutes=minutes)


def after(before: datetime, step: str) -> datetime:
    """The moment of a step that has none of its own."""
    return before + timedelta(minutes=PACE[step])
