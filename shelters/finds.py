"""One find of the matcher, and how a list of finds is put into one sealed value of one size.

An alert carries with it all that a custodian is shown of it, so that nobody is asked about what was found.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.crypto import salted_hmac

from disclosure.models import Release
from shelters.models.finds import FINDS_SIZE

MOST_PHRASES = 40  # of one text; where more name the house, it is told as named beyond the phrases
COVER = "an alert without its text"
LONGEST_NAME = 100  # letters of a writer's and of an agency's name; the rest is cut off


@dataclass(frozen=True)
class Left:
    """A text that had left when it was found to name a house: whose file, by whom, of which agency, when it left."""

    case_id: uuid.UUID
    writer: str
    agency: str
    at: datetime

    @classmethod
    def of(cls, release: Release) -> Left:
        writer = release.writer
        agency = writer.agency.name if writer.agency_id else ""
        at = release.decided_at or release.submitted_at
        return cls(release.case_id, writer.get_full_name()[:LONGEST_NAME], agency[:LONGEST_NAME], at)

    def as_json(self) -> list:
        return [self.case_id.hex, self.writer, self.agency, self.at.isoformat()]

    @classmethod
    def from_json(cls, told: list) -> Left:
        case_id, writer, agency, at = told
        return cls(uuid.UUID(case_id), writer, agency, datetime.fromisoformat(at))


@dataclass(frozen=True)
class Walls:
    """The files kept from one custodian; of these, by house, those that are kept from all who keep it."""

    files: frozenset[uuid.UUID]
    of_all: frozenset[tuple[uuid.UUID, uuid.UUID]] = frozenset()

    def keep(self, file: uuid.UUID) -> bool:
        """Whether this custodian is told nothing of that file."""
        return file in self.files

    def hide(self, house: uuid.UUID, file: uuid.UUID) -> bool:
        """Whether this custodian is not even told that something is about this house: somebody else who keeps it is."""
        return file in self.files and (house, file) not in self.of_all


@dataclass(frozen=True)
class Find:
    """A text that names a house.

    `phrases` are the numbers of the place-like phrases that name it; none where something beyond them does. `left`
    makes it an alert, until a custodian, `handled_by`, has dealt with it: then nothing more is kept of the text.
    """

    release_id: uuid.UUID
    phrases: tuple[int, ...]
    found_at: datetime
    left: Left | None = None
    handled_by: uuid.UUID | None = None

    @property
    def waits(self) -> bool:
        """Whether it is an alert that nobody has dealt with."""
        return self.left is not None

    def pressed_by(self, house_id: uuid.UUID, walls: Walls) -> uuid.UUID | None:
        """What deals with this alert about a house, for its custodian behind these WALLS; None where it isn't shown.

        Where its file is kept from everybody who keeps the house it is shown all the same, and nothing leads from what
        deals with it to the text.
        """
        if self.left is None:
            return None
        if not walls.keep(self.left.case_id):
            return self.release_id
        return self._covered() if (house_id, self.left.case_id) in walls.of_all else None

    def _covered(self) -> uuid.UUID:
        return uuid.UUID(bytes=salted_hmac(COVER, self.release_id.hex, algorithm="sha256").digest()[:16])

    def as_json(self) -> list:
        handled = self.handled_by.hex if self.handled_by else ""
        phrases = self.phrases if len(self.phrases) <= MOST_PHRASES else ()
        left = self.left.as_json() if self.left else []
        return [self.release_id.hex, phrases, self.found_at.isoformat(), left, handled]


def from_json(listed: Iterable[list]) -> list[Find]:
    """The finds of one list, oldest first."""
    return [
        Find(
            uuid.UUID(release),
            tuple(phrases),
            datetime.fromisoformat(found_at),
            Left.from_json(left) if left else None,
            uuid.UUID(handled) if handled else None,
        )
        for release, phrases, found_at, left, handled in listed
    ]


def as_json(finds: Iterable[Find]) -> list[list]:
    """What fits the one size: the oldest are left out first, and among all those the alerts that still wait last."""
    given = list(finds)
    kept = {number: find.as_json() for number, find in enumerate(given)}
    takes = {number: _bytes_of(find) + 1 for number, find in kept.items()}  # with the comma, or the last bracket
    size = 1 + sum(takes.values())
    for number in sorted(kept, key=lambda number: (given[number].waits, number)):
        if size <= FINDS_SIZE:
            break
        size -= takes[number]
        del kept[number]
    return list(kept.values())


def _bytes_of(find: list) -> int:
    return len(json.dumps(find, ensure_ascii=False, separators=(",", ":")).encode())
