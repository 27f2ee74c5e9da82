"""Addresses that were opened by somebody with neither a shift nor an escort there, who typed a reason for it.

The reason may name the place, so it is read by those alone who may open the address themselves.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import ngettext

from audit import house
from audit.findings import Finding
from audit.lines import name_of
from audit.queries import people
from shelters.models import HouseReference, ReferenceReason
from shelters.queries.meaning import page_of

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
    salts, which only the houses' database holds; it names no house, and leads to the newest look's own page. A
    placement counts by its entry in the log: a row that somebody wrote in the houses' database explains nothing.
    """
    typed = ReferenceReason.every.filter(reference__at__gt=now - LOOKED_BACK).values("reference_id")
    looks = list(HouseReference.every.filter(pk__in=typed).order_by("at", "id"))
    # asked for whether or not there is a look: statements of the main database tell of none
    done, known = house.done_since(now - LOOKED_BACK - WITHIN), people()
    placed = _placed(looks)
    days = defaultdict(list)
    for look in looks:
        acts = placed[look.staff_id, look.house_id]
        if not any(abs(act.at - look.at) <= WITHIN and _is_told(act, done) for act in acts):
            days[look.staff_id, timezone.localdate(look.at)].append(look)
    for (staff_id, _day), of_day in days.items():
        person = known.get(str(staff_id))
        if person is not None and person.is_robot:  # the canary looks by design, and at its own house alone
            continue
        sentence = ngettext(
            "%(who)s membuka alamat sebuah rumah tanpa giliran jaga, pengantaran, atau penempatan.",
            "%(who)s %(n)s kali membuka alamat rumah tanpa giliran jaga, pengantaran, atau penempatan.",
            len(of_day),
        ) % {"who": name_of(person) if person is not None else str(staff_id)[:24], "n": len(of_day)}
        key = hashlib.sha256(b"reasoned looks" + b"".join(look.salt.bytes for look in of_day)).hexdigest()
        url, whose = page_of(of_day[-1].pk), str(staff_id)
        yield Finding(f"reasoned-looks:{key}", sentence, of_day[-1].at, WEIGHT, url, whose=whose, of_houses=True)


def _placed(looks: Collection[HouseReference]) -> defaultdict[tuple, list[HouseReference]]:
    """What these people did about places in the houses they looked at, by person and house."""
    found = defaultdict(list)
    houses, people_of = {look.house_id for look in looks}, {look.staff_id for look in looks}
    for act in HouseReference.every.filter(act__in=PLACING, house_id__in=houses, staff_id__in=people_of):
        found[act.staff_id, act.house_id].append(act)
    return found


def _is_told(act: HouseReference, done: Mapping[str, str]) -> bool:
    """Whether an entry of the log was made over this act as it stands."""
    return house.is_done(str(act.pk), act.content(()), done)
