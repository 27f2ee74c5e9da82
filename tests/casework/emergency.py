"""Break-glass at night, as its tests use it: asked for, opened, who may decide, a wall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from access import policy
from access.models import ConflictOfInterest, Staff
from access.permissions import Permission
from audit.register import unwatched
from casework.actions import break_glass
from casework.models import BreakGlass

NIGHT = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)  # two in the morning in Jakarta
HALF_AN_HOUR = timedelta(minutes=30)
READ = Permission.CASE_READ


def asked(case, people, by=None, **fields) -> BreakGlass:
    return break_glass.ask(**{"reference": case.reference, "why": "danger", "by": by or people.konselor, **fields})


def opened(case, people) -> BreakGlass:
    row = break_glass.agree(asked(case, people), by=people.supervisor)
    return break_glass.agree(row, by=people.piket_bpbd)


def sees(staff, case) -> bool:
    return policy.visible(staff, READ).filter(pk=case.pk).exists()


def deciding(people) -> set[str]:
    """Who may decide about something now."""
    now = timezone.now()
    return {s.username for s in Staff.objects.select_related("agency") if break_glass.to_decide(s, now)}


def wall(staff, case) -> None:
    with unwatched():
        ConflictOfInterest.objects.create(staff=staff, case_id=case.pk, strength="declared", found_at=timezone.now())
