"""When a look writes: at a whole second of the clock, so that no moment in the log says how long matching took."""

from __future__ import annotations

import math
from datetime import datetime

AT_LEAST = 1.0  # seconds for the look itself: more than twenty texts of usual length take


def rest(began: datetime, now: datetime) -> float:
    """Seconds from NOW until a look that BEGAN then writes.

    That is the first whole second that leaves it `AT_LEAST`; for a look that took still longer, the next one.
    """
    writes = math.ceil(began.timestamp() + AT_LEAST)
    return max(writes, math.ceil(now.timestamp())) - now.timestamp()
