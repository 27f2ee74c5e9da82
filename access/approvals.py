"""Whose role counts: whoever opens accounts can't make a reader alone.

The head approves a role in a unit, by name. An account whose role or unit is not the approved one sleeps: it can be
signed in to and shows its own pages, and for everything else it is as if it weren't there (`Staff.approved`,
`Staff.objects.working`).
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from access import events, policy, robots
from access.accounts import hand_over, locked, locked_with_colleagues, one_person
from access.errors import NotNow, Refused
from access.matrix import NEED_APPROVAL
from access.models import Staff, Unit
from access.permissions import Permission
from access.roles import Role

NOT_YOURS = _("Ini hanya dapat disetujui kepala. Tidak ada yang berubah.")
SOMEBODY_ELSE = _("Akun milik sendiri disetujui orang lain. Tidak ada yang berubah. Minta kepala lain.")
NOBODY_S = _("Pemilik akun ini belum dicatat. Tidak ada yang berubah. Minta administrator mencatatnya dahulu.")

_approving: list[Callable] = []


def on_approved(follow: Callable) -> None:
    """Registers FOLLOW(by), called in the action from which somebody's role counts."""
    if follow not in _approving:
        _approving.append(follow)


def asleep() -> QuerySet[Staff]:
    """The open accounts that wait for the head; not those whose covered shift has just ended."""
    waiting = Staff.objects.filter(is_active=True, own_role="").exclude(pk__in=Staff.objects.working().values("pk"))
    return waiting.exclude(username__startswith=robots.PREFIX).order_by("username")


@events.recorded("account.approve")
def approve(staff: Staff, *, by: Staff) -> Staff:
    """STAFF's role in their unit counts from now on. BY is a head, and another person by NIK.

    Approved is what STAFF, as it was loaded, says: where role or unit have changed since, nothing is approved.
    """
    named, staff = (staff.role, staff.unit_id), locked(staff)
    refuse_to_approve(staff, by=by)
    if named != (staff.role, staff.unit_id) or not staff.is_active or staff.covering or staff.approved:
        raise NotNow(_("Akun ini berubah sementara Anda membukanya. Tidak ada yang disetujui. Buka lagi halamannya."))
    staff.approve()
    staff.save(update_fields=Staff.STANDING)
    for follow in _approving:
        follow(by=by)
    return staff


def refuse_to_approve(staff: Staff, *, by: Staff) -> None:
    """Raises Refused unless BY is a head, and STAFF somebody known and somebody else."""
    if not policy.may(by, Permission.SERVICE_APPROVALS):
        raise Refused(NOT_YOURS)
    if staff.nik_index is None:
        raise Refused(NOBODY_S)
    if one_person(staff, by):
        raise Refused(SOMEBODY_ELSE)


def no_head_yet() -> bool:
    """True until the installation's first head is approved. There is one ever after: the last head can't leave."""
    return not Staff.objects.filter(approved_role=Role.HEAD).exists()


@events.recorded("account.approve_first")
def approve_first_head(staff: Staff, *, by: Staff) -> Staff:
    """The installation's first head counts without another head's word; the entry of this verb says so, once."""
    staff = locked(staff)
    if staff.role != Role.HEAD or not staff.is_active or not no_head_yet():
        raise Refused(NOT_YOURS)
    staff.approve()
    staff.save(update_fields=Staff.STANDING)
    return staff


@events.recorded("account.change_role")
def change_role(staff: Staff, *, role: str, unit: Unit, by: Staff) -> Staff:
    """Another role, or another unit, from now on; asleep until the head approves it. What STAFF was responsible for
    goes to somebody else first.

    House staff stand in the log under a pseudonym, so they neither become anything else nor does anybody become one.
    """
    staff = locked_with_colleagues(staff)
    if not staff.is_active or staff.is_robot:
        raise Refused(_("Akun ini tertutup. Tidak ada yang berubah."))
    if Role.HOUSE_STAFF in (staff.own_role or staff.role, role):
        raise Refused(_("Petugas rumah aman memakai nama samaran. Tidak ada yang berubah. Buka akun baru untuknya."))
    hand_over(staff, by=by)
    staff.role, staff.unit, staff.agency = role, unit, unit.agency
    if role not in NEED_APPROVAL:
        staff.approve()
    staff.save(update_fields=["agency", *Staff.STANDING])
    return staff
