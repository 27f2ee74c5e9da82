"""What a desk may know of a ticket that it has just saved, or is about to."""

from __future__ import annotations

from uuid import UUID

from audit.models import AuditEntry, Decision
from casework import spool
from casework.models import Moment, Ticket, TicketEvent


def on_their_way() -> set[UUID]:
    """The drafts whose calls are on their way to become tickets.

    Not those whose letter doesn't open: what the draft holds is all that anybody can read of that call.
    """
    letters = spool.letters()
    if not letters:
        return set()
    told = AuditEntry.objects.filter(object_id__in=[str(call) for _draft, call in letters], decision=Decision.FAILED)
    shut = set(told.values_list("object_id", flat=True))
    return {draft for draft, call in letters if str(call) not in shut}


def is_saved(ticket_id: UUID) -> bool:
    """Whether the draft of this id has become a ticket, or is on its way to become one."""
    return ticket_id in on_their_way() or Ticket.every.filter(pk=ticket_id).exists()


def sent_to(ticket: Ticket) -> list[str]:
    """The names of the agencies that the ticket was sent to, in the order of sending."""
    sent = TicketEvent.every.filter(ticket=ticket, kind=Moment.SENT).order_by("at", "pk")
    return list(sent.values_list("agency__name", flat=True))
