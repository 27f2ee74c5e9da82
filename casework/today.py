"""Port: what waits for a person today. Packages register a function; the start page puts all answers into three lists.

    today.register(lambda user: [TodayItem("due", _("Perpanjangan"), "C-7Q4K", url, due=moment)])

An item shows plain columns only. A source that opens something to find its items says so: it is not asked while the
screen is locked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

BUCKETS = ("due", "new", "waiting")
LIMIT = 50
NOW, USUAL, LAST = range(3)  # urgency of a line


@dataclass(frozen=True)
class TodayItem:
    """One line: `bucket` due (has a moment), new (came in), or waiting (for somebody else).

    `urgency` stands before every moment: NOW for somebody in danger, LAST for exercises and tests.
    """

    bucket: str
    title: Any
    reference: str
    url: str
    due: datetime | date | None = None
    at: datetime | None = None
    state: str = ""
    note: Any = ""
    urgency: int = USUAL

    def __post_init__(self) -> None:
        if self.bucket not in BUCKETS:
            raise ValueError(f"no list {self.bucket} on the start page: there are {', '.join(BUCKETS)}")

    @property
    def has_hour(self) -> bool:
        """Whether it is due at a moment, not on a day."""
        return isinstance(self.due, datetime)


Source = Callable[[Any], list[TodayItem]]
_sources: list[Source] = []
_opening: list[Source] = []


def register(source: Source, *, opens: bool = False) -> None:
    """Adds a source, once; one that OPENS sealed values."""
    if source not in _sources:
        _sources.append(source)
        _opening.extend([source] if opens else [])


def lists(user, *, locked: bool = False) -> dict[str, list[TodayItem]]:
    """The three lists of this person, most urgent first; LOCKED, without what something must be opened for."""
    found: dict[str, list[TodayItem]] = {bucket: [] for bucket in BUCKETS}
    for source in _sources:
        if locked and source in _opening:
            continue
        for item in source(user):
            found[item.bucket].append(item)
    found["due"].sort(key=lambda item: (item.urgency, str(item.due)))
    for bucket in ("new", "waiting"):
        found[bucket].sort(key=lambda item: (item.urgency, -item.at.timestamp() if item.at else 0))
    return {bucket: items[:LIMIT] for bucket, items in found.items()}
