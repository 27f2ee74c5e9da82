"""From a ticket to a complaint, and from a complaint to a case: registered, decided, assigned."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy
from access.errors import Refused
from access.models import ConflictOfInterest, Staff
from access.roles import Role
from audit.action import action
from casework import followers, timeline
from casework.actions import conflicts, dispatch, tickets
from casework.actions.numbers import case_reference, registration_number
from casework.actions.persons import put_person
from casework.models import Case, Doubt, Moment, NameDoubt, Ticket
from casework.options.intake import FLAGS, VIOLENCE, in_order, main_kind
from casework.queries import units
from casework.workflow import CASE_TRANSITIONS, TRANSITIONS


@action("ticket.entrust")
def entrust_ticket(ticket: Ticket, *, receiver: Staff, by: Staff) -> Ticket:
    """A ticket kept from the intake unit (he works at PPAPP) is given to one receiver, personally."""
    ticket = tickets.locked(ticket)
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
    for person in persons:
        put_person(case, by=by, **person)
    conflicts.check_name(case, kin_name, by=by)
    dispatch.mark(ticket, Moment.REGISTERED, by=by)
    timeline.note(case, "case.registered", by=by)
    policy.sync(ticket)
    if dispatch.is_left_out(ticket, by.agency_id):
        policy.grant(case, "receive_case", by, by=by, why="intake")
    else:
        for unit in units.of_role(Role.RECEIVER):
            policy.grant(case, "receive_case", unit, by=by, why="intake")
    for unit in units.of_role(Role.SUPERVISOR):
        policy.grant(case, "supervise_case", unit, by=by, why="intake")
    return case


@action("case.accept")
def accept_case(case: Case, *, manager: Staff, counsellor: Staff | None = None, by: Staff) -> Case:
    """The supervisor accepts: the registration number, the case manager, and who else may read from now on."""
    case = locked(case)
    if NameDoubt.every.filter(case=case, answer=Doubt.ASKED).exists():
        raise Refused(
            _("Masih ada kesamaan nama dengan pegawai yang belum dijawab. Jawab dahulu, lalu terima kasus ini.")
        )
    CASE_TRANSITIONS.move(case, "accept")
    now = timezone.now()
    case.number, case.decided = registration_number(case.kind, now), now
    case.save(update_fields=["state", "number", "decided"])
    timeline.note(case, "case.accepted", by=by)
    for unit in units.of_role(Role.HEAD):
        policy.grant(case, "head_case", unit, by=by, why="accepted")
    _put_manager(case, manager, by=by)
    if counsellor is not None:
        _put_counsellor(case, counsellor, by=by)
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


@action("case.assign")
def assign_manager(case: Case, *, manager: Staff, by: Staff) -> Case:
    """Another case manager takes over; the former one's personal relation ends."""
    case = locked(case)
    _put_manager(case, manager, by=by)
    timeline.note(case, "case.assigned", by=by)
    return case


@action("case.counsellor")
def assign_counsellor(case: Case, *, counsellor: Staff, by: Staff) -> Case:
    """A counsellor joins, or takes over; the former one's notes stay the former one's."""
    case = locked(case)
    _put_counsellor(case, counsellor, by=by)
    return case


def _put_manager(case: Case, manager: Staff, *, by: Staff) -> None:
    _refuse_unfit(case, manager, Role.CASE_MANAGER, "manager")
    if case.manager_id is not None and case.manager_id != manager.pk:
        policy.revoke(case, "handle_case", case.manager, by=by)
    case.manager = manager
    case.save(update_fields=["manager"])
    policy.grant(case, "handle_case", manager, by=by, why="assignment")
    for unit in units.of_role(Role.CASE_MANAGER):
        policy.grant(case, "cover_case", unit, by=by, why="cover")
    followers.tell(case, by=by)


def _put_counsellor(case: Case, counsellor: Staff, *, by: Staff) -> None:
    _refuse_unfit(case, counsellor, Role.COUNSELLOR, "counsellor")
    if case.counsellor_id is not None and case.counsellor_id != counsellor.pk:
        policy.revoke(case, "counsel_case", case.counsellor, by=by)
    case.counsellor = counsellor
    case.save(update_fields=["counsellor"])
    policy.grant(case, "counsel_case", counsellor, by=by, why="assignment")
    timeline.note(case, "case.counsellor", by=by)


def _refuse_unfit(case: Case, staff: Staff, role: Role, field: str) -> None:
    walls = ConflictOfInterest.standing.filter(case_id=case.pk)
    if walls.filter(staff=staff).exists() or walls.filter(unit__group__user=staff).exists():
        raise Refused(_("Petugas ini mempunyai konflik kepentingan pada kasus ini. Pilih petugas lain."), field)
    if staff.role != role or not staff.is_active:
        raise Refused(_("Petugas ini tidak dapat menjalankan tugas itu. Pilih petugas lain."), field)


def locked(case: Case) -> Case:
    """The case's present row, held until the action ends."""
    return Case.every.select_for_update(of=("self",)).select_related("manager", "counsellor").get(pk=case.pk)
