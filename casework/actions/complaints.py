"""From a ticket to a complaint, and from a complaint to a case: registered and decided."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy
from access.errors import Refused
from access.models import Staff
from access.roles import Role
from audit.action import action
from casework import timeline
from casework.actions import conflicts, dispatch, tickets
from casework.actions.assigning import keep_looked_after, locked, put_counsellor, put_manager, refuse_own_unit
from casework.actions.numbers import case_reference, registration_number
from casework.actions.persons import put_person
from casework.models import Case, Moment, NameDoubt, Ticket
from casework.options.intake import FLAGS, VIOLENCE, in_order, main_kind
from casework.queries import units
from casework.queries.doubts import doubts_for
from casework.workflow import CASE_TRANSITIONS, TRANSITIONS


@action("ticket.entrust")
def entrust_ticket(ticket: Ticket, *, receiver: Staff, by: Staff) -> Ticket:
    """A ticket kept from the intake unit (he works at PPAPP) is given to one receiver, personally."""
    ticket = tickets.locked(ticket)
    refuse_own_unit(ticket.pk, receiver, "receiver", by=by)
    policy.grant(ticket, "receive_ticket", receiver, by=by, why="entrusted")
    return ticket


@action("case.register")
def register_complaint(
    ticket: Ticket,
    *,
    persons: list[dict],
    kinds: list[str],
    chronology: str = "",
    flags: list[str] | tuple[str, ...] = (),
    city_code: str = "",
    place_kind: str = "",
    place: str = "",
    needs: str = "",
    kin_name: str = "",
    by: Staff,
) -> Case:
    """A ticket becomes a complaint with the ticket's own id and data key; the supervisor is asked to decide.

    PERSONS are dicts of `put_person`'s fields. KIN_NAME: a member of staff said to be kin of the reported person.
    """
    ticket = tickets.locked(ticket)
    TRANSITIONS.move(ticket, "register")
    ticket.save(update_fields=["state"])
    case = Case(
        id=ticket.pk,
        reference=case_reference(),
        kind=ticket.kind,
        channel=ticket.channel,
        opened=timezone.now(),
        city_code=city_code,
        place_kind=place_kind,
        main_kind=main_kind(kinds),
        kinds=in_order(kinds, VIOLENCE),
        flags=in_order(flags, FLAGS),
        chronology=chronology,
        place=place,
        needs=needs,
        decision="",
        closing="",
    )
    case.save(force_insert=True)
    timeline.note(case, "case.registered", by=by)
    dispatch.mark(ticket, Moment.REGISTERED, by=by)
    policy.sync(ticket)
    if dispatch.is_left_out(ticket, by.agency_id) or conflicts.names_unit_of(by, persons):
        policy.grant(case, "receive_case", by, by=by, why="intake")
    else:
        for unit in units.of_role(Role.RECEIVER):
            policy.grant(case, "receive_case", unit, by=by, why="intake")
    for unit in units.of_role(Role.SUPERVISOR):
        policy.grant(case, "supervise_case", unit, by=by, why="intake")
    for person in persons:  # last: a wall that goes up asks who else can read the case
        put_person(case, by=by, **person)
    conflicts.check_name(case, kin_name, by=by)
    keep_looked_after(case, by=by)  # a wall may stand since the call
    return case


@action("case.accept")
def accept_case(case: Case, *, manager: Staff, counsellor: Staff | None = None, by: Staff) -> Case:
    """The supervisor accepts: the registration number, the case manager, and who else may read from now on.

    What is asked about other colleagues is answered first; what is asked about her keeps waiting for somebody else, and
    nothing tells her of it.
    """
    case = locked(case)
    if doubts_for(by, NameDoubt.every.filter(case=case)).exists():
        raise Refused(_("Masih ada kesamaan nama atau telepon dengan pegawai yang belum dijawab. Jawab dahulu, lalu "
                        "terima kasus ini."))  # fmt: skip
    CASE_TRANSITIONS.move(case, "accept")
    now = timezone.now()
    case.number, case.decided = registration_number(case.kind, now), now
    case.save(update_fields=["state", "number", "decided"])
    timeline.note(case, "case.accepted", by=by)
    for unit in units.of_role(Role.HEAD):
        policy.grant(case, "head_case", unit, by=by, why="accepted")
    put_manager(case, manager, by=by)
    if counsellor is not None:
        put_counsellor(case, counsellor, by=by)
    policy.sync(case)
    return case


@action("case.refuse")
def refuse_case(case: Case, *, reason: str, by: Staff) -> Case:
    """The supervisor does not accept; the reason is kept, sealed."""
    case = locked(case)
    CASE_TRANSITIONS.move(case, "refuse")
    case.decision, case.decided = reason, timezone.now()
    case.save(update_fields=["state", "decision", "decided"])
    timeline.note(case, "case.refused", by=by)
    policy.sync(case)
    return case
