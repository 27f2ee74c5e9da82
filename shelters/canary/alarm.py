"""Who is told that a run found something: an auditor by a finding, a custodian by a line on the start page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access.roles import Role
from audit.findings import Finding
from audit.models import AuditEntry
from casework.today import TodayItem

ALERT = "canary.alert"
SHOWN_FOR = timedelta(days=1)  # each night's run alerts anew while the leak is there
KEPT = timedelta(days=30)


def since(moment: datetime):
    """The alerts from that moment on, the newest first."""
    return AuditEntry.objects.of_acts(ALERT).filter(time__gte=moment).order_by("-time", "-id")


def findings(now: datetime) -> Iterable[Finding]:
    """For auditors: each alert until it is signed off. Nothing of what was found."""
    for entry in since(now - KEPT)[:25]:
        sentence = _("Pemeriksaan malam menemukan kebocoran. Laporannya ada pada operator server.")
        yield Finding(f"canary:{entry.pk}", sentence, entry.time, 100, reverse("audit:entry", args=[entry.pk]))


def custodian_items(user) -> list[TodayItem]:
    """For custodians: please look, and ask the operator; never what, where or by whom."""
    if user.role != Role.CUSTODIAN:
        return []
    newest = since(timezone.now() - SHOWN_FOR).first()
    title = _("Pemeriksaan malam: mohon tanyakan laporannya pada operator server")
    return [] if newest is None else [TodayItem("due", title, "", reverse("shelters:alerts"), due=newest.time)]
