"""One find of the matcher, and how a house's finds are put into one sealed list of one size."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shelters.models.finds import FINDS_SIZE

MOST_PHRASES = 40  # of one text; where more name the house, it is told as named beyond the phrases


@dataclass(frozen=True)
class Find:
    """A text that names a house.

    `phrases` are the numbers of the place-like phrases that name it; none where something beyond them does. `alert`:
    the text had left already when it was found. `handled_by`: the custodian who has dealt with it.
    """

    release_id: uuid.UUID
    phrases: tuple[int, ...]
    alert: bool
    found_at: datetime
    handled_by: uuid.UUID | None = None

    @property
    def waits(self) -> bool:
        """Whether it is an alert that nobody has dealt with."""
        return self.alert and self.handled_by is None

    def as_json(self) -> list:
        handled = self.handled_by.hex if self.handled_by else ""
        phrases = self.phrases if len(self.phrases) <= MOST_PHRASES else ()
        return [self.release_id.hex, phrases, int(self.alert), self.found_at.isoformat(), handled]


def from_json(listed: Iterable[list]) -> list[Find]:
    """The finds of one house, oldest first."""
    return [
        Find(
            uuid.UUID(release),
            tuple(phrases),
            bool(alert),
            datetime.fromisoformat(found_at),
            uuid.UUID(handled) if handled else None,
        )
        for release, phrases, alert, found_at, handled in listed
    ]


def as_json(finds: Iterable[Find]) -> list[list]:
    """What fits the one size: the oldest are left out first, and among all those the alerts that still wait last."""
    kept = list(finds)
    while len(json.dumps(listed := [find.as_json() for find in kept], separators=(",", ":")).encode()) > FINDS_SIZE:
        kept.remove(next((find for find in kept if not find.waits), kept[0]))
    return listed
