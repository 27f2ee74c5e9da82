"""What a process remembers of a log, so that what belongs to another log is not asked of this one."""

from __future__ import annotations

from audit import refusals
from audit.rules import newest, window


def forget_counts() -> None:
    """As in a process that has just begun: nobody was refused yet, no entry was read, nothing found."""
    refusals.door = refusals.Door()
    newest._known = newest.Known()
    window._found.clear()
