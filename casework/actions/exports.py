"""That figures left the house is kept: which act, when, by whom."""

from __future__ import annotations

from access.models import Staff
from audit.action import action


@action("statistics.export")
def record_export(year: int | None, *, by: Staff) -> None:
    """One entry for a downloaded table of one year, or of all."""


@action("statistics.print")
def record_print(year: int | None, *, by: Staff) -> None:
    """One entry for a page to print."""
