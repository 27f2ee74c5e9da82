"""Requests that no placement officer may see: custodians decide them, so that no wall strands her (ADR 32).

Which files they are is said by walls and accounts alone, and asked for in the same words whoever is placed where.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from access import walls
from access.models import Agency, Staff
from access.roles import Role
from audit.findings import Finding
from casework.today import NOW, TodayItem
from shelters.models import HouseReference, PlacementRequest
from shelters.queries.meaning import page_of
from shelters.roots.actions import SERVE
from shelters.roots.models import Shelter
from shelters.workflow import OPEN_REQUESTS

DECIDE = (Role.PLACEMENT_OFFICER, Role.CUSTODIAN)
"""Who decides about places; the latter where none of the former may."""
FIRST = 101  # before everything else
MOST = 50


def unreceived() -> Q | None:
    """The holds and stays of which nobody who works in their house may see the file; None if there can't be any (ADR
    39). One statement says so, over all houses and walls, whoever is placed where."""
    found = Q()
    for house, files in sorted(walls.shut_at(Shelter, SERVE, Role.HOUSE_STAFF).items()):
        found |= Q(claim__house_id=house) & (Q() if files is None else Q(case_id__in=sorted(files)))
    return found or None


def has_a_part(user) -> bool:
    """Whether this person decides about places now: a custodian while a file is shut to all placement officers."""
    if user.role == Role.CUSTODIAN:
        return walls.unseen_by(Role.PLACEMENT_OFFICER) is not None
    return user.role == Role.PLACEMENT_OFFICER


def numbers_to_call() -> list[str]:
    """The public telephones of the agencies where people decide about places, whatever file it is about."""
    people = Staff.objects.working().filter(role__in=[str(role) for role in DECIDE])
    known = Agency.objects.filter(pk__in=people.values("agency_id")).exclude(telephone="").order_by("code")
    return [f"{name} {telephone}" for name, telephone in known.values_list("name", "telephone")]


def nobody_s() -> list[PlacementRequest]:
    """The open requests that nobody who works may decide: all placement officers and all custodians are kept out."""
    unseen = walls.unseen_by(*DECIDE)
    if unseen is None:
        return []
    return list(PlacementRequest.every.filter(unseen, state__in=OPEN_REQUESTS).order_by("asked_at", "id")[:MOST])


def head_items(user) -> list[TodayItem]:
    """For a head who stands behind no wall of hers: that somebody waits whom nobody can give a place; of which file is
    not said. Who may decide is for the head to approve."""
    if user.role != Role.HEAD:
        return []
    closed = set(walls.walled_cases(user))
    waiting = [request for request in nobody_s() if request.case_id not in closed]
    title = _("Permohonan tempat yang tidak dapat diputuskan siapa pun: setujui petugas lain sekarang")
    url = reverse("access:approvals")
    return (
        [TodayItem("due", title, "", url, due=waiting[0].asked_at, at=waiting[0].asked_at, urgency=NOW)]
        if waiting
        else []
    )


def findings(now: datetime) -> Iterable[Finding]:
    """For auditors: each such request, before everything, until it is decided or signed off.

    Its key is kept in the main database then, so it is made from what only the houses' database holds.
    """
    waiting = nobody_s()
    asked = HouseReference.every.filter(act="request.ask", case_id__in=[request.case_id for request in waiting])
    events = dict(asked.order_by("at", "id").values_list("case_id", "pk"))
    sentence = _("Permohonan tempat yang tidak dapat diputuskan siapa pun: berkasnya tertutup bagi semua petugas "
                 "penempatan dan kustodian. Beri tahu kepala sekarang.")  # fmt: skip
    for request in waiting:
        key = hashlib.sha256(b"nobody's request" + request.card_id.bytes).hexdigest()
        url = page_of(events[request.case_id]) if request.case_id in events else ""
        yield Finding(f"nobodys-request:{key}", sentence, request.asked_at, FIRST, url, of_houses=True)
