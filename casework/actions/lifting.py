"""Lifting a wall that stands on a false match, or was declared wrongly: one person asks, another one agrees (ADR 18).

Neither stands behind a wall of this file, both have a NIK and not the same. Grants come back as they are; what was
handed on stays where it is, and nobody is told: least of all whoever stood behind the wall.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy
from access.accounts import one_person
from access.errors import NotNow, Refused
from access.models import ConflictOfInterest, Staff, Strength
from access.permissions import Permission
from access.roles import Role
from access.walls import is_of, keeps_out
from audit.action import action
from audit.rows import vouched
from casework import timeline
from casework.actions.assigning import keep_looked_after, locked
from casework.models import Case, Doubt, NameDoubt, WallLift
from casework.queries import units
from casework.workflow import LIFT_TRANSITIONS, LiftState


@action("wall_lift.ask")
def ask_to_lift(case: Case, *, wall: ConflictOfInterest, reason: str, because: str, by: Staff) -> WallLift:
    """The first of the two. The wall stands until another one agrees."""
    case = locked(case)
    wall = ConflictOfInterest.objects.select_for_update(of=("self",)).get(pk=wall.pk, case_id=case.pk)
    if wall.lifted_at is not None or WallLift.every.filter(conflict=wall, state=LiftState.ASKED).exists():
        raise NotNow(_("Pencabutan ini sudah diminta atau sudah diputuskan. Tidak ada yang berubah."))
    _refuse_unfit(wall, by)
    lift = WallLift(case=case, conflict=wall, reason=reason, because=because, asked_by=by, asked_at=timezone.now())
    lift.save(force_insert=True)
    if not policy.readers(case, ("head_case",)):  # before a case is accepted the head doesn't see it
        for unit in units.of_role(Role.HEAD):
            policy.grant(case, "head_case", unit, by=by, why="wall_lift")
    timeline.note(case, "conflict.lift_asked", by=by)
    return lift


@action("wall_lift.confirm")
def confirm_lift(lift: WallLift, *, by: Staff) -> WallLift:
    """The second of the two, who is another person: the wall is gone, and the same match doesn't put it up again."""
    lift = _asked(lift)
    wall = lift.conflict
    if not vouched(lift, "wall_lift.ask"):
        raise Refused(_("Pencabutan ini tidak diminta dari halamannya. Tidak ada yang berubah. Beri tahu auditor."))
    _refuse_unfit(wall, by)
    if one_person(lift.asked_by, by):
        raise Refused(_("Anda sendiri yang memintanya. Konflik kepentingan berlaku sampai orang lain menyetujui."))
    if not policy.visible(lift.asked_by, Permission.CASE_LIFT_WALL).filter(pk=lift.case_id).exists():
        raise Refused(_("Yang meminta tidak lagi berwenang atas berkas ini. Tolak permintaannya."))
    _decide(lift, "confirm", by=by)
    wall.lifted_at, wall.lifted_by = lift.decided_at, by
    wall.save(update_fields=["lifted_at", "lifted_by"])
    if wall.strength == Strength.NAME:
        for doubt in NameDoubt.every.filter(case=lift.case, staff=wall.staff, answer=Doubt.SAME):
            doubt.answer, doubt.answered, doubt.answered_by = Doubt.OTHER, lift.decided_at, by
            doubt.save(update_fields=["answer", "answered", "answered_by"])
    timeline.note(lift.case, "conflict.lifted", by=by)
    keep_looked_after(lift.case, by=by)
    return lift


@action("wall_lift.decline")
def decline_lift(lift: WallLift, *, by: Staff) -> WallLift:
    """The wall stays; whoever knows better asks anew."""
    lift = _asked(lift)
    _decide(lift, "decline", by=by)
    timeline.note(lift.case, "conflict.lift_declined", by=by)
    return lift


def is_fit(wall: ConflictOfInterest, staff: Staff) -> bool:
    """Whether this person may be one of the two: known by NIK, behind no wall of the file, and not of the unit or the
    person that this one keeps out: lent to another unit for a shift, or under whatever account."""
    if staff.nik_index is None or keeps_out(wall.case_id, staff):
        return False
    if wall.unit is not None:
        return not is_of(wall.unit, staff)
    return wall.staff is not None and not one_person(wall.staff, staff)


def _refuse_unfit(wall: ConflictOfInterest, by: Staff) -> None:
    if not is_fit(wall, by):
        raise Refused(_("Konflik ini tidak dapat Anda cabut. Tidak ada yang berubah. Minta rekan lain."))


def _decide(lift: WallLift, event: str, *, by: Staff) -> None:
    LIFT_TRANSITIONS.move(lift, event)
    lift.decided_by, lift.decided_at = by, timezone.now()
    lift.save(update_fields=["state", "decided_by", "decided_at"])


def _asked(lift: WallLift) -> WallLift:
    """The request's present row, held until the action ends, and its file; refuses one that was decided."""
    locked(lift.case)
    rows = WallLift.every.select_for_update(of=("self",))
    lift = rows.select_related("case", "asked_by", "conflict__unit", "conflict__staff").get(pk=lift.pk)
    if lift.state != LiftState.ASKED:
        raise NotNow(_("Pencabutan ini sudah diminta atau sudah diputuskan. Tidak ada yang berubah."))
    return lift
