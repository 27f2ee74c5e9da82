"""What was opened while break-glass held a file open."""

from __future__ import annotations

from audit import words
from audit.models import AuditEntry
from audit.recording import actor_of
from casework.models import BreakGlass


def opened_in(row: BreakGlass) -> list[dict]:
    """The pages of this file that whoever asked read in the half hour: moment and purpose, the earliest first."""
    entries = AuditEntry.objects.filter(
        actor=actor_of(row.asked_by)[0], case_id=row.case_id, time__gte=row.second_at, time__lt=row.until
    ).exclude(purpose="")
    return [{"at": entry.time, "what": words.purpose(entry.purpose)} for entry in entries.order_by("time", "pk")]
