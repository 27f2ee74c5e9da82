"""Texts that wait to leave, on start pages and for auditors; `disclosure.queries` says who decides about them (ADR 38).

Which files are shut to every custodian is said by walls and accounts alone, never by what a text names.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access import walls
from access.roles import Role
from audit.findings import Finding, files_of
from casework.today import NOW, TodayItem
from disclosure.models import Release
from disclosure.queries import waiting_releases
from disclosure.ringing import UNANSWERED
from disclosure.workflow import GateState

WEIGHT = 100
SHOWN = 25


def items(user) -> list[TodayItem]:
    """For whoever decides: what waits for an answer within half an hour."""
    if user.role not in (Role.CUSTODIAN, Role.PLACEMENT_OFFICER):
        return []
    title = _("Teks menunggu pelepasan")
    if user.role == Role.PLACEMENT_OFFICER:
        title = _("Teks yang tertutup bagi semua kustodian menunggu pelepasan")
    url = reverse("disclosure:releases")
    return [
        TodayItem("due", title, release.reference, url, due=release.submitted_at + UNANSWERED)
        for release in waiting_releases(user)[:SHOWN]
    ]


def shut_to_custodians() -> dict[uuid.UUID, datetime]:
    """Files with texts that wait and that every custodian is kept out of, by since when the oldest waits. Where no
    custodian works at all, that is told by itself."""
    files = walls.shut_to_all(Role.CUSTODIAN)
    if not files:
        return {}
    waiting = Release.objects.filter(case_id__in=files, current=True, state=GateState.WAITING).order_by()
    return dict(waiting.values_list("case_id").annotate(Min("submitted_at")))


def head_items(user) -> list[TodayItem]:
    """For a head who stands behind no wall of it: that such a file is there; not which. A placement officer decides
    meanwhile, if one may; who else does is for the head to approve."""
    if user.role != Role.HEAD:
        return []
    shut = shut_to_custodians()
    closed = set(walls.walled_cases(user)) if shut else set()
    since = [at for file, at in shut.items() if file not in closed]
    title = _("Teks menunggu, dan semua kustodian tertutup dari berkasnya: setujui kustodian lain sekarang")
    return [TodayItem("due", title, "", reverse("access:approvals"), due=min(since), urgency=NOW)] if since else []


def findings(now: datetime) -> Iterable[Finding]:
    """For auditors: each such file, again each day, for signing it off mends nothing."""
    sentence = _("Semua kustodian tertutup dari sebuah berkas yang teksnya menunggu pelepasan. Beri tahu kepala: "
                 "kustodian lain perlu disetujui. Periksa siapa yang mencatat konflik kepentingannya.")  # fmt: skip
    for file, since in shut_to_custodians().items():
        key, url = f"texts-shut:{file}:{timezone.localdate(now)}", reverse("audit:file", args=[file])
        yield Finding(key, sentence, since, WEIGHT, url, files_of(file))
