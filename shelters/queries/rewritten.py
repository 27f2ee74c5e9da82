"""Addresses that were written in place of another: one custodian does it alone, so all who would rely on it are told.

An escort drives to what stands there, and the matcher looks for it in what leaves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access import policy
from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from audit.findings import Finding
from audit.queries import people
from casework.today import NOW, TodayItem
from shelters.models import HouseReference
from shelters.models.reference import WRITTEN
from shelters.queries.meaning import page_of
from shelters.queries.sent_around import name_among, name_for_auditors

TOLD_TO = (Role.CUSTODIAN, Role.PLACEMENT_OFFICER, Role.HOUSE_STAFF)
"""Who knows where a house is, and would notice: whoever wrote it among them, for it may have been done at her desk."""
SHOWN, LOOKED_BACK = timedelta(days=3), timedelta(days=30)
FIRST = 101  # before everything else
MOST = 50


def rewritten(since: datetime) -> QuerySet[HouseReference]:
    """The acts SINCE then that put an address in another's place, newest first; not the first one of a house."""
    before = HouseReference.every.filter(house_id=OuterRef("house_id"), act=WRITTEN, at__lt=OuterRef("at"))
    written = HouseReference.every.filter(Exists(before), act=WRITTEN, at__gt=since)
    return written.order_by("-at", "-id")


def items(user) -> list[TodayItem]:
    """For whoever is TOLD_TO of their own houses, for some days: which house, and who wrote it."""
    if user.role not in TOLD_TO:
        return []
    kept = dict(policy.visible(user, Permission.SHELTER_READ).values_list("pk", "code"))
    known = {person.pk: person for person in Staff.objects.filter(role=Role.CUSTODIAN)}  # asked for by no name
    title = _(
        "Alamat rumah ditulis ulang oleh %(who)s: periksa alamatnya; bila tidak dikenal, telepon orangnya sekarang"
    )
    return [
        TodayItem(
            "due",
            title % {"who": name_among(row.staff_id, known)},
            kept[row.house_id],
            reverse("shelters:house", args=[row.house_id]),
            due=row.at,
            at=row.at,
            urgency=NOW,
        )
        for row in rewritten(timezone.now() - SHOWN).filter(house_id__in=list(kept))[:MOST]
    ]


def findings(now: datetime) -> Iterable[Finding]:
    """For auditors, before everything else: each of them, until it is signed off. Its key is kept in the main database
    then, so it is made from what only the houses' database holds; it names no house."""
    known = people()
    sentence = _("%(who)s menulis alamat lain untuk sebuah rumah yang sudah beralamat. Tanyakan kustodian lain.")
    for row in rewritten(now - LOOKED_BACK)[:MOST]:
        key = hashlib.sha256(b"rewritten" + row.salt.bytes).hexdigest()
        said = sentence % {"who": name_for_auditors(row.staff_id, known)}
        yield Finding(f"rewritten:{key}", said, row.at, FIRST, page_of(row.pk), of_houses=True)
