"""Addresses that were written for a house in use: one custodian does it alone, so all who would rely on it are told.

An escort drives to what stands there, and the matcher looks for it in what leaves.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Max, Min, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access import policy
from access.permissions import Permission
from access.roles import Role
from audit.findings import Finding
from audit.queries import People, people
from casework.today import NOW, TodayItem
from shelters.models import House, HouseReference
from shelters.models.reference import WRITTEN
from shelters.queries.meaning import page_of
from shelters.queries.sent_around import FIRST, name_of_actor

TOLD_TO = (Role.CUSTODIAN, Role.PLACEMENT_OFFICER, Role.HOUSE_STAFF)
"""Who knows where a house is, and would notice: whoever wrote it among them, for it may have been done at her desk."""
USED = (WRITTEN, "hold.place", "hold.place_on_code")  # a house is in use from the first of these on
SHOWN, LOOKED_BACK = timedelta(days=3), timedelta(days=30)


@dataclass(frozen=True)
class Rewritten:
    """Of one house and writer: when last, and whether more than once lately."""

    house_id: uuid.UUID
    by: uuid.UUID
    at: datetime
    again: bool


def rewritten(since: datetime, houses: Collection[uuid.UUID]) -> list[Rewritten]:
    """Who wrote an address SINCE then for one of these HOUSES that was in use, newest first. One line each, however
    often it was done: whoever does it again and again hides no other house behind it."""
    before = HouseReference.every.filter(house_id=OuterRef("house_id"), act__in=USED, at__lt=OuterRef("at"))
    acts = HouseReference.every.filter(Exists(before), act=WRITTEN, at__gt=since)
    told = acts.order_by().values("house_id", "staff_id").annotate(last=Max("at"), first=Min("at"))
    rows = told.order_by("-last", "house_id", "staff_id").values_list("house_id", "staff_id", "last", "first")
    return [
        Rewritten(house, by, last, first < last)
        for house, by, last, first in rows
        if house is not None and house in houses
    ]


def items(user) -> list[TodayItem]:
    """For whoever is TOLD_TO of their own houses, for some days: a line for each house, and who wrote last."""
    if user.role not in TOLD_TO:
        return []
    known, kept = people(), dict(policy.visible(user, Permission.SHELTER_READ).values_list("pk", "code"))
    of_house: dict[uuid.UUID, list[Rewritten]] = defaultdict(list)
    for one in rewritten(timezone.now() - SHOWN, kept):
        if not _is_robot(one.by, known):
            of_house[one.house_id].append(one)
    told = []
    for house, writers in of_house.items():
        newest, again = writers[0], len(writers) > 1 or writers[0].again
        title = (
            _("Alamat rumah ini berulang kali ditulis, terakhir oleh %(who)s: periksa alamatnya; bila tidak dikenal, "
              "telepon orangnya sekarang")
            if again
            else _("Alamat rumah ini ditulis oleh %(who)s: periksa alamatnya; bila tidak dikenal, telepon orangnya "
                   "sekarang")
        ) % {"who": name_of_actor(newest.by, known)}  # fmt: skip
        url = reverse("shelters:house", args=[house])
        told.append(TodayItem("due", title, kept[house], url, due=newest.at, at=newest.at, urgency=NOW))
    return told


def findings(now: datetime) -> Iterator[Finding]:
    """For auditors, before everything else: one a house and writer, by the newest act, until it is signed off, not by
    the writer. Its key is kept in the main database then, so it is made from what only the houses' database holds; it
    names no house."""
    houses = set(House.every.values_list("pk", flat=True))
    known, told = people(), rewritten(now - LOOKED_BACK, houses)
    acts = HouseReference.every.filter(act=WRITTEN, at__in={one.at for one in told})
    newest = {(act.house_id, act.staff_id, act.at): act for act in acts}
    for one in told:
        if _is_robot(one.by, known):
            continue
        act = newest[one.house_id, one.by, one.at]
        sentence = (
            _("%(who)s berulang kali menulis alamat lain untuk sebuah rumah yang sudah dipakai. "
              "Tanyakan kustodian lain.")
            if one.again
            else _("%(who)s menulis alamat lain untuk sebuah rumah yang sudah dipakai. Tanyakan kustodian lain.")
        ) % {"who": name_of_actor(one.by, known)}  # fmt: skip
        key, whose = hashlib.sha256(b"rewritten" + act.salt.bytes).hexdigest(), str(one.by)
        yield Finding(f"rewritten:{key}", sentence, act.at, FIRST, page_of(act.pk), whose=whose, of_houses=True)


def _is_robot(by: uuid.UUID, known: People) -> bool:
    """The canary writes where its own house is before each run, and can't sign in."""
    person = known.get(str(by))
    return person is not None and person.is_robot
