"""Addresses that were opened by somebody with neither a shift nor an escort there, who typed a reason for it.

The reason may name the place, so it is read by those alone who may open the address themselves.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import ngettext

from audit.findings import Finding
from audit.lines import name_of
from audit.queries import people
from shelters.models import HouseReference, ReferenceReason

LOOKED_BACK = timedelta(days=30)
WEIGHT = 60
PLACING = ("hold.place", "hold.release", "stay.arrive", "stay.extend", "stay.leave", "transfer.assign")
WITHIN = timedelta(hours=1)  # of a look, before or after: placing somebody there explains it


def of_house(house_id: uuid.UUID, until: datetime) -> list[ReferenceReason]:
    """The reasons typed for this house in the 30 days before a moment, newest first, each with its `reference`."""
    typed = ReferenceReason.every.filter(
        house_id=house_id, reference__at__gt=until - LOOKED_BACK, reference__at__lte=until
    )
    return list(typed.select_related("reference").order_by("-reference__at", "-reference_id"))


def findings(now: datetime) -> Iterable[Finding]:
    """For auditors: one a person and day, whose looks no placement of theirs explains, until it is signed off.

    A further look on that day makes it another one. Its key is kept in the main database then, so it is made from
    salts, which only the houses' database holds; it names no house.
    """
    placing = HouseReference.every.filter(
        act__in=PLACING,
        staff_id=OuterRef("staff_id"),
        house_id=OuterRef("house_id"),
        at__gte=OuterRef("at") - WITHIN,
        at__lte=OuterRef("at") + WITHIN,
    )
    typed = ReferenceReason.every.filter(reference__at__gt=now - LOOKED_BACK).values("reference_id")
    looks = HouseReference.every.filter(pk__in=typed).filter(~Exists(placing)).order_by("at", "id")
    days = defaultdict(list)
    for look in looks:
        days[look.staff_id, timezone.localdate(look.at)].append(look)
    known = people()  # asked for whether or not there is a look: statements of the main database tell of none
    for (staff_id, day), of_day in days.items():
        if known[str(staff_id)].is_robot:  # the canary looks by design, and at its own house alone
            continue
        sentence = ngettext(
            "%(who)s membuka alamat sebuah rumah tanpa giliran jaga, pengantaran, atau penempatan.",
            "%(who)s %(n)s kali membuka alamat rumah tanpa giliran jaga, pengantaran, atau penempatan.",
            len(of_day),
        ) % {"who": name_of(known[str(staff_id)]), "n": len(of_day)}
        key = hashlib.sha256(b"reasoned looks" + b"".join(look.salt.bytes for look in of_day)).hexdigest()
        url = f"{reverse('audit:person', args=[staff_id])}?{urlencode({'hari': day.isoformat()})}"
        yield Finding(f"reasoned-looks:{key}", sentence, of_day[-1].at, WEIGHT, url)
