"""What waits for a person today, from plain columns alone."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy
from access.permissions import Permission
from casework.options.intake import Kind as Nature
from casework.today import LAST, NOW, USUAL, TodayItem
from casework.workflow import CaseState
from disclosure import gate
from disclosure.workflow import GateState
from referrals import queries
from referrals.codes.referral import Kind
from referrals.models import Answer, Referral, VisumDelivery
from referrals.shown import TPKS_41, police_due
from referrals.states import ReferralState

SHOWN = 20


def new_count(user) -> int | None:
    """How many referrals wait for this receiver to take them, up to a hundred; nothing for senders."""
    return queries.new_for(user) if user.role in queries.RECEIVING else None


def items(user) -> list[TodayItem]:
    """The start page's lines."""
    if not policy.may(user, Permission.REFERRAL_READ):
        return []
    if user.role in queries.RECEIVING:
        return _receiver(user)
    return [*_sender(user), *_police_reports_due(user)]


def _receiver(user) -> list[TodayItem]:
    found = [
        TodayItem(
            "new" if referral.state == ReferralState.SENT else "waiting",
            _("Rujukan mendesak") if referral.urgent else _("Rujukan"),
            referral.reference,
            _page(referral),
            at=referral.opened,
            state=ReferralState(referral.state),
            note="" if referral.nature == Nature.ACTUAL else Nature(referral.nature).label,
            urgency=LAST if referral.nature != Nature.ACTUAL else NOW if referral.urgent else USUAL,
        )
        for referral in _newest(user, Permission.REFERRAL_ANSWER, ReferralState.SENT, ReferralState.ACCEPTED)
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
    return found + _answers_to_rewrite(user)


def _answers_to_rewrite(user) -> list[TodayItem]:
    """One's own newest answers whose text a custodian asked to write anew."""
    own = policy.visible(user, Permission.REFERRAL_ANSWER, of=Answer).filter(by=user, text__isnull=False)
    answers = list(own.select_related("referral").order_by("-at", "-id")[:SHOWN])
    held = gate.states([answer.text_subject for answer in answers])
    return [
        TodayItem(
            "new",
            _("Keterangan jawaban perlu ditulis ulang"),
            answer.referral.reference,
            reverse("referrals:rewrite-answer", args=[answer.pk]),
            at=answer.at,
        )
        for answer in answers
        if held.get(answer.text_subject) == GateState.REWRITE
    ]


def _sender(user) -> list[TodayItem]:
    rows = _newest(user, Permission.REFERRAL_READ, ReferralState.SENT, ReferralState.DECLINED)
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
    recent, _more = policy.newest(user, Permission.CASE_HANDLE, limit=SHOWN, state=CaseState.OPEN, opened__gte=since)
    cases = {case.pk: case for case in recent if case.sexual and not case.imported}
    if not cases:
        return []
    told = policy.visible(user, Permission.REFERRAL_READ).filter(case_id__in=list(cases), kind=Kind.POLICE)
    for case_id in told.values_list("case_id", flat=True):
        cases.pop(case_id, None)
    return [
        TodayItem(
            "due",
            _("Laporan ke kepolisian (UU TPKS pasal 41)"),
            case.reference,
            reverse("referrals:new", args=[case.pk]),
            due=police_due(case.opened),
        )
        for case in cases.values()
    ]


def _newest(user, permission: Permission, *states: str) -> list[Referral]:
    rows, _more = policy.newest(user, permission, limit=SHOWN, state__in=list(states))
    return rows


def _item(bucket: str, title, referral: Referral) -> TodayItem:
    return TodayItem(bucket, title, referral.reference, _page(referral), at=referral.opened, state=referral.state)


def _page(referral: Referral) -> str:
    return reverse("referrals:referral", args=[referral.pk])
