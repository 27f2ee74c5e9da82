"""Who works on a case: given by the supervisor, taken over from each other, handed on when a wall goes up."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy
from access.errors import NotNow, Refused
from access.models import ConflictOfInterest, Staff, Unit
from access.roles import Role
from access.walls import keeps_out, refused_by_their_own
from audit.action import action
from casework import followers, timeline
from casework.models import Case, Task
from casework.queries import units
from casework.workflow import CaseState, TaskState

TAKEN_OVER = _("Anda menggantikan petugas sebelumnya pada kasus ini. Buka berkas, lalu hubungi korban.")
FIND_SOMEBODY = _("Petugas kasus ini tidak lagi dapat membacanya. Tunjuk penggantinya, lalu hubungi korban.")
SUPERVISING = ("supervise_case",)
WORKED_ON = (CaseState.COMPLAINT, CaseState.OPEN)


@action("case.assign")
def assign_manager(case: Case, *, manager: Staff, by: Staff) -> Case:
    """Another case manager takes over; the former one's personal relation ends."""
    case = locked(case)
    put_manager(case, manager, by=by)
    timeline.note(case, "case.assigned", by=by)
    return case


@action("case.counsellor")
def assign_counsellor(case: Case, *, counsellor: Staff, by: Staff) -> Case:
    """A counsellor joins, or takes over; the former one's notes stay the former one's."""
    case = locked(case)
    put_counsellor(case, counsellor, by=by)
    return case


def put_manager(case: Case, manager: Staff, *, by: Staff) -> None:
    """Inside an action: MANAGER is the case's manager from now on, with whatever the former one had still to do."""
    _put(case, manager, Role.CASE_MANAGER, "handle_case", "manager", by=by)
    for unit in units.of_role(Role.CASE_MANAGER):
        policy.grant(case, "cover_case", unit, by=by, why="cover")
    followers.tell(case, by=by)


def put_counsellor(case: Case, counsellor: Staff, *, by: Staff) -> None:
    """Inside an action: COUNSELLOR counsels from now on, with whatever the former one had still to do."""
    _put(case, counsellor, Role.COUNSELLOR, "counsel_case", "counsellor", by=by)
    timeline.note(case, "case.counsellor", by=by)


def _put(case: Case, staff: Staff, role: Role, relation: str, place: str, *, by: Staff) -> None:
    """STAFF is personally responsible in the case's field PLACE; the former one's relation ends, their tasks move."""
    _refuse_unfit(case, staff, role, place, by=by)
    former = getattr(case, place)
    if former is not None and former.pk != staff.pk:
        policy.revoke(case, relation, former, by=by)
    setattr(case, place, staff)
    case.save(update_fields=[place])
    policy.grant(case, relation, staff, by=by, why="assignment")
    _take_over(case, former, staff)


def hand_on(case: Case, staff: Staff, *, by: Staff) -> None:
    """Inside the action that puts STAFF behind a wall: what they were responsible for goes to somebody who can read.

    The colleague of the same role with the fewest running cases takes over and gets a task for the same day; without
    one, a supervisor (the head, if all of them stand behind walls) gets the task to find somebody.
    """
    case = locked(case)
    _keep_looked_after(case, by=by)
    if case.state not in WORKED_ON:
        return
    for role, relation, place, put in PLACES:
        if getattr(case, f"{place}_id") != staff.pk:
            continue
        colleague = _least_busy(case, role, place)
        if colleague is not None:
            put(case, colleague, by=by)
            _remind(case, colleague, TAKEN_OVER, by=by)
            continue
        policy.revoke(case, relation, staff, by=by)
        setattr(case, place, None)
        case.save(update_fields=[place])
        responsible = _responsible(case)
        _take_over(case, staff, responsible)
        if responsible is not None:
            _remind(case, responsible, FIND_SOMEBODY, by=by)
    _take_over(case, staff, case.manager or _responsible(case))


def hand_on_of(case: Case, unit: Unit, *, by: Staff) -> None:
    """The same for a whole unit: whoever in it is not assigned to the case gives up what they had still to do there."""
    case = locked(case)
    _keep_looked_after(case, by=by)
    busy = Task.every.filter(case=case, state=TaskState.OPEN).values("assignee")
    for staff in Staff.objects.filter(_is_of(unit), pk__in=busy).order_by("username").distinct():
        if keeps_out(case.pk, staff):
            hand_on(case, staff, by=by)


def _is_of(unit: Unit) -> Q:
    """Whoever works in this unit, and whom it lends to another for a shift."""
    return Q(groups=unit.group_id) | Q(own_unit=unit)


def leave(staff: Staff, *, by: Staff) -> None:
    """Inside the action that closes STAFF's account, or gives it another role: what they were responsible for is handed
    on, file by file.

    Raises Refused for the last supervisor: nobody could decide about anything.
    """
    others = Staff.objects.working().filter(role=Role.SUPERVISOR, own_role="")  # who covers a shift is gone after it
    if staff.role == Role.SUPERVISOR and not others.exists():
        raise Refused(_("Ini supervisor terakhir. Tidak ada yang berubah. Buka dahulu akun supervisor lain."))
    theirs = Q(manager=staff) | Q(counsellor=staff) | Q(tasks__assignee=staff, tasks__state=TaskState.OPEN)
    if staff.role in (Role.SUPERVISOR, Role.HEAD):
        theirs |= Q(pk__in=ConflictOfInterest.standing.values("case_id"))
    files = Case.every.filter(theirs, state__in=WORKED_ON).distinct()
    for case in files.order_by("opened", "pk"):
        hand_on(case, staff, by=by)


PLACES = (
    (Role.CASE_MANAGER, "handle_case", "manager", put_manager),
    (Role.COUNSELLOR, "counsel_case", "counsellor", put_counsellor),
)
"""Who is personally responsible: role, relation, the case's field, how somebody is put there."""


def _keep_looked_after(case: Case, *, by: Staff) -> None:
    """No case without one who can read it and give it to somebody: the head supervises when no supervisor can; where
    their units alone keep them all out, one of them is assigned to it."""
    if not policy.readers(case, SUPERVISING):
        for unit in units.of_role(Role.HEAD):
            policy.grant(case, "supervise_case", unit, by=by, why="conflict")
        last = None if _responsible(case) else _behind_their_unit_alone(case)
        if last is not None:
            policy.grant(case, "supervise_case", last, by=by, why="last")


def _behind_their_unit_alone(case: Case) -> Staff | None:
    """A supervisor, else a head, with no conflict of their own."""
    conflicted = ConflictOfInterest.standing.filter(case_id=case.pk, staff__isnull=False).values("staff")
    able = Staff.objects.working().filter(role__in=[Role.SUPERVISOR, Role.HEAD]).exclude(pk__in=conflicted)
    return min(able, key=lambda person: (person.role != Role.SUPERVISOR, person.username), default=None)


def _responsible(case: Case) -> Staff | None:
    """Who sees to it that the case is given to somebody: a supervisor, else the head."""
    return next(iter(policy.readers(case, SUPERVISING)), None)


def _least_busy(case: Case, role: Role, place: str) -> Staff | None:
    """The colleague of ROLE with the fewest running cases who stands behind no wall of this one."""
    busy = Counter(Case.every.filter(state=CaseState.OPEN).values_list(place, flat=True))
    free = [person for person in Staff.objects.working().filter(role=role) if not keeps_out(case.pk, person)]
    return min(free, key=lambda person: (busy[person.pk], person.username), default=None)


def _take_over(case: Case, former: Staff | None, person: Staff | None) -> None:
    """Open tasks of FORMER on this case are PERSON's from now on: nobody else would see them any more."""
    if former is None or person is None or former.pk == person.pk:
        return
    for task in Task.every.filter(case=case, assignee=former, state=TaskState.OPEN):
        task.assignee = person
        task.save(update_fields=["assignee"])


def _remind(case: Case, person: Staff, text: object, *, by: Staff) -> None:
    now = timezone.now()
    task = Task(case=case, at=now, by=by, assignee=person, due=timezone.localdate(now), text=str(text))
    task.save(force_insert=True)
    timeline.note(case, "task.added", by=by)


def refuse_own_unit(file_id: UUID, staff: Staff, field: str, *, by: Staff) -> None:
    """Past a wall before a unit comes whoever somebody outside it assigns; never at the word of one behind it."""
    if refused_by_their_own(file_id, staff, by=by):
        raise Refused(
            _("Unit Anda sendiri mempunyai konflik kepentingan pada berkas ini. Minta orang di luar unit itu."), field
        )


def _refuse_unfit(case: Case, staff: Staff, role: Role, field: str, *, by: Staff) -> None:
    if ConflictOfInterest.standing.filter(case_id=case.pk, staff=staff).exists():
        raise Refused(_("Petugas ini mempunyai konflik kepentingan pada kasus ini. Pilih petugas lain."), field)
    refuse_own_unit(case.pk, staff, field, by=by)
    if not Staff.objects.working().filter(pk=staff.pk, role=role).exists():  # closed a moment ago counts
        raise Refused(_("Petugas ini tidak dapat menjalankan tugas itu. Pilih petugas lain."), field)


def locked(case: Case) -> Case:
    """The case's present row, held until the action ends; refuses where it was shredded while its page was open."""
    case = Case.every.select_for_update(of=("self",)).select_related("manager", "counsellor").get(pk=case.pk)
    if case.state == CaseState.SHREDDED:
        raise NotNow(_("Berkas ini sudah dimusnahkan. Tidak ada yang disimpan."))
    return case
