"""What waits for a person today, from plain columns alone."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy
from access.permissions import Permission
from casework.today import TodayItem
from casework.workflow import CaseState
from disclosure import gate
from disclosure.workflow import GateState
from referrals import queries
from referrals.codes.referral import Kind
from referrals.models import Referral, VisumDelivery
from referrals.shown import TPKS_41, police_due
from referrals.states import ReferralState

SHOWN = 20


def new_count(user) -> int | None:
    """How many referrals wait for this receiver to take them; nothing for senders."""
    if user.role not in queries.RECEIVING:
        return None
    return _received(user).filter(state=ReferralState.SENT).count()


def items(user) -> list[TodayItem]:
    """The start page's lines."""
    if not policy.may(user, Permission.REFERRAL_READ):
        return []
    if user.role in queries.RECEIVING:
        return _receiver(user)
    return [*_sender(user), *_police_reports_due(user)]


def _received(user):
    return policy.visible(user, Permission.REFERRAL_ANSWER)


def _receiver(user) -> list[TodayItem]:
    found = [
        TodayItem(
            "new" if referral.state == ReferralState.SENT else "waiting",
            _("Rujukan mendesak") if referral.urgent else _("Rujukan"),
            referral.reference,
            _page(referral),
            at=referral.opened,
            state=referral.state,
        )
        for referral in _received(user)
        .filter(state__in=(ReferralState.SENT, ReferralState.ACCEPTED))
        .order_by("-opened")[:SHOWN]
    ]
    if policy.may(user, Permission.REFERRAL_ASK_VISUM):
        arrived = policy.visible(user, Permission.REFERRAL_ASK_VISUM, of=VisumDelivery).filter(received_at=None)
        found += [
            TodayItem(
                "new",
                _("Visum menunggu tanda terima"),
                delivery.visum_reference,
                reverse("referrals:referral", args=[delivery.police_id]),
                at=delivery.delivered_at,
            )
            for delivery in arrived[:SHOWN]
        ]
    return found


def _sender(user) -> list[TodayItem]:
    mine = policy.visible(user, Permission.REFERRAL_READ)
    rows = list(mine.filter(state__in=(ReferralState.SENT, ReferralState.DECLINED)).order_by("-opened")[:SHOWN])
    held = gate.states([row.note_subject for row in rows if row.note is not None])
    found = []
    for row in rows:
        if held.get(row.note_subject) == GateState.REWRITE:
            found.append(_item("new", _("Catatan rujukan perlu ditulis ulang"), row))
        elif row.state == ReferralState.SENT:
            found.append(_item("waiting", _("Rujukan menunggu penerima"), row))
        elif row.decided_at and row.decided_at > timezone.now() - timedelta(days=7):
            found.append(_item("new", _("Rujukan ditolak penerima"), row))
    return found


def _police_reports_due(user) -> list[TodayItem]:
    """Sexual violence whose report to the police is still due (UU TPKS ps. 41), for the manager."""
    if not policy.may(user, Permission.CASE_HANDLE):
        return []
    since = timezone.now() - TPKS_41 - timedelta(days=1)
    told = policy.visible(user, Permission.REFERRAL_READ).filter(case_id=OuterRef("pk"), kind=Kind.POLICE)
    cases = policy.visible(user, Permission.CASE_HANDLE).filter(
        ~Exists(told), state=CaseState.OPEN, opened__gte=since, kinds__contains="sexual", imported=False
    )
    return [
        TodayItem(
            "due",
            _("Laporan ke kepolisian (UU TPKS pasal 41)"),
            case.reference,
            reverse("referrals:new", args=[case.pk]),
            due=police_due(case.opened),
        )
        for case in cases[:SHOWN]
    ]


def _item(bucket: str, title, referral: Referral) -> TodayItem:
    return TodayItem(bucket, title, referral.reference, _page(referral), at=referral.opened, state=referral.state)


def _page(referral: Referral) -> str:
    return reverse("referrals:referral", args=[referral.pk])
