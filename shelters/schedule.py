"""What happens by the clock: holds run out. A change in `shelters` and nothing else; no notice, no other order."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from audit.action import acting
from shelters.actions.hold import end_hold
from shelters.models import Hold
from shelters.workflow import HoldState

BATCH = 50


def run_once(now: datetime) -> int:
    """End the holds whose hour has come, at most fifty; returns how many. Safe to run twice, or side by side."""
    waiting = Hold.every.filter(state=HoldState.HELD, expires_at__lte=now).values_list("pk", flat=True)
    return sum(_expire(pk, now) for pk in list(waiting[:BATCH]))


def _expire(pk, now: datetime) -> int:
    with transaction.atomic(using="shelters"), acting("hold.expire", using="shelters"):
        hold = (
            Hold.every.select_for_update()
            .select_related("place__room", "request")
            .filter(pk=pk, state=HoldState.HELD, expires_at__lte=now)
            .first()
        )
        if hold is None:
            return 0
        end_hold(hold, "expire")
        return 1
