"""Posts that an account's closing, or another role, has left empty: heads and custodians are rung, auditors find it.

It stands for as long as it is so, whoever looked at it, and says nothing of any file or house.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access import vacancies
from access.models import Duty
from access.roles import Role
from audit.findings import Finding
from casework.today import NOW, TodayItem
from shelters.queries.houses import all_houses

FIRST = 101  # before everything else


def vacant() -> list[vacancies.Post]:
    """The posts that are needed here and in which nobody works: places once there is a house, a side of the roster once
    somebody was on it."""
    empty = vacancies.vacant()
    if not empty:
        return []
    placing, rostered = bool(all_houses()), Duty.objects.exists()
    return [post for post in empty if (placing if post in vacancies.PLACES else rostered)]


def items(user) -> list[TodayItem]:
    """For heads, who approve somebody else, and custodians, who decide about places meanwhile."""
    if user.role not in (Role.HEAD, Role.CUSTODIAN):
        return []
    url = reverse("access:approvals" if user.role == Role.HEAD else "shelters:houses")
    title, today = _("Tidak ada lagi yang bekerja sebagai %(post)s: cari pengganti sekarang"), timezone.localdate()
    return [TodayItem("due", title % {"post": post.name}, "", url, due=today, urgency=NOW) for post in vacant()]


def findings(now: datetime) -> Iterable[Finding]:
    """For auditors: anew each day, until somebody works there."""
    sentence = _("Tidak ada yang bekerja sebagai %(post)s. Tanyakan kepada kepala siapa penggantinya.")
    for post in vacant():
        yield Finding(f"vacant:{post.code}:{timezone.localdate(now)}", sentence % {"post": post.name}, now, FIRST)
