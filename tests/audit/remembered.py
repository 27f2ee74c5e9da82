"""What a process remembers of a log, so that what belongs to another log is not asked of this one."""

from __future__ import annotations

from audit import feeder, refusals
from audit.rules import newest, window


def forget_counts() -> None:
    """As in a process that has just begun: nobody was refused yet, no entry was read, nothing found."""
    refusals.door = refusals.Counter(refusals.SIGN_IN, "staff", refusals.COUNTED, refusals.EACH)
    refusals.pages = refusals.Counter(refusals.ASKED, "page", refusals.PAGES_COUNTED, 0)
    feeder._left_at = None
    newest._known = newest.Known()
    window._found.clear()
