"""What she has agreed to now: the newest answer of each line."""

from __future__ import annotations

from access.models import Agency
from casework.models import Case, ConsentLine
from casework.options.casefile import ConsentAnswer


def answer(case: Case, item: str, agency: Agency | None = None) -> str:
    """The newest answer to one line (for one recipient where it is about sharing); empty where it was never asked."""
    newest = ConsentLine.every.filter(case=case, item=item, agency=agency).order_by("-at", "-pk").first()
    return newest.answer if newest else ""


def may_share(case_id, agency: Agency) -> bool:
    """Whether she agreed that this agency is told, and has not taken it back."""
    newest = ConsentLine.every.filter(case_id=case_id, item="sharing", agency=agency).order_by("-at", "-pk").first()
    return newest is not None and newest.answer == ConsentAnswer.GIVEN


def newest_lines(lines) -> list[ConsentLine]:
    """Of LINES, newest first, the one that holds for each (item, recipient)."""
    held: dict[tuple, ConsentLine] = {}
    for line in lines:
        held.setdefault((line.item, line.agency_id), line)
    return list(held.values())
