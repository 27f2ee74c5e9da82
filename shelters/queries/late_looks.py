"""Addresses that were opened while the log's sealer or its outside witnesses were late: what to review first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from audit import late
from audit.findings import Finding
from shelters.models import HouseReference
from shelters.queries.meaning import page_of

LOOK = "location.read"
FIRST = 101  # before everything else
TOGETHER = 500


def findings(now: datetime) -> Iterable[Finding]:
    """One for each such look, until it is signed off: all that `audit.late` gives. Whoever ranks findings cuts them,
    and says how many more there are, once those that are signed off are left out.

    Its key is kept in the main database then, so it is made from the salt, which only the houses' database holds: not
    even that a reference stands for a look at an address may be read there. So it leads to the event and not to its
    entry, whose page leaves its id there.
    """
    seen_late = late.events(now)
    references = list(seen_late)
    sentence = _("Alamat sebuah rumah dibuka ketika segel atau saksi luar terlambat melihatnya.")
    looks: list[Finding] = []
    for start in range(0, len(references), TOGETHER):
        rows = HouseReference.every.filter(pk__in=references[start : start + TOGETHER], act=LOOK)
        for reference, salt in rows.values_list("pk", "salt"):
            key = hashlib.sha256(b"late look" + salt.bytes).hexdigest()
            url = page_of(reference)
            looks.append(Finding(f"late-seen:{key}", sentence, seen_late[reference], FIRST, url, of_houses=True))
    return looks
