"""Referrals on the pages of a ticket and of a case."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from access import policy
from access.permissions import Permission
from casework.panels import Panel
from referrals import queries
from referrals.codes.referral import Kind
from referrals.shown import police_due


class TicketPanel(Panel):
    """On a ticket: the button of the urgent referral, and what has left already."""

    slot = "ticket"
    title = _("Rujukan mendesak")
    permission = Permission.TICKET_REFER
    template = "referrals/panel.html"
    order = 20

    def context(self, user, obj, opened) -> dict[str, Any]:
        return {"urgent": True, "may_send": True, "referrals": queries.of_file(user, obj.pk)}


class CasePanel(Panel):
    """On a case: its referrals, a new one, and the three days of UU TPKS ps. 41 while the police know nothing yet."""

    slot = "case"
    title = _("Rujukan")
    permission = Permission.REFERRAL_READ
    template = "referrals/panel.html"
    order = 20

    def context(self, user, obj, opened) -> dict[str, Any]:
        referrals = queries.of_file(user, obj.pk)
        told = any(referral.kind == Kind.POLICE for referral in referrals)
        return {
            "urgent": False,
            "may_send": policy.may(user, Permission.CASE_REFER)
            and bool({"handle_case", "supervise_case"} & _standing(obj)),
            "referrals": referrals,
            "police_due": police_due(obj.opened) if obj.sexual and not told and not obj.imported else None,
        }


def _standing(obj) -> frozenset[str]:
    return getattr(obj, "standing", frozenset())
