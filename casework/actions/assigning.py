"""Who works on a case: given by the supervisor, taken over from each other, handed on at a wall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy
from access.accounts import accounts_of
from access.errors import NotNow, Refused
from access.models import ConflictOfInterest, Staff, Unit
from access.permissions import Permission
from access.roles import Role
from access.sessions import signed_in
from access.walls import keeps_out, refused_by_their_own
from audit.action import action
from casework import followers, timeline
from casework.models import Case, Doubt, NameDoubt, Task
from casework.queries import units
from casework.workflow import WORKED_ON, CaseState, TaskState

TAKEN_OVER = _("Anda menggantikan petugas sebelumnya pada kasus ini. Buka berkas, lalu hubungi korban.")
FIND_SOMEBODY = _("Petugas kasus ini tidak lagi dapat membacanya. Tunjuk penggantinya, lalu hubungi korban.")
NOT_HERE = _("Petugas baru kasus ini sedang tidak masuk. Hubungi dia, atau pastikan orang lain menghubungi korban.")
SUPERVISING = ("supervise_case",)
IN_ORDER = ("opened", "pk")  # of files that are held together


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
    """Inside the action after which STAFF can't go on with a case: what they see to no longer goes to somebody who can.

    The colleague of the same role with the fewest running cases takes over and gets a task for the same day; without
    one, a supervisor (the head, if all of them stand behind walls) gets the task to find somebody.
    """
    case = locked(case)
    keep_looked_after(case, by=by)
    if case.state not in WORKED_ON:
        return
    for role, permission, relation, place, put in PLACES:
        if getattr(case, f"{place}_id") != staff.pk or _goes_on(staff, permission, case):
            continue
        colleague = _least_busy(case, role, place, by=by)
        if colleague is not None:
            put(case, colleague, by=by)
            _remind(case, colleague, TAKEN_OVER, by=by)
            _tell_who_is_here(case, colleague, by=by)
            continue
        policy.revoke(case, relation, staff, by=by)
        setattr(case, place, None)
        case.save(update_fields=[place])
        responsible = _responsible(case)
        _take_over(case, staff, responsible)
        if responsible is not None:
            _remind(case, responsible, FIND_SOMEBODY, by=by)
    if not _goes_on(staff, Permission.CASE_DISCUSS, case):
        _take_over(case, staff, case.manager or _responsible(case))


def hand_on_of(case: Case, unit: Unit, *, by: Staff) -> None:
    """The same for a whole unit: whoever in it is not assigned to the case gives up what they had still to do there."""
    case = locked(case)
    keep_looked_after(case, by=by)
    busy = Task.every.filter(case=case, state=TaskState.OPEN).values("assignee")
    for staff in Staff.objects.filter(_is_of(unit), pk__in=busy).order_by("username").distinct():
        if keeps_out(case.pk, staff):
            hand_on(case, staff, by=by)


def _is_of(unit: Unit) -> Q:
    """Whoever works in this unit, and whom it lends to another for a shift."""
    return Q(groups=unit.group_id) | Q(own_unit=unit)


def take_up(case: Case, *, by: Staff) -> None:
    """Inside the action from which others decide about a case than before: while nobody did, there was nobody to hand
    anything to. What lies with somebody who can't go on with it is theirs now, and they are to find a manager."""
    responsible = _responsible(case)
    if responsible is None:
        return
    open_tasks = Task.every.filter(case=case, state=TaskState.OPEN)
    told = open_tasks.filter(assignee=responsible).exists()
    for staff in Staff.objects.filter(pk__in=open_tasks.values("assignee")).order_by("username"):
        if keeps_out(case.pk, staff) or not staff.is_active:
            _take_over(case, staff, case.manager or responsible)
    if case.state == CaseState.OPEN and case.manager is None and not told:
        _remind(case, responsible, FIND_SOMEBODY, by=by)


PLACES = (
    (Role.CASE_MANAGER, Permission.CASE_HANDLE, "handle_case", "manager", put_manager),
    (Role.COUNSELLOR, Permission.CASE_COUNSEL, "counsel_case", "counsellor", put_counsellor),
)
"""Who is personally responsible: role, what they do, relation, the case's field, how somebody is put there."""


def _goes_on(staff: Staff, permission: Permission, case: Case) -> bool:
    """Whether STAFF, as they are now, still does this in the case."""
    return policy.visible(staff, permission).filter(pk=case.pk).exists()


def keep_looked_after(case: Case, *, by: Staff) -> None:
    """No case without one who can read it and give it to somebody, nor without one to say whether a name in it is a
    colleague's: the head supervises when no supervisor can; where their units alone keep them all out, one of them is
    assigned to it."""
    if _is_stranded(case):
        for unit in units.of_role(Role.HEAD):
            policy.grant(case, "supervise_case", unit, by=by, why="conflict")
        last = _behind_their_unit_alone(case) if _is_stranded(case) else None
        if last is not None:
            policy.grant(case, "supervise_case", last, by=by, why="last", until=last.approved_until)


def _is_stranded(case: Case) -> bool:
    """Whether nobody decides about the case, or nobody but the one whose name they are asked about."""
    deciding = {person.pk for person in _deciding(case)}
    return not deciding or any(deciding <= accounts for accounts in _named(case))


def _deciding(case: Case) -> list[Staff]:
    """Who decides about the case in the role they have now, by username; a relation outlasts a role."""
    may = policy.MATRIX[Permission.CASE_DECIDE]
    return [person for person in policy.readers(case, SUPERVISING) if person.role in may]


def _named(case: Case) -> list[set[UUID]]:
    """The accounts of each colleague of whom nobody has said yet whether their name in this case is theirs."""
    asked = NameDoubt.every.filter(case=case, answer=Doubt.ASKED).select_related("staff").order_by("pk")
    return [{account.pk for account in accounts_of(doubt.staff)} for doubt in asked]


def _behind_their_unit_alone(case: Case) -> Staff | None:
    """A supervisor, else a head, with no conflict of their own, who doesn't decide yet; rather one about whose name
    nobody is asked, and who doesn't only cover a shift."""
    conflicted = ConflictOfInterest.standing.filter(case_id=case.pk, staff__isnull=False).values("staff")
    able = Staff.objects.working().filter(role__in=[Role.SUPERVISOR, Role.HEAD]).exclude(pk__in=conflicted)
    left, named = able.exclude(pk__in=[person.pk for person in _deciding(case)]), set().union(*_named(case))

    def order(one: Staff) -> tuple:
        return one.pk in named, one.covering, one.role != Role.SUPERVISOR, one.username

    return min(left, key=order, default=None)


def _responsible(case: Case) -> Staff | None:
    """Who sees to it that the case is given to somebody: a supervisor, else the head; rather one who is signed in."""
    deciding, here = _deciding(case), signed_in()
    return next((person for person in deciding if person.pk in here), next(iter(deciding), None))


def _least_busy(case: Case, role: Role, place: str, *, by: Staff) -> Staff | None:
    """The colleague of ROLE, rather one who is signed in, with the fewest running cases, who stands behind no wall of
    this one, nor in the unit that one keeps BY out with; who only covers a shift, and hands it on at its end, where
    there is nobody else."""
    here = signed_in()
    busy = Counter(Case.every.filter(state=CaseState.OPEN).values_list(place, flat=True))
    able = Staff.objects.working().filter(role=role)
    free = [one for one in able if not keeps_out(case.pk, one) and not refused_by_their_own(case.pk, one, by=by)]

    def order(one: Staff) -> tuple:
        return one.own_role not in ("", role), one.pk not in here, busy[one.pk], one.username

    return min(free, key=order, default=None)


def _tell_who_is_here(case: Case, colleague: Staff, *, by: Staff) -> None:
    """Where nobody signed in could take over: who decides about the case and is there sees to it meanwhile."""
    here, responsible = signed_in(), _responsible(case)
    if colleague.pk not in here and responsible is not None and responsible.pk in here:
        _remind(case, responsible, NOT_HERE, by=by)


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


def hold(cases: Collection[UUID]) -> None:
    """Their rows, held until the action ends, in the order in which everybody takes several: whoever took them in
    another one would wait for somebody who waits for them."""
    list(Case.every.select_for_update(of=("self",)).filter(pk__in=cases).order_by(*IN_ORDER).values_list("pk"))


def locked(case: Case) -> Case:
    """The case's present row, held until the action ends; refuses where it was shredded while its page was open."""
    case = Case.every.select_for_update(of=("self",)).select_related("manager", "counsellor").get(pk=case.pk)
    if case.state == CaseState.SHREDDED:
        raise NotNow(_("Berkas ini sudah dimusnahkan. Tidak ada yang disimpan."))
    return case
