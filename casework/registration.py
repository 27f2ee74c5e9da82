"""What the case file brings to the ports of access, audit and disclosure, once, at start-up."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import accounts, approvals, covering, examples, locking, navigation, roots
from access.permissions import Permission
from audit import findings, holding, subjects
from audit import register as smoke_detector
from audit.rules import window
from casework import at_the_desk, cubes, models, papers, shredding, today
from casework.actions import conflicts, staffing
from casework.queries import drafts, given_tasks, odd_reads, references, stranded, unpaired, unread_houses, waiting
from casework.queries.shredding import obstacles
from disclosure import documents


def _break_glass() -> Iterator[dict]:
    return ({"pk": pk} for pk in models.BreakGlass.objects.order_by("asked_at", "pk").values_list("pk", flat=True))


def register() -> None:
    """Roots, watched models, papers, places of the left column, lines of the start page."""
    roots.register("ticket", models.Ticket)
    roots.register("case", models.Case)
    accounts.on_identified(conflicts.check_staff)
    accounts.on_closing(staffing.leave)
    covering.on_change(staffing.change_shift)
    approvals.on_approved(staffing.pick_up)
    smoke_detector.watch(*WATCHED)
    subjects.register("ticket", references.TICKETS)
    subjects.register("case", references.CASES)
    holding.register("tasks", given_tasks.held)
    findings.register("unreviewed break-glass", odd_reads.unreviewed)
    findings.register("hours without a pair", unpaired.gone_by)
    findings.register("stranded files", stranded.findings)
    window.register("ended files", odd_reads.ended)
    window.register("evidence taken away", odd_reads.taken_away)
    documents.register(
        "case",
        read=Permission.CASE_READ,
        nature=lambda case: case.kind,
        url=lambda pk: reverse("casework:documents", args=[pk]),
    )
    shredding.register(obstacles=obstacles, deciding=(models.Case,))
    papers.register_all()
    cubes.register_all()
    for place in PLACES:
        navigation.register(place)
    for name in ("casework:decide_break_glass", "casework:review_break_glass"):
        examples.register(name, _break_glass)
    locking.alarms.append(at_the_desk.alarms)
    locking.handing_over.append(at_the_desk.hand_over)
    today.register(waiting.code_items)
    today.register(waiting.break_glass_items)
    today.register(unpaired.to_come)
    today.register(waiting.account_items)
    today.register(waiting.spool_items)
    today.register(drafts.items)
    today.register(waiting.ticket_items)
    today.register(waiting.case_items)
    today.register(waiting.doubt_items)
    today.register(waiting.task_items)
    today.register(waiting.fresh_cases)
    today.register(waiting.paper_items)
    today.register(waiting.clock_items)
    today.register(waiting.finding_items)
    today.register(waiting.shredding_items)
    today.register(waiting.hold_items)
    today.register(waiting.question_items)
    today.register(waiting.lift_items)
    today.register(stranded.items)
    today.register(unread_houses.items)


WATCHED = (
    models.Ticket,
    models.TicketEvent,
    models.BreakGlass,
    models.Case,
    models.CaseEvent,
    models.CasePerson,
    models.NameDoubt,
    models.ConsentLine,
    models.Assessment,
    models.RiskAssessment,
    models.PlanStep,
    models.Task,
    models.Message,
    models.Session,
    models.Evidence,
    models.CustodyLine,
    models.LegalHold,
    models.Shredding,
    models.WallLift,
)
"""All but DeskDraft: what is being typed is saved silently, see `actions.drafts`."""

PLACES = (
    navigation.Place(_("Hari ini"), "casework:today", Permission.SERVICE_TODAY, "sun", 0),
    navigation.Place(_("Meja terima"), "casework:desk", Permission.TICKET_OPEN, "telephone", 10),
    navigation.Place(_("Tiket"), "casework:tickets", Permission.TICKET_READ, "inbox", 20),
    navigation.Place(_("Kasus"), "casework:cases", Permission.CASE_READ, "folder", 30),
    navigation.Place(_("Akses darurat"), "casework:break_glass", Permission.SERVICE_BREAK_GLASS, "unlock", 85),
    navigation.Place(_("Statistik"), "casework:statistics", Permission.SERVICE_STATISTICS, "bar-chart", 80),
    navigation.Place(_("Berkas dimusnahkan"), "casework:shredded", Permission.SERVICE_SHREDDED, "eraser", 85),
)
