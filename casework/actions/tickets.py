"""A ticket's verbs: saved at once, sent at once, acknowledged with one press."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy
from access.errors import Refused
from access.models import Agency, Staff
from access.roles import Role
from audit.action import action
from casework.actions import conflicts, dispatch
from casework.actions.numbers import ticket_number
from casework.models import DeskDraft, Moment, Ticket, TicketEvent
from casework.options.intake import Channel, Kind
from casework.spool import TAKING, number_of
from casework.workflow import TRANSITIONS
from vault import keyring

FOLLOWING = {Role.DOCTOR, Role.NURSE, Role.INVESTIGATOR}


@action("ticket.open")
def open_ticket(
    ticket_id: UUID,
    *,
    what: str,
    kind: str = Kind.ACTUAL,
    channel: str = Channel.CALL_112,
    where: str = "",
    danger: str = "",
    present: str = "",
    callback_safe: str = "",
    callback_number: str = "",
    callback_hours: str = "",
    code_word: str = "",
    reporter: str = "",
    works_for: Agency | None = None,
    his_agency_wanted: bool = False,
    agencies: list[Agency] | tuple[Agency, ...] = (),
    taken: datetime | None = None,
    spooled: UUID | None = None,
    by: Staff,
) -> Ticket:
    """Saves, numbers, starts the clock and sends. Only `what` is needed. Nothing here waits for anything or anyone.

    TICKET_ID is the draft's id where one was opened: its first word is when the call was received, whoever has taken
    the desk over since. SPOOLED is the call's own id, by which its letter is known, should one come. A call that was
    kept while it could not be saved says when it was TAKEN, and bears its provisional number.
    """
    if not what.strip():
        raise Refused(_("Tulis satu kalimat tentang apa yang terjadi. Isian lain tetap tersimpan."), "what")
    keyring.mint(keyring.Purpose.CASE, ticket_id)
    draft = DeskDraft.objects.filter(pk=ticket_id).first()
    if Ticket.every.filter(pk=ticket_id).exists():
        raise Refused(_("Tiket ini sudah tersimpan. Buka daftar tiket untuk melihatnya."))
    now = timezone.now()
    ticket = Ticket(
        id=ticket_id,
        number=ticket_number(kind, now),
        kind=kind,
        channel=channel,
        opened=now,
        danger=danger,
        present=present,
        callback_safe=callback_safe,
        works_for=works_for,
        his_agency_wanted=his_agency_wanted,
        taken_by=by,
        what=what,
        where=where,
        callback_number=callback_number,
        callback_hours=callback_hours,
        code_word=code_word,
        reporter=reporter,
        outcome="",
        spooled=spooled,
        provisional=number_of(spooled) if spooled and taken else None,
    )
    ticket.save(force_insert=True)
    dispatch.mark(ticket, Moment.RECEIVED, by=by, at=draft.opened if draft else taken or now)
    if taken is not None:
        dispatch.mark(ticket, Moment.SPOOLED, by=by, at=taken)
    dispatch.mark(ticket, Moment.SAVED, by=by)
    _give_to_desk(ticket, by=by)
    dispatch.leave_out(ticket)
    conflicts.check_call(ticket, callback_number, by=by)
    dispatch.send(ticket, agencies, by=by)
    if draft is not None:
        draft.delete()
    return ticket


def _give_to_desk(ticket: Ticket, *, by: Staff) -> None:
    """The desk that took the call keeps it; a doctor or investigator who sent it in can follow it, personally."""
    if by.role in TAKING:
        left_out = dispatch.is_left_out(ticket, by.agency_id)
        policy.grant(ticket, "take_ticket", by if left_out or by.unit is None else by.unit, by=by, why="call")
    elif by.role in FOLLOWING:
        policy.grant(ticket, "respond_ticket", by, by=by, why="own report")


@action("ticket.send")
def send_ticket(ticket: Ticket, *, agencies: list[Agency], by: Staff) -> Ticket:
    """Sends a saved ticket to further agencies, e.g. when the caller says more."""
    ticket = locked(ticket)
    dispatch.send(ticket, agencies, by=by, with_ppapp=False)
    return ticket


@action("ticket.acknowledge")
def acknowledge_ticket(ticket: Ticket, *, by: Staff) -> Ticket:
    """One press: this person's agency has it. A second press says so and changes nothing."""
    ticket = locked(ticket)
    marks = set(TicketEvent.every.filter(ticket=ticket, agency=by.agency).values_list("kind", flat=True))
    if Moment.SENT not in marks:
        raise Refused(_("Tiket ini tidak dikirim kepada instansi Anda. Tidak ada yang berubah."))
    if Moment.ACKNOWLEDGED in marks:
        raise Refused(_("Instansi Anda sudah menerima tiket ini. Waktu terima yang pertama tetap berlaku."))
    dispatch.mark(ticket, Moment.ACKNOWLEDGED, by=by, agency=by.agency)
    return ticket


@action("ticket.close")
def close_ticket(ticket: Ticket, *, outcome: str, by: Staff) -> Ticket:
    """Ends a ticket that is no complaint; why is kept, sealed, and read in the agency that closed it alone."""
    ticket = locked(ticket)
    TRANSITIONS.move(ticket, "close")
    ticket.outcome = outcome
    ticket.save(update_fields=["state", "outcome"])
    dispatch.mark(ticket, Moment.CLOSED, by=by)
    policy.sync(ticket)
    return ticket


@action("ticket.referred")
def note_referral(ticket: Ticket, *, agency: Agency | None, by: Staff) -> Ticket:
    """An urgent referral left from this ticket: its moment goes on the ticket's clock."""
    dispatch.mark(ticket, Moment.REFERRED, by=by, agency=agency)
    return ticket


def locked(ticket: Ticket) -> Ticket:
    """The ticket's present row, held until the action ends."""
    return Ticket.every.select_for_update(of=("self",)).get(pk=ticket.pk)
