"""What a desk may know of a ticket that it has just saved, or is about to."""

from __future__ import annotations

from uuid import UUID

from casework import spool
from casework.models import Moment, Ticket, TicketEvent


def is_saved(ticket_id: UUID) -> bool:
    """Whether the draft of this id has become a ticket, or is on its way to become one."""
    return spool.holds(ticket_id) or Ticket.every.filter(pk=ticket_id).exists()


def sent_to(ticket: Ticket) -> list[str]:
    """The names of the agencies that the ticket was sent to, in the order of sending."""
    sent = TicketEvent.every.filter(ticket=ticket, kind=Moment.SENT).order_by("at", "pk")
    return list(sent.values_list("agency__name", flat=True))
