"""Who is on duty, hour by hour, on both sides that must agree before break-glass opens a file.

One side is PPAPP's duty supervisor, the other a duty officer of BPBD or Dinsos. An hour in which a side has nobody is
told beforehand, to whoever can fill it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from access import events
from access.errors import Refused
from access.models import Duty, Staff
from access.roles import Role

SIDES = (frozenset({Role.SUPERVISOR}), frozenset({Role.DUTY_OFFICER, Role.SOCIAL_AFFAIRS}))
SIDE_NAMES = (_("supervisor UPT PPPA"), _("petugas piket BPBD atau Dinas Sosial"))
ON_THE_ROSTER = frozenset().union(*SIDES)
LONGEST = timedelta(hours=24)
AHEAD = timedelta(days=7)  # how far the roster's page looks
SOON = timedelta(hours=48)  # from when an hour without a pair stands on start pages
LOUD = timedelta(hours=24)  # from when it stands first there, and before a locked screen


@dataclass(frozen=True)
class Gap:
    """Hours in which nobody of some sides is on duty: `missing` are these, as places in SIDES."""

    begins: datetime
    ends: datetime
    missing: tuple[int, ...]

    @property
    def names(self) -> list[str]:
        return [str(SIDE_NAMES[side]) for side in self.missing]


def side_of(role: str) -> int | None:
    """On which side people of this role decide; None if on neither."""
    return next((number for number, roles in enumerate(SIDES) if role in roles), None)


def colleagues(by: Staff) -> QuerySet[Staff]:
    """Whom this person may put on the roster: of their own agency, in a role that decides, with a known NIK.

    Who has none could be one person with two accounts.
    """
    people = Staff.objects.working().filter(agency_id=by.agency_id, role__in=[str(role) for role in ON_THE_ROSTER])
    return people.filter(nik_index__isnull=False).order_by("name", "username")


@events.recorded("roster.enter")
def enter(staff: Staff, *, begins: datetime, ends: datetime, by: Staff) -> Duty:
    """STAFF is on duty from BEGINS to ENDS, 24 hours at most."""
    if not colleagues(by).filter(pk=staff.pk).exists():
        raise Refused(_("Rekan ini tidak dapat Anda jadwalkan. Jadwal tidak berubah. Pilih rekan lain."), "colleague")
    if not begins < ends <= begins + LONGEST:
        raise Refused(_("Jam selesai harus sesudah jam mulai, paling lama 24 jam. Jadwal tidak berubah."), "ends")
    if ends <= timezone.now():
        raise Refused(_("Jam itu sudah lewat. Jadwal tidak berubah. Isi jam yang akan datang."), "ends")
    return Duty.objects.create(staff=staff, begins=begins, ends=ends, entered_by=by)


@events.recorded("roster.strike")
def strike(duty: Duty, *, by: Staff) -> Duty:
    """These hours are off the roster; refused for another agency's."""
    duty = Duty.objects.select_for_update(of=("self",)).select_related("staff").filter(pk=duty.pk).first()
    if duty is None or duty.staff.agency_id != by.agency_id:
        raise Refused(_("Jam piket ini sudah tidak ada. Jadwal tidak berubah."))
    key = duty.pk
    duty.delete()
    duty.pk = key
    return duty


def to_come(now: datetime) -> list[Duty]:
    """The hours of working people that are not over, those that begin first first."""
    rows = Duty.objects.filter(ends__gt=now, begins__lt=now + AHEAD, staff__in=Staff.objects.working())
    return list(rows.select_related("staff__agency"))


def on_duty(now: datetime) -> list[Staff]:
    """Whoever is on duty now, by user name."""
    there = {duty.staff_id: duty.staff for duty in to_come(now) if duty.begins <= now}
    return sorted(there.values(), key=lambda staff: staff.username)


def gaps(duties: Iterable[Duty], begins: datetime, ends: datetime) -> list[Gap]:
    """The hours between BEGINS and ENDS in which a side has nobody, put together where they follow each other."""
    hours = [(duty.begins, duty.ends, side_of(duty.staff.role)) for duty in duties]
    edges = {moment for begin, end, _side in hours for moment in (begin, end) if begins < moment < ends}
    moments = sorted({begins, ends} | edges)
    found: list[Gap] = []
    for begin, end in pairwise(moments):
        there = {side for first, last, side in hours if first <= begin < last}
        missing = tuple(side for side in range(len(SIDES)) if side not in there)
        if found and found[-1].ends == begin and found[-1].missing == missing:
            found[-1] = Gap(found[-1].begins, end, missing)
        elif missing:
            found.append(Gap(begin, end, missing))
    return found


def spoken(moment: datetime) -> str:
    """A moment as a line tells it: the day and the hour in Jakarta."""
    return date_format(timezone.localtime(moment), "j F H.i")


def gaps_soon(now: datetime) -> list[Gap]:
    """Gaps of the next two days."""
    return gaps(to_come(now), now, now + SOON)
