"""What follows for files when who works here changes: accounts close, count or change their role, shifts are covered.

Nobody gives up a file without somebody who goes on with it, and whoever comes is given what nobody could go on with:
what lies behind a wall of theirs stays shut (ADR 18, 31).
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import relations
from access.errors import Refused
from access.models import ConflictOfInterest, Staff
from access.roles import Role
from audit.action import acting
from audit.objects import LIST, row_key
from audit.recording import record
from audit.rows import row_digest
from casework.actions import dispatch, tickets
from casework.actions.assigning import IN_ORDER, hand_on, hold, keep_looked_after, locked, take_up
from casework.models import Case, CaseGroupGrant, Doubt, NameDoubt
from casework.queries import stranded, units
from casework.workflow import WORKED_ON, TaskState

PASSED_ON = "case.pass_on"


def leave(staff: Staff, *, by: Staff) -> None:
    """Inside the action that closes STAFF's account, or gives it another role: what they were responsible for is handed
    on, file by file, and what only their unit decided about goes to the units that supervise now.

    Raises Refused for the last supervisor: nobody could decide about anything. The action holds STAFF's colleagues.
    """
    others = Staff.objects.working().filter(role=Role.SUPERVISOR, own_role="")  # who covers a shift is gone after it
    if staff.role == Role.SUPERVISOR and not others.exists():
        raise Refused(_("Ini supervisor terakhir. Tidak ada yang berubah. Buka dahulu akun supervisor lain."))
    pick_up(by=by, leaving=staff)


def change_shift(staff: Staff, *, by: Staff) -> None:
    """Inside the action that begins or ends a shift that STAFF covers: no file is without one who decides, and what
    they took over on the shift is handed on when it ends. What is their own waits until they are back."""
    pick_up(by=by, leaving=None if staff.covering else staff)


def pick_up(*, by: Staff, leaving: Staff | None = None) -> None:
    """Inside the action from which others can go on than before: what nobody could go on with is theirs, and so is the
    question whether a name is a colleague's that nobody else can answer. Who is LEAVING hands on what was theirs.

    Files go to the units that supervise now. Where those are all kept out, the head decides, or one of them is assigned
    who has no conflict of their own; where there is nobody, the file stays a finding (`stranded`).
    """
    doubts = NameDoubt.every.filter(answer=Doubt.ASKED, case__state__in=WORKED_ON)
    asked, left = set(doubts.values_list("case_id", flat=True)), _ids(stranded.cases())
    dropped, theirs = _ids(stranded.dropped()), list(_touched(leaving)) if leaving is not None else []
    hold({*asked, *left, *dropped, *(case.pk for case in theirs)})
    if left:
        _pass_on(Case.every.filter(pk__in=left), by=by)
        left &= _ids(stranded.cases())
    for case in theirs:
        hand_on(case, leaving, by=by)  # type: ignore[arg-type]
    for file in Case.every.filter(pk__in=asked.union(left, dropped)).order_by(*IN_ORDER):
        case = locked(file)
        keep_looked_after(case, by=by)
        if case.pk in dropped:
            take_up(case, by=by)
    home = units.ppapp()
    for ticket in stranded.tickets().order_by(*IN_ORDER):
        if home is not None:
            dispatch.give(tickets.locked(ticket), home, by=by)


def _ids(cases: QuerySet[Case]) -> set[UUID]:
    return set(cases.values_list("pk", flat=True))


def _touched(staff: Staff) -> QuerySet[Case]:
    """The files where STAFF is responsible or has something to do."""
    theirs = Q(manager=staff) | Q(counsellor=staff) | Q(tasks__assignee=staff, tasks__state=TaskState.OPEN)
    return Case.every.filter(theirs, state__in=WORKED_ON).distinct().order_by(*IN_ORDER)


def _pass_on(left: QuerySet[Case], *, by: Staff) -> None:
    """These files to the units that supervise now, but for those of which a wall kept the former unit out: its people
    may sit in a new one. In few statements, for there may be thousands; one entry stands for these grants as that of an
    import does, and names each file beside it."""
    home = units.of_role(Role.SUPERVISOR) or units.of_role(Role.HEAD)
    number = relations.permission_id(Case, "supervise_case")
    held = CaseGroupGrant.every.filter(permission=number)
    standing = ConflictOfInterest.standing.filter(case_id=OuterRef(OuterRef("pk")))
    shut = held.filter(content_object=OuterRef("pk"), group__unit__conflicts__in=standing.values("pk"))
    cases = list(left.filter(~Exists(shut)).only("opened", "state"))
    known = set(held.filter(content_object__in=cases).values_list("content_object_id", "group_id"))
    terms = {"permission_id": number, "granted_at": timezone.now(), "granted_by": by, "why": "pass_on"}
    rows = [
        CaseGroupGrant(group_id=unit.group_id, content_object=case, opened=case.opened, state=case.state, **terms)
        for case in cases
        for unit in home
        if (case.pk, unit.group_id) not in known
    ]
    if not rows:
        return
    with transaction.atomic(using="default"), acting(PASSED_ON) as act:
        CaseGroupGrant.every.bulk_create(rows)
        act.digests.update({row_key(row): row_digest(row) for row in rows})
        record(by, PASSED_ON, LIST, digests=act.digests, cases={row.content_object_id for row in rows})
