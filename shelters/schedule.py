"""What happens by the clock: holds run out, but none whose escort is under way: her bed is hers while she sits in the
car. A house event like any other; whoever decides finds the request again, before everything."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from shelters.actions.act import house_act
from shelters.actions.hold import end_hold
from shelters.models import Hold, Transfer
from shelters.principals import CLOCK
from shelters.workflow import HoldState, TransferState

BATCH = 50


def run_once(now: datetime) -> int:
    """End the holds whose hour has come, at most fifty; returns how many. Safe to run twice, or side by side."""
    return sum(_expire(pk, now) for pk in list(_run_out(now).values_list("pk", flat=True)[:BATCH]))


def _run_out(now: datetime) -> QuerySet[Hold]:
    """Whatever wall there is, and whatever house it is: whoever looks at a board's clock learns nothing by it. An
    escort who is done early stands with her at the door, which somebody has yet to write down."""
    driven = (TransferState.PLANNED, TransferState.DONE)
    on_the_way = Transfer.every.filter(state__in=driven, starts_at__lte=now, ends_at__gt=now)
    held = Hold.every.filter(state=HoldState.HELD, expires_at__lte=now)
    return held.exclude(Exists(on_the_way.filter(hold=OuterRef("pk"))))


def _expire(pk, now: datetime) -> int:
    try:
        with house_act("hold.expire", by=CLOCK) as meaning:
            waiting = _run_out(now).select_for_update().select_related("place__room", "request")
            hold = waiting.filter(pk=pk).first()
            if hold is None:
                raise GoneMeanwhile
            meaning.house_id, meaning.case_id = hold.place.room.house_id, hold.case_id
            end_hold(hold, "expire")
    except GoneMeanwhile:
        return 0
    return 1


class GoneMeanwhile(Exception):
    """Somebody released the hold, or she arrived, while the clock was looking."""
