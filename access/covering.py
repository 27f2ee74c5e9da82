"""Cover for a shift: somebody whom the head approved beforehand takes another role, for one shift.

During the shift the account has that role in that unit instead of its own; the own unit's walls stay. It ends by
itself: at the hour that was stored nothing is open to it any more, and `run_once` gives the own role back. What was
taken over meanwhile is handed on then; the own work waits.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import events, policy
from access.accounts import locked_with_colleagues, one_person
from access.approvals import refuse_to_approve
from access.errors import NotNow, Refused
from access.models import Cover, Staff, Unit
from access.permissions import Permission
from access.roles import COVERED, Role

LONGEST = timedelta(hours=13)  # a shift and an hour
UNFIT = _("Orang atau peran ini tidak dapat menjadi pengganti. Tidak ada yang berubah. Pilih yang lain.")
GONE = _("Keadaan pengganti ini sudah berubah. Tidak ada yang berubah sekarang. Buka lagi halamannya.")

_changing: list[Callable] = []


def on_change(follow: Callable) -> None:
    """Registers FOLLOW(staff, by), called in the action that begins or ends a covered shift; STAFF has the role by then
    that they go on with."""
    if follow not in _changing:
        _changing.append(follow)


def candidates() -> QuerySet[Staff]:
    """Whom a head can approve: working people whose own role can be left for a shift, and whose NIK is known."""
    people = Staff.objects.working().filter(role__in=sorted(COVERED), own_role="", nik_index__isnull=False)
    return people.select_related("agency", "unit").order_by("agency__code", "username")


def shifts() -> list[tuple[str, Unit]]:
    """What can be covered: each role in each unit where somebody works in it."""
    people = Staff.objects.working().filter(role__in=sorted(COVERED), own_role="").exclude(unit=None)
    found = {(one.role, one.unit_id): one.unit for one in people.select_related("unit__agency")}
    pairs = [(role, unit) for (role, _pk), unit in found.items()]
    return sorted(pairs, key=lambda pair: (pair[1].agency.code, pair[1].code, pair[0]))


def pool(by: Staff | None = None) -> QuerySet[Cover]:
    """Everybody who was approved beforehand; for a supervisor BY those of the own agency."""
    covers = Cover.objects.select_related("staff__agency", "staff__own_unit", "unit").filter(staff__is_active=True)
    return covers.filter(unit__agency=by.agency_id) if by is not None and by.role == Role.SUPERVISOR else covers


def is_on(cover: Cover) -> bool:
    """Whether this person is on this shift now, or was a moment ago."""
    staff = cover.staff
    return staff.covering and (staff.role, staff.unit_id) == (cover.role, cover.unit_id)


@events.recorded("cover.approve")
def approve(staff: Staff, *, role: str, unit: Unit, by: Staff) -> Cover:
    """From now on STAFF may be put on a shift of ROLE in UNIT, of their own agency. BY is a head, and somebody else."""
    refuse_to_approve(staff, by=by)
    fit = candidates().filter(pk=staff.pk).exists() and (role, unit) in shifts()
    if not fit or unit.agency_id != staff.agency_id or (role, unit.pk) == (staff.role, staff.unit_id):
        raise Refused(UNFIT)
    cover = Cover.objects.filter(staff=staff, role=role, unit=unit).first()
    return cover or Cover.objects.create(staff=staff, role=role, unit=unit, approved_by=by)


@events.recorded("cover.withdraw")
def withdraw(cover: Cover, *, by: Staff) -> Cover:
    """STAFF may not be put on this shift any more; if they are on it, it is over."""
    if not policy.may(by, Permission.SERVICE_APPROVALS):
        raise Refused(GONE)
    cover, staff = _locked(cover)
    if is_on(cover):
        _end(staff, by=by)
    key = cover.pk
    cover.delete()
    cover.pk = key
    return cover


@events.recorded("cover.begin")
def begin(cover: Cover, *, until: datetime, by: Staff) -> Staff:
    """STAFF covers the shift from now until UNTIL, 13 hours at most, instead of their own role. BY is somebody else."""
    locked_with_colleagues(cover.staff)
    cover, staff = _locked(cover)
    if not policy.may(by, Permission.SERVICE_COVER) or not pool(by).filter(pk=cover.pk).exists() or staff.covering:
        raise NotNow(GONE)
    if one_person(staff, by):
        raise Refused(_("Diri sendiri tidak dapat Anda tugaskan. Tidak ada yang berubah. Minta rekan lain."))
    now = timezone.now()
    if not now < until <= now + LONGEST:
        raise Refused(_("Giliran pengganti paling lama 13 jam. Tidak ada yang berubah. Pilih jam lain."), "hours")
    working = Staff.objects.working()
    if not working.filter(pk=staff.pk).exists():
        raise NotNow(GONE)
    if not working.filter(role=staff.role, own_role="").exclude(pk=staff.pk).exists():
        raise Refused(_("Di perannya sendiri tidak ada orang lain. Tidak ada yang berubah. Pilih pengganti lain."))
    staff.own_role, staff.own_unit = staff.role, staff.unit
    staff.role, staff.unit = cover.role, cover.unit
    staff.approve(until)
    return _go_on(staff, by=by)


@events.recorded("cover.end")
def end(cover: Cover, *, by: Staff) -> Staff:
    """The shift is over before its hour: the own role is back."""
    cover, staff = _locked(cover)
    may_end = policy.may(by, Permission.SERVICE_COVER) and pool(by).filter(pk=cover.pk).exists()
    if not may_end or not is_on(cover):
        raise NotNow(GONE)
    return _end(staff, by=by)


@events.recorded("cover.over")
def _over(staff: Staff, *, by: Staff) -> Staff:
    """The shift's hour has come: what has been shut since then stays shut, and the own role is back."""
    staff = _held(staff.pk)
    if not staff.covering or staff.approved:
        raise NotNow(GONE)
    return _end(staff, by=by)


def run_once(now: datetime) -> int:
    """Gives the own role back to all whose covered shift is over; returns how many."""
    over = list(Staff.objects.filter(approved_until__lte=now).exclude(own_role="").order_by("pk"))
    for staff in over:
        with suppress(Refused):  # somebody ended it, or a successor left, in this moment: looked at again in the next
            _over(staff, by=staff)
    return len(over)


def cut_short(staff: Staff, *, by: Staff) -> None:
    """Within another action, whose entry says what STAFF was: if they are on a covered shift, it is over."""
    if staff.covering:
        _end(staff, by=by)


def _end(staff: Staff, *, by: Staff) -> Staff:
    staff.come_back()
    return _go_on(staff, by=by)


def _go_on(staff: Staff, *, by: Staff) -> Staff:
    staff.save(update_fields=Staff.STANDING)
    for follow in _changing:
        follow(staff, by=by)
    return staff


def _locked(cover: Cover) -> tuple[Cover, Staff]:
    """The present rows, the account's held until the action ends."""
    staff = _held(cover.staff_id)
    found = Cover.objects.select_related("unit").filter(pk=cover.pk).first()
    if found is None:
        raise NotNow(GONE)
    found.staff = staff
    return found, staff


def _held(pk: UUID) -> Staff:
    # not its key: whoever gives this person a file right now needs that, and holds what the end of a shift waits for
    rows = Staff.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("agency", "unit", "own_unit").get(pk=pk)
