"""What a process remembers of a log, so that what belongs to another log is not asked of this one."""

from __future__ import annotations

from audit import refusals
from audit.rules import window


def forget_counts() -> None:
    """As in a process that has just begun: nobody was refused yet, no entry was read."""
    refusals.door = refusals.Door()
    window._known = window.Known(0, {}, {})
