"""What the log refuses. No message here ever holds a value."""

from __future__ import annotations

from access.errors import Refused


class AuditError(Exception):
    """Something that would leave no entry, or an entry that lies."""


class OpenTransaction(AuditError):
    """A read inside an open transaction: its entry could be rolled back after the value was seen."""


class ReasonNeeded(AuditError):
    """Nothing explains this read: the reader has to type a reason of at least ten characters."""


class NotForYou(AuditError):
    """A field that this reader's role, or authorship, does not open."""


class NotPartOfIt(AuditError):
    """A value was wanted that belongs to another file than the one the entry would name."""


class WouldNotOpen(AuditError):
    """A sealed value failed to open. `kind` says why (broken, key missing, …); a second entry has been written."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class NotWitnessed(AuditError):
    """No witness countersigned in time that a location was asked for, and this installation insists (AUDIT_STRICT)."""


class OutsideAction(AuditError):
    """A watched model was written outside any action."""


class WrongDatabase(AuditError):
    """A row was written in a database that the running action does not cover."""


class AppendOnly(AuditError):
    """Entries and checkpoints are never changed or deleted."""


class PlaceNamed(Refused):
    """A text named a place that its writer knows: who reads this answer learns whether it does."""


class NoResolver(AuditError):
    """Nobody registered what house events stand for; such events can't be recorded."""
