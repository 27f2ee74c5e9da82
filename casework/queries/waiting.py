"""What waits for a person on the start page: tickets to answer, complaints to decide, tasks that are due."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from access import policy
from access.permissions import Permission
from access.roles import Role
from casework.models import Case, Moment, Task, TicketEvent
from casework.today import TodayItem
from casework.workflow import CaseState, TaskState, TicketState

SHOWN = 25


def ticket_items(user) -> list[TodayItem]:
    """Tickets that this person's agency has not acknowledged, and those the intake has still to register."""
    if not policy.may(user, Permission.TICKET_READ):
        return []
    tickets, _more = policy.newest(user, Permission.TICKET_READ, limit=SHOWN, state=TicketState.OPEN)
    if not tickets:
        return []
    answered = set(
        TicketEvent.every.filter(
            ticket__in=[ticket.pk for ticket in tickets], kind=Moment.ACKNOWLEDGED, agency_id=user.agency_id
        ).values_list("ticket_id", flat=True)
    )
    may_answer = policy.may(user, Permission.TICKET_ACKNOWLEDGE)
    return [
        TodayItem(
            _bucket(user, ticket, answered, may_answer),
            _("Tiket: %(channel)s") % {"channel": ticket.get_channel_display()},
            ticket.number,
            reverse("casework:ticket", args=[ticket.pk]),
            at=ticket.opened,
            due=ticket.opened if may_answer and ticket.pk not in answered else None,
            state=ticket.state,
            note="" if ticket.kind == "actual" else ticket.get_kind_display(),
        )
        for ticket in tickets
    ]


def _bucket(user, ticket, answered: set, may_answer: bool) -> str:
    if may_answer and ticket.pk not in answered:
        return "due"
    return "new" if user.role in (Role.RECEIVER, Role.SUPERVISOR) else "waiting"


def case_items(user) -> list[TodayItem]:
    """Complaints to decide (supervisor) or awaiting the decision (receiver); running cases are no news."""
    if user.role not in (Role.SUPERVISOR, Role.RECEIVER):
        return []
    cases, _more = policy.newest(user, Permission.CASE_READ, limit=SHOWN, state=CaseState.COMPLAINT)
    deciding = user.role == Role.SUPERVISOR
    return [
        TodayItem(
            "due" if deciding else "waiting",
            _("Putuskan pengaduan") if deciding else _("Menunggu keputusan supervisor"),
            case.reference,
            reverse("casework:case", args=[case.pk]),
            at=case.opened,
            due=case.opened if deciding else None,
            state=case.state,
        )
        for case in cases
    ]


def task_items(user) -> list[TodayItem]:
    """Open tasks of this person, by their day."""
    if not policy.may(user, Permission.CASE_DISCUSS):
        return []
    tasks = policy.visible(user, Permission.CASE_DISCUSS, of=Task).filter(assignee=user, state=TaskState.OPEN)
    return [
        TodayItem(
            "due",
            _("Tugas"),
            task.case.reference,
            reverse("casework:tasks", args=[task.case_id]),
            due=task.due,
            state=task.state,
        )
        for task in tasks.select_related("case").order_by("due", "pk")[:SHOWN]
    ]


def fresh_cases(user) -> list[TodayItem]:
    """Cases that were given to this manager or counsellor within the last week."""
    from datetime import timedelta

    from django.utils import timezone

    if user.role not in (Role.CASE_MANAGER, Role.COUNSELLOR):
        return []
    mine = Case.every.filter(**{"manager" if user.role == Role.CASE_MANAGER else "counsellor": user})
    recent = mine.filter(state=CaseState.OPEN, decided__gte=timezone.now() - timedelta(days=7))
    return [
        TodayItem(
            "new",
            _("Kasus baru untuk Anda"),
            case.reference,
            reverse("casework:case", args=[case.pk]),
            at=case.decided,
            state=case.state,
        )
        for case in recent.order_by("-decided")[:SHOWN]
    ]
