"""What happens by the clock: holds run out. A house event like any other; no notice, no other order."""

from __future__ import annotations

from datetime import datetime

from shelters.actions.act import house_act
from shelters.actions.hold import end_hold
from shelters.models import Hold
from shelters.principals import CLOCK
from shelters.workflow import HoldState

BATCH = 50


def run_once(now: datetime) -> int:
    """End the holds whose hour has come, at most fifty; returns how many. Safe to run twice, or side by side."""
    waiting = Hold.every.filter(state=HoldState.HELD, expires_at__lte=now).values_list("pk", flat=True)
    return sum(_expire(pk, now) for pk in list(waiting[:BATCH]))


def _expire(pk, now: datetime) -> int:
    try:
        with house_act("hold.expire", by=CLOCK) as meaning:
            hold = (
                Hold.every.select_for_update()
                .select_related("place__room", "request")
                .filter(pk=pk, state=HoldState.HELD, expires_at__lte=now)
                .first()
            )
            if hold is None:
                raise GoneMeanwhile
            meaning.house_id, meaning.case_id = hold.place.room.house_id, hold.case_id
            end_hold(hold, "expire")
    except GoneMeanwhile:
        return 0
    return 1


class GoneMeanwhile(Exception):
    """Somebody released the hold, or she arrived, while the clock was looking."""
