"""What waits for a person on the start page: tickets to answer, complaints to decide, tasks that are due."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access import approvals, policy, recovery_codes
from access.permissions import Permission
from access.roles import Role
from audit import findings, questions
from audit.queries import kept_from
from casework.actions import break_glass
from casework.models import LegalHold, Moment, NameDoubt, Shredding, Task, Ticket, TicketEvent, WallLift
from casework.options.intake import Answer, Kind
from casework.queries.doubts import doubts_for
from casework.spool import TAKING
from casework.today import LAST, NOW, USUAL, TodayItem
from casework.workflow import SHRED_WITHIN, CaseState, LiftState, ShredState, TaskState, TicketState
from disclosure import queries as leaving
from vault import spool

SHOWN = 25
NEWS = timedelta(days=7)
SPOOLED_FOR = timedelta(minutes=2)  # the schedule looks every quarter of a minute
URGENT = 80  # the weight from which the reading room says "look now"


def code_items(user) -> list[TodayItem]:
    """Somebody came in with a code on paper: loud to its owner, who may not have been it."""
    used = recovery_codes.used_lately(user, timezone.now())
    if used is None:
        return []
    title = _("Kode pemulihan Anda dipakai untuk masuk. Bukan Anda? Lihat akun Anda")
    return [TodayItem("new", title, "", reverse("access:account"), at=used, urgency=NOW)]


def break_glass_items(user) -> list[TodayItem]:
    """Break-glass to decide now, and to review within a day."""
    now, items = timezone.now(), []
    if policy.may(user, Permission.SERVICE_BREAK_GLASS_DECIDE):
        for row in break_glass.to_decide(user, now):
            url = reverse("casework:decide_break_glass", args=[row.pk])
            title = _("Akses darurat diminta: putuskan sekarang")
            items.append(TodayItem("due", title, "", url, due=row.asked_at, at=row.asked_at, urgency=NOW))
    if policy.may(user, Permission.SERVICE_BREAK_GLASS_REVIEW):
        for row in break_glass.to_review(user):
            due, url = break_glass.review_due(row), reverse("casework:review_break_glass", args=[row.pk])
            late = _("terlambat") if now > due else ""
            title = _("Tinjau akses darurat")
            items.append(TodayItem("due", title, row.reference, url, due=due, at=row.second_at, note=late))
    return items


def account_items(user) -> list[TodayItem]:
    """How many accounts sleep until this head approves them."""
    if not policy.may(user, Permission.SERVICE_APPROVALS) or not (count := approvals.asleep().count()):
        return []
    title = ngettext("%(n)d akun menunggu persetujuan", "%(n)d akun menunggu persetujuan", count) % {"n": count}
    return [TodayItem("due", title, "", reverse("access:approvals"))]


def ticket_items(user) -> list[TodayItem]:
    """Tickets that this person's agency has not acknowledged, and those the intake has still to register."""
    if not policy.may(user, Permission.TICKET_READ):
        return []
    tickets, _more = policy.newest(user, Permission.TICKET_READ, limit=SHOWN, state=TicketState.OPEN)
    if not tickets:
        return []
    marks = set(
        TicketEvent.every.filter(
            ticket__in=[ticket.pk for ticket in tickets],
            kind__in=[Moment.SENT, Moment.ACKNOWLEDGED],
            agency_id=user.agency_id,
        ).values_list("ticket_id", "kind")
    )
    may_answer = policy.may(user, Permission.TICKET_ACKNOWLEDGE)
    return [_ticket_item(user, ticket, may_answer and _unanswered(ticket, marks)) for ticket in tickets]


def _unanswered(ticket: Ticket, marks: set) -> bool:
    return (ticket.pk, Moment.SENT) in marks and (ticket.pk, Moment.ACKNOWLEDGED) not in marks


def _ticket_item(user, ticket: Ticket, due: bool) -> TodayItem:
    waits_here = "new" if user.role in (Role.RECEIVER, Role.SUPERVISOR) else "waiting"
    return TodayItem(
        "due" if due else waits_here,
        _("Tiket: %(channel)s") % {"channel": ticket.get_channel_display()},
        ticket.number,
        reverse("casework:ticket", args=[ticket.pk]),
        at=ticket.opened,
        due=ticket.opened if due else None,
        state=TicketState(ticket.state),
        note=_note(ticket),
        urgency=LAST if ticket.kind != Kind.ACTUAL else NOW if ticket.danger == Answer.YES else USUAL,
    )


def _note(ticket: Ticket) -> str:
    if ticket.kind != Kind.ACTUAL:
        return ticket.get_kind_display()
    return _("Bahaya sekarang") if ticket.danger == Answer.YES else ""


def spool_items(user) -> list[TodayItem]:
    """What the desk must know: a spool that would keep no call; calls that are no tickets yet, though all is back."""
    if user.role not in TAKING:
        return []
    tickets = reverse("casework:tickets")
    try:
        since = spool.waits_since()
    except OSError:
        title = _("Bila sistem terganggu, panggilan tidak dapat disimpan sementara: panggil penjaga server")
        return [TodayItem("new", title, "", tickets, urgency=NOW)]
    if since is None or timezone.now() - since < SPOOLED_FOR:
        return []
    title = _("Panggilan yang disimpan sementara belum menjadi tiket: panggil penjaga server")
    return [TodayItem("due", title, "", tickets, due=since, at=since, urgency=NOW)]


def case_items(user) -> list[TodayItem]:
    """Complaints to decide (supervisor) or awaiting the decision (receiver); running cases are no news."""
    deciding = policy.may(user, Permission.CASE_DECIDE)
    if not deciding and user.role != Role.RECEIVER:
        return []
    cases, _more = policy.newest(user, Permission.CASE_READ, limit=SHOWN, state=CaseState.COMPLAINT)
    return [
        TodayItem(
            "due" if deciding else "waiting",
            _("Putuskan pengaduan") if deciding else _("Menunggu keputusan supervisor"),
            case.reference,
            reverse("casework:case", args=[case.pk]),
            at=case.opened,
            due=case.opened if deciding else None,
            state=CaseState(case.state),
            note="" if case.kind == Kind.ACTUAL else case.get_kind_display(),
            urgency=USUAL if case.kind == Kind.ACTUAL else LAST,
        )
        for case in cases
    ]


def _to_decide(
    rows: QuerySet, title: str, route: str, *, asked: str = "asked_at", about: str = "pk"
) -> list[TodayItem]:
    """What somebody asked about a file and this person decides, the oldest first."""
    return [
        TodayItem(
            "due",
            title,
            row.case.reference,
            reverse(route, args=[getattr(row, about)]),
            at=getattr(row, asked),
            due=getattr(row, asked),
        )
        for row in rows.select_related("case").order_by(asked, "pk")[:SHOWN]
    ]


def doubt_items(user) -> list[TodayItem]:
    """Names of colleagues that occur in a file, for whoever decides about it and does not bear the name."""
    if not policy.may(user, Permission.CASE_DECIDE):
        return []
    doubts = doubts_for(user, policy.visible(user, Permission.CASE_DECIDE, of=NameDoubt))
    return _to_decide(doubts, _("Jawab kesamaan dengan pegawai"), "casework:answer_doubt", asked="asked")


def task_items(user) -> list[TodayItem]:
    """Open tasks of this person, by their day."""
    if not policy.may(user, Permission.CASE_DISCUSS):
        return []
    tasks = policy.visible(user, Permission.CASE_DISCUSS, of=Task).filter(assignee=user, state=TaskState.OPEN)
    return [
        TodayItem(
            "due",
            _("Tugas pada kasus"),
            task.case.reference,
            reverse("casework:tasks", args=[task.case_id]),
            due=task.due,
        )
        for task in tasks.select_related("case").order_by("due", "pk")[:SHOWN]
    ]


def fresh_cases(user) -> list[TodayItem]:
    """Cases that were given to this manager or counsellor within the last week."""
    if user.role not in (Role.CASE_MANAGER, Role.COUNSELLOR):
        return []
    mine = {"manager" if user.role == Role.CASE_MANAGER else "counsellor": user}
    seen = policy.visible(user, Permission.CASE_READ).filter(state=CaseState.OPEN, **mine)
    recent = seen.filter(decided__gte=timezone.now() - NEWS)
    return [
        TodayItem(
            "new",
            _("Kasus baru untuk Anda"),
            case.reference,
            reverse("casework:case", args=[case.pk]),
            at=case.decided,
        )
        for case in recent.order_by("-decided")[:SHOWN]
    ]


def paper_items(user) -> list[TodayItem]:
    """Documents that wait for this person's signature, the oldest first; one with a law's clock says until when."""
    items = []
    for paper in leaving.to_sign(user, SHOWN):
        title = _("Tanda tangani: %(paper)s") % {"paper": paper.paper.title}
        due, url = leaving.due_of(paper), reverse("disclosure:document", args=[paper.pk])
        at = None if due else paper.requested_at
        items.append(TodayItem("due", title, paper.reference, url, due=due or at, at=at))
    return items


def clock_items(user) -> list[TodayItem]:
    """What the law gives 3x24 hours for, until it is handed over: her own access report, the notice of a breach."""
    now, items = timezone.now(), []
    for paper in leaving.clocked(user, SHOWN):
        due, url = leaving.due_of(paper), reverse("disclosure:document", args=[paper.pk])
        title = _("Serahkan dalam 3×24 jam: %(paper)s") % {"paper": paper.paper.title}
        late = _("terlambat") if due and now > due else ""
        items.append(TodayItem("due", title, paper.reference, url, due=due, note=late))
    return items


def shredding_items(user) -> list[TodayItem]:
    """Files whose shredding somebody else asked for, for the head to decide."""
    if not policy.may(user, Permission.CASE_CONFIRM_SHRED):
        return []
    asked = policy.visible(user, Permission.CASE_CONFIRM_SHRED, of=Shredding).filter(state=ShredState.ASKED)
    still = asked.filter(asked_at__gt=timezone.now() - SHRED_WITHIN).exclude(asked_by=user)
    return _to_decide(still, _("Putuskan pemusnahan berkas"), "casework:confirm_shredding", about="case_id")


def hold_items(user) -> list[TodayItem]:
    """Legal holds that somebody else asked to lift, for a second person to agree."""
    if not policy.may(user, Permission.CASE_HOLD):
        return []
    standing = policy.visible(user, Permission.CASE_HOLD, of=LegalHold).filter(lifted_at=None)
    asked = standing.exclude(lift_asked_by=None).exclude(lift_asked_by=user)
    return _to_decide(asked, _("Setujui pencabutan penahanan hukum"), "casework:lift_hold", asked="lift_asked_at")


def lift_items(user) -> list[TodayItem]:
    """Walls that somebody else asked to lift, for a second person to decide; not one's own unit's."""
    if not policy.may(user, Permission.CASE_LIFT_WALL):
        return []
    asked = policy.visible(user, Permission.CASE_LIFT_WALL, of=WallLift).filter(state=LiftState.ASKED)
    others = asked.exclude(asked_by=user).exclude(conflict__unit__group__user=user).exclude(conflict__unit__lent=user)
    return _to_decide(others, _("Putuskan pencabutan konflik kepentingan"), "casework:lift_wall")


def finding_items(user) -> list[TodayItem]:
    """How many findings of the log no auditor has looked at yet; the page behind it says which."""
    if not policy.may(user, Permission.SERVICE_LOG):
        return []
    found = findings.standing(timezone.now(), without=kept_from(user), reader=user)
    if not found:
        return []
    title = ngettext("%(n)d temuan menunggu tinjauan", "%(n)d temuan menunggu tinjauan", len(found))
    urgent = found[0].weight >= URGENT
    at = max(finding.at for finding in found)
    url = reverse("audit:log")
    return [
        TodayItem("due" if urgent else "new", title % {"n": len(found)}, "", url, due=at if urgent else None, at=at)
    ]


def question_items(user) -> list[TodayItem]:
    """What an auditor asked this person about; for an auditor how many answers wait to be read."""
    now = timezone.now()
    items = [
        TodayItem(
            "due",
            _("Auditor meminta penjelasan"),
            "",
            reverse("audit:answer", args=[question.pk]),
            due=question.due,
            note=_("terlambat") if question.due <= now else "",
        )
        for question in questions.waiting_for(user)
    ]
    if policy.may(user, Permission.SERVICE_LOG):
        answered = [one.answered_at for one in questions.open_for(user) if one.answered_at is not None]
        if answered:
            title = ngettext("%(n)d penjelasan menunggu tinjauan", "%(n)d penjelasan menunggu tinjauan", len(answered))
            url = reverse("audit:questions")
            items.append(TodayItem("new", title % {"n": len(answered)}, "", url, at=max(answered)))
    return items
