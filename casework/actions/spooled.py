"""The job that makes tickets of the calls which the desk kept while database, disk or keys were away: each one once.

A letter is taken away when its ticket has committed. Whoever was killed in between finds the ticket by the call's id,
and whoever sent the same words again meanwhile finds their token taken: neither makes a second one. Other words from
the same form, or from the same draft, are another call with a ticket of its own.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.urls import reverse

from access import policy
from access.errors import Refused
from access.models import Agency, Staff
from access.permissions import Permission
from access.submissions import AlreadySent, once
from audit import canonical
from audit.action import action, running
from audit.models import AuditEntry, Decision
from audit.objects import Thing
from audit.recording import record
from casework.actions import dispatch
from casework.actions.tickets import open_ticket
from casework.models import Moment, Ticket
from casework.spool import Call, call_of, number_of, signed_here
from vault import keyring, spool
from vault.entropy import new_id
from vault.errors import LetterUnread, RootsRefused, SealBroken, VaultError
from vault.unspool import open_letter

BATCH = 20
UNREAD_FOR = timedelta(minutes=5)  # a disk may stumble
SPOOLED = "ticket.spooled"
AWAY = (OperationalError, InterfaceError, OSError, RootsRefused)  # comes back by itself: the letter waits for it
UNFIT = (VaultError, DatabaseError, Refused, ObjectDoesNotExist, KeyError, TypeError, ValueError)


def run_once(now: datetime) -> int:
    """Makes tickets of at most twenty calls, the oldest first; how many. What is still away is waited for.

    A letter that doesn't open, or that no ticket can be made of, is laid aside, with one entry that says so; one that
    can't be read after minutes. None of them keeps a younger one waiting or takes its place, and all are tried again.
    """
    made = 0
    with suppress(*AWAY):
        spool.tidy(now)
        for name in spool.waiting():
            made += _entered(name, now)
            if made == BATCH:
                break
    return made


def _entered(name: str, now: datetime) -> int:
    try:
        with keyring.held():
            return _enter(name)
    except LetterUnread:
        if (written := spool.written(name)) and written < now - UNREAD_FOR:
            _leave(name)
        return 0
    except AWAY:
        raise
    except UNFIT:
        _leave(name)
        return 0


def _leave(name: str) -> None:
    """Tells of a letter that no ticket can be made of, and then lays it aside."""
    _tell(call_of(name))
    with suppress(OSError):  # it stays where it is: no younger one waits for that
        spool.set_aside(name)


def _enter(name: str) -> int:
    try:
        call = _read(name)
    except FileNotFoundError:
        return 0  # another process was faster
    by = Staff.objects.get(pk=call.staff)
    if not _noted(call, by):
        _make(call, by)
    spool.remove(name)
    return 1


def _read(name: str) -> Call:
    """The call of a letter that was written at a desk to which a slip was given here."""
    letter = json.loads(open_letter(name))
    slip = signed_here(letter["slip"])
    if slip is None:
        raise SealBroken("context", "a letter in the spool")
    return Call(
        staff=slip.staff,
        ticket=UUID(letter["ticket"]),
        token=UUID(letter["token"]),
        taken=datetime.fromisoformat(letter["taken"]),
        said=letter["said"],
    )


def _noted(call: Call, by: Staff) -> bool:
    """Whether the call has its ticket; one that was saved after all is given the number that was read out."""
    ticket = Ticket.every.filter(spooled=call.id).first()
    if ticket is not None and ticket.provisional is None:
        note_call(ticket, call=call, by=by)
    return ticket is not None


def _make(call: Call, by: Staff) -> None:
    ticket_id = new_id() if Ticket.every.filter(pk=call.ticket).exists() else call.ticket  # another call's by now
    try:
        once(call.token, by, lambda: _address(enter_call(ticket_id, call=call, by=by), by))
    except AlreadySent:  # saved in this very moment
        if not _noted(call, by):
            enter_call(new_id(), call=call, by=by)


def _address(ticket: Ticket, by: Staff) -> str:
    """Where the form leads if it is sent again."""
    seen = policy.may(by, Permission.TICKET_READ)
    return reverse("casework:ticket", args=[ticket.pk]) if seen else reverse("casework:desk")


@action(SPOOLED)
def enter_call(ticket_id: UUID, *, call: Call, by: Staff) -> Ticket:
    """Opens the ticket of a call that was kept; beside its own entry stands this one, with both times."""
    _say_when(call)
    said = dict(call.said)
    chosen = {agency.pk: agency for agency in Agency.objects.filter(pk__in=[UUID(pk) for pk in said["agencies"]])}
    said["agencies"] = [chosen[UUID(pk)] for pk in said["agencies"] if UUID(pk) in chosen]
    said["works_for"] = Agency.objects.get(pk=UUID(said["works_for"])) if said["works_for"] else None
    return open_ticket(ticket_id, taken=call.taken, spooled=call.id, **said, by=by)


@action(SPOOLED)
def note_call(ticket: Ticket, *, call: Call, by: Staff) -> Ticket:
    """The form had become a ticket after all, in the very moment in which something went away: it bears the number."""
    _say_when(call)
    ticket.provisional = number_of(call.id)
    ticket.save(update_fields=["provisional"])
    dispatch.mark(ticket, Moment.SPOOLED, by=by, at=call.taken)
    return ticket


def _say_when(call: Call) -> None:
    """The running entry, made now, says when the call was taken."""
    act, key = running(), f"taken:{canonical.moment(call.taken)}"
    if act is not None:
        act.digests[key] = hashlib.sha256(key.encode()).hexdigest()


def _tell(call_id: UUID) -> None:
    """One entry, once, for a call that no ticket can be made of: a finding until an auditor has looked at it."""
    thing = Thing("spool", str(call_id))
    with transaction.atomic():
        if not AuditEntry.objects.filter(object_id=thing.id, decision=Decision.FAILED).exists():
            record(None, SPOOLED, thing, decision=Decision.FAILED)
