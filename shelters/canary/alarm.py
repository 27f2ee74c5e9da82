"""Who is told that a run found something: an auditor by a finding, a custodian by a line on the start page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.roles import Role
from audit.findings import Finding
from audit.models import AuditEntry, Decision
from casework.today import TodayItem
from shelters.principals import CANARY

ALERT, RUN = "canary.alert", "canary.run"
SHOWN_FOR = timedelta(days=1)  # each night's run alerts anew while the leak is there
KEPT = timedelta(days=30)
LATE = timedelta(days=3)  # since a night's run ended: by then the operator's timer has stopped
PROVED_NOTHING, NOT_RUN = 80, 70  # weights


def since(moment: datetime):
    """The alerts from that moment on, the newest first."""
    return AuditEntry.objects.of_acts(ALERT).filter(time__gte=moment).order_by("-time", "-id")


def findings(now: datetime) -> Iterable[Finding]:
    """For auditors: each alert until it is signed off, nothing of what was found; that the newest run proved nothing;
    and that none has ended for days, where there was one at all."""
    for entry in since(now - KEPT)[:25]:
        sentence = _("Pemeriksaan malam menemukan kebocoran. Laporannya ada pada operator server.")
        yield Finding(f"canary:{entry.pk}", sentence, entry.time, 100, reverse("audit:entry", args=[entry.pk]))
    newest = AuditEntry.objects.filter(actor=str(CANARY.pk), action=RUN).order_by("-time", "-id").first()
    if newest is None:
        return
    url, days = reverse("audit:entry", args=[newest.pk]), (now - newest.time).days
    if newest.decision == Decision.FAILED:
        sentence = _("Pemeriksaan malam tidak membuktikan apa-apa: yang berhak pun tidak melihat rumah buatannya.")
        yield Finding(f"canary-blind:{newest.pk}", sentence, newest.time, PROVED_NOTHING, url)
    if now - newest.time >= LATE:
        sentence = ngettext(
            "Pemeriksaan malam sudah %(n)d hari tidak berjalan. Tanyakan pada operator server.",
            "Pemeriksaan malam sudah %(n)d hari tidak berjalan. Tanyakan pada operator server.",
            days,
        ) % {"n": days}
        yield Finding(f"canary-late:{newest.pk}:{days // 7}", sentence, newest.time + LATE, NOT_RUN, url)


def custodian_items(user) -> list[TodayItem]:
    """For custodians: please look, and ask the operator; never what, where or by whom."""
    if user.role != Role.CUSTODIAN:
        return []
    newest = since(timezone.now() - SHOWN_FOR).first()
    title = _("Pemeriksaan malam: mohon tanyakan laporannya pada operator server")
    return [] if newest is None else [TodayItem("due", title, "", reverse("shelters:alerts"), due=newest.time)]
