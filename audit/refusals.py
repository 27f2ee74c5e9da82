"""Refused sign-ins: who knocks at the door all night fills no log.

The first few of a minute have an entry each, as whoever mistypes makes. What is more is counted, by each process for
itself, and one entry tells minute and number: with the next refusal or sign-in that this process sees after the minute,
so before an auditor reads on. Nobody is slowed by it, and nothing is kept of who it was or what was typed.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from threading import Lock

from django.utils import timezone

from audit import canonical
from audit.models import Decision
from audit.objects import Thing
from audit.recording import record

SIGN_IN = "sign.in"
EACH = 5  # refusals of one minute that have an entry of their own
COUNTED = "sign.counted"  # the purpose of an entry that tells of the others, and by an index what it is about
REFUSED = "refused:"  # among its digests: which minute, and how many


class Door:
    """What one process has seen refused within the minute that runs."""

    def __init__(self) -> None:
        self._lock, self._times = Lock(), 0
        self._minute: datetime | None = None

    def refused(self) -> None:
        """One more was refused."""
        self.tell()
        with self._lock:
            self._times += 1
            has_its_own = self._times <= EACH
        if has_its_own:
            record(None, SIGN_IN, Thing("staff", ""), decision=Decision.DENIED)

    def tell(self) -> None:
        """The entry of those of a minute gone by that have none."""
        minute = timezone.now().replace(second=0, microsecond=0)
        with self._lock:
            if minute == self._minute:
                return
            gone, more = self._minute, self._times - EACH
            self._minute, self._times = minute, 0
        if gone is not None and more > 0:
            name = f"{REFUSED}{canonical.moment(gone)}:{more}"
            digests = {name: hashlib.sha256(name.encode()).hexdigest()}
            record(None, SIGN_IN, Thing("staff", COUNTED), decision=Decision.DENIED, purpose=COUNTED, digests=digests)


door = Door()
