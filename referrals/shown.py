"""How referrals are put into words for pages and start-page lines: plain columns only, nothing opened."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from referrals.models import Referral
from referrals.states import ReferralState

URGENT = _("Mendesak")
TPKS_41 = timedelta(hours=72)
"""UU 12/2022 TPKS ps. 41: the police are told within 3×24 hours of the victim's report; holidays count."""


def moment_of(moment: datetime) -> str:
    """`24 November 2026, 02.10 WIB`, for a cell of a list."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'j F Y')}, {local:%H.%M} WIB"


def state_of(referral: Referral) -> tuple[str, str]:
    """The state as list cells take it; an urgent one that nobody has taken yet says so."""
    if referral.urgent and referral.state == ReferralState.SENT:
        return "urgent", str(URGENT)
    return referral.state, referral.get_state_display()


def police_due(complaint_at: datetime | None) -> datetime | None:
    """When the three days of UU TPKS ps. 41 end, reckoned from her report."""
    return complaint_at + TPKS_41 if complaint_at else None
