"""The port through which the safe houses' package explains house events.

An entry about a house says `house.event` and a random reference: not who acted either, for a manager's entry between
her look at a file and a house's next event would tell that somebody is placed. What it stands for lies in the houses'
own database, and comes from there live, to the auditor's screen; the entry holds a salted digest of it, so that it
can't be changed afterwards. A file's or a person's events are listed from there alone: whoever asked the main database
for just their entries would tell its administrator whose they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from audit.errors import NoResolver

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from access.models import Staff
    from audit.asking import Asked


@dataclass(frozen=True)
class Meaning:
    """What the auditor is shown of a house event: house code, account, act, the case's reference or "", if denied, and
    whether something was only read.

    At `url` an auditor asks for an explanation.
    """

    house: str
    staff: UUID
    act: str
    case: str = ""
    denied: bool = False
    url: str = ""
    read: bool = False


@dataclass(frozen=True)
class Event:
    """A house event that was committed, as the auditor is shown it, without a look at its entry in the log."""

    reference: UUID
    at: datetime
    meaning: Meaning


@dataclass(frozen=True)
class Stretch:
    """Which events belong on a page: SINCE then, BEFORE then (None: no bound)."""

    since: datetime | None = None
    before: datetime | None = None


class Resolver(Protocol):
    """What the houses' package brings. `using` is the alias of its database; `reads` are the acts that are written down
    before their entry (reads and attempts), so that one whose entry was never made leaves them, and `of_looks` is how
    the names of the rows begin that a look leaves beside it. `of_addresses` are the reads that open an address."""

    using: str
    reads: frozenset[str]
    of_looks: tuple[str, ...]
    of_addresses: frozenset[str]

    def note(
        self, reference: UUID, *, act: str, by: Staff, about: object, reason: str = "", house: UUID | None = None
    ) -> None:
        """Store in `using`, in the transaction that is open there or in one of its own, what REFERENCE stands for.

        Called for reads, for changes whose caller gave `about`, and for attempts, about None; a typed REASON is
        sealed there. HOUSE is given where values under one house's key were sealed anew, about None too.
        """

    def settle(self, reference: UUID, digests: Mapping[str, str]) -> Mapping[str, str]:
        """Store beside the meaning the digests of the rows that this event wrote (inside its transaction).

        Returns all that the reference stands for, these digests and a random salt with it: what the entry's one
        digest is made over.
        """

    def happened(self, references: Collection[UUID]) -> set[UUID]:
        """Those of REFERENCES whose meaning was committed."""

    def describe(self, references: Collection[UUID]) -> Mapping[UUID, Meaning]:
        """The meanings, in one query."""

    def settled(self) -> Iterable[tuple[UUID, Mapping[str, str], Mapping[str, str]]]:
        """Every reference with what `settle` got and what it returned, oldest first: for the check of the log."""

    def concerning(self, case_id: UUID, which: Stretch) -> list[Event]:
        """The events about one file, newest first."""

    def done_by(self, staff_id: UUID, since: datetime, until: datetime, which: Stretch) -> list[Event]:
        """What one person did between two moments, newest first."""

    def questions(self, auditor: UUID) -> list[Asked]:
        """What auditors asked about house events and nobody signed off yet, but for what was asked quietly about this
        auditor's acts. Asked for by whoever sees house events (`queries.sees_house_events`) alone.

        They are asked, answered and signed off on pages of the houses' package: kept here, a sent form's path, an
        entry or a row would tell the main database that somebody was asked, and about which event.
        """

    def denied_since(self, since: datetime) -> list[tuple[UUID, UUID, datetime]]:
        """Attempts on something of a house that were denied, newest first: (reference, who, when)."""

    def page_of(self, reference: UUID) -> str:
        """Where an auditor is shown that event. The page leaves in the main database nothing that says whose it is, so
        findings about house events lead there: a sign-off keeps a finding's key, a moment after the page was opened."""


_resolver: Resolver | None = None


def register(resolver: Resolver) -> None:
    """Called once, from the houses' package when the apps are ready."""
    global _resolver
    _resolver = resolver


def registered() -> Resolver | None:
    """The resolver, or None where no houses' package is installed."""
    return _resolver


def resolver() -> Resolver:
    """The resolver; raises NoResolver, so that no house event is recorded that nobody could explain."""
    if _resolver is None:
        raise NoResolver("no package registered what house events stand for")
    return _resolver
