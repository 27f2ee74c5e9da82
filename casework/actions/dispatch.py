"""Sending a ticket: moments on its clock, grants to the units that answer, and whom the caller wants left out."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from access import policy
from access.models import Agency, AgencyKind, Staff, Unit
from access.roles import Role
from casework.actions import conflicts
from casework.models import Moment, Ticket, TicketEvent
from casework.queries import units
from disclosure import mail


def mark(ticket: Ticket, kind: str, *, by: Staff, agency: Agency | None = None, at=None) -> TicketEvent:
    """Adds a moment to the ticket's clock: its own time, never one reckoned from another's."""
    event = TicketEvent(ticket=ticket, kind=kind, at=at or timezone.now(), agency=agency, by=by)
    event.save(force_insert=True)
    return event


def is_left_out(ticket: Ticket, agency_id: UUID | None) -> bool:
    """Whether the reported person works for this agency and she does not want it to know."""
    return agency_id is not None and ticket.works_for_id == agency_id and not ticket.his_agency_wanted


def leave_out(ticket: Ticket) -> None:
    """A wall between each unit of his agency and everything that may come of this ticket.

    The person who took the call passes it: they alone keep the ticket, personally. PPAPP gets none where he works
    there, because nobody else can help her: its ticket goes to the supervisors alone, who entrust it.
    """
    his = ticket.works_for
    if his is None or not is_left_out(ticket, his.pk) or his.kind == AgencyKind.PPAPP:
        return
    for unit in Unit.objects.filter(agency=his):
        conflicts.leave_out(ticket, unit)


def send(ticket: Ticket, agencies: Iterable[Agency], *, by: Staff, with_ppapp: bool = True) -> None:
    """Sends to PPAPP and the chosen agencies; one that was sent to before, or is left out, is passed over."""
    sent = set(TicketEvent.every.filter(ticket=ticket, kind=Moment.SENT).values_list("agency_id", flat=True))
    chosen = [agency for agency in agencies if agency.kind != AgencyKind.PPAPP]
    if with_ppapp and (home := units.ppapp()) is not None:
        chosen.insert(0, home)
    for agency in chosen:
        if agency.pk in sent or (is_left_out(ticket, agency.pk) and agency.kind != AgencyKind.PPAPP):
            continue
        sent.add(agency.pk)
        mark(ticket, Moment.SENT, by=by, agency=agency)
        give(ticket, agency, by=by)
        mail.notify(agency)


def give(ticket: Ticket, agency: Agency, *, by: Staff) -> None:
    """Opens it to those units of this agency that take it now."""
    if agency.kind != AgencyKind.PPAPP:
        for unit in units.responding(agency):
            policy.grant(ticket, "respond_ticket", unit, by=by, why="dispatch")
        return
    roles = [Role.SUPERVISOR] if is_left_out(ticket, agency.pk) else [Role.RECEIVER, Role.SUPERVISOR]
    for unit in {unit.pk: unit for role in roles for unit in units.of_role(role)}.values():
        policy.grant(ticket, "receive_ticket", unit, by=by, why="dispatch")
