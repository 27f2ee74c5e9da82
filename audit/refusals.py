"""What strangers do at the door: who knocks all night fills no log.

The first few refused sign-ins of a minute have an entry each, as whoever mistypes makes; a page with an id in its
address that somebody asks for without being signed in has none. What is more is counted, by each process for itself,
and one entry tells minute and number: with the next stranger or sign-in that this process sees after the minute; what
a stopped process had counted is lost. Nobody is slowed by it, and nothing is kept of who it was, what was typed or
which page.
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
EACH = 5  # refused sign-ins of one minute that have an entry of their own
COUNTED = "sign.counted"  # the purpose of an entry that tells of the others, and by an index what it is about
ASKED = "page.ask"
PAGES_COUNTED = "page.counted"
REFUSED = "refused:"  # among its digests: which minute, and how many


class Counter:
    """What one process has seen refused within the minute that runs: ACTION on a KIND of thing, of which the first EACH
    have an entry of their own; the entry of the others is about COUNTED."""

    def __init__(self, action: str, kind: str, counted: str, each: int) -> None:
        self.action, self.kind, self.counted, self.each = action, kind, counted, each
        self._lock, self._times = Lock(), 0
        self._minute: datetime | None = None

    def refused(self) -> None:
        """One more was refused."""
        tell()
        with self._lock:
            self._times += 1
            has_its_own = self._times <= self.each
        if has_its_own:
            record(None, self.action, Thing(self.kind, ""), decision=Decision.DENIED)

    def tell(self) -> None:
        """The entry of those of a minute gone by that have none."""
        minute = timezone.now().replace(second=0, microsecond=0)
        with self._lock:
            if minute == self._minute:
                return
            gone, more = self._minute, self._times - self.each
            self._minute, self._times = minute, 0
        if gone is not None and more > 0:
            name = f"{REFUSED}{canonical.moment(gone)}:{more}"
            digests = {name: hashlib.sha256(name.encode()).hexdigest()}
            thing = Thing(self.kind, self.counted)
            record(None, self.action, thing, decision=Decision.DENIED, purpose=self.counted, digests=digests)


door = Counter(SIGN_IN, "staff", COUNTED, EACH)
pages = Counter(ASKED, "page", PAGES_COUNTED, 0)


def tell() -> None:
    """The entries of all that were only counted, in a minute gone by."""
    door.tell()
    pages.tell()
