"""The demo's clock: the past days are told in the hours in which they took place.

Every time of the product is `django.utils.timezone.now()`. Within `told_from` this one name answers with a clock that
was put back and only ever goes forward: it runs as fast as the real one, and the story leaps ahead with `go_to`. So
a ticket, its acknowledgement and their entries in the log bear moments of their own, in the order in which they were
written. Nothing outside the demo can do this, and the demo does it while it is set up, never while it serves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone


class Clock:
    """A clock put back to START; `today` is the day on which it was put back."""

    def __init__(self, start: datetime) -> None:
        self._really = timezone.now
        self.began = self._really()
        self._behind = max(self.began - start, timedelta(0))

    def now(self) -> datetime:
        """The moment of the story."""
        return self._really() - self._behind

    def go_to(self, moment: datetime) -> None:
        """Leaps ahead to MOMENT, at most to the real present; a moment that is past leaves the clock alone."""
        self._behind = max(min(self._behind, self._really() - moment), timedelta(0))


@contextmanager
def told_from(start: datetime) -> Iterator[Clock]:
    """From here to the end of the block the product's present is that of a clock put back to START."""
    clock, really = Clock(start), timezone.now
    timezone.now = clock.now
    try:
        yield clock
    finally:
        timezone.now = really
