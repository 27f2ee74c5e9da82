"""Break-glass: asked by one, agreed to by two others of two agencies, half an hour, reviewed within a day (ADR 16).

The two decide without seeing: who asks and why, never whose file. All three are different people, known by their NIK.
A wall is stronger: for whoever stands behind one the file isn't there, neither to open nor to decide about.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy, roster
from access.accounts import one_person
from access.errors import NotNow, Refused
from access.models import Staff
from access.permissions import Permission
from access.walls import before, keeps_out
from audit.action import action
from casework import timeline
from casework.models import BreakGlass, Case
from casework.queries.search import NUMBER
from casework.workflow import CaseState
from disclosure import mail

WAITS = timedelta(hours=1)  # a request that nobody answered is over
ALONE = timedelta(minutes=10)  # how long those on duty are asked alone
OPEN_FOR = timedelta(minutes=30)
REVIEWED_WITHIN = timedelta(hours=24)
MOST = 3  # requests of one person that wait at once
RELATION = "emergency_case"
OVER = _("Permintaan ini sudah dijawab atau lewat waktunya. Tidak ada yang berubah.")


@action("break_glass.ask")
def ask(*, reference: str, why: str, by: Staff) -> BreakGlass:
    """Asks for half an hour with the file that bears this reference or number, if one does; whoever may decide is told.

    Refused to an account without a NIK, which may be the second one of somebody who decides.
    """
    now, typed = timezone.now(), reference.strip().upper()
    if not NUMBER.fullmatch(typed):  # a NIK, a telephone or an address would lie in the clear
        raise Refused(_("Ini bukan nomor berkas. Belum ada yang diminta. Isi nomor seperti C-7Q4K."), "reference")
    if by.nik_index is None:
        raise Refused(_("Akun Anda belum berisi NIK. Belum ada yang diminta. Minta rekan yang bertugas memintanya."))
    if waiting(now).filter(asked_by=by).count() >= MOST:
        raise Refused(_("Tiga permintaan Anda masih menunggu. Belum ada yang diminta lagi. Telepon yang bertugas."))
    case = Case.every.filter(Q(reference=typed) | Q(number=typed)).exclude(state=CaseState.SHREDDED).first()
    if case is not None and policy.visible(by, Permission.CASE_READ).filter(pk=case.pk).exists():
        raise Refused(_("Berkas ini sudah dapat Anda buka dari daftar kasus. Tidak perlu akses darurat."), "reference")
    row = BreakGlass(case=case, reference=typed, why=why, asked_by=by, asked_at=now)
    row.save(force_insert=True)
    _mail(row, now)
    return row


def _mail(row: BreakGlass, now: datetime) -> None:
    """Tells the agencies of whoever may answer that something waits."""
    for agency in sorted({one.agency for one in deciders([row], now)[row.pk]}, key=lambda agency: agency.code):
        mail.notify(agency)


@action("break_glass.call_again")
def _call_again(row: BreakGlass, *, by: Staff) -> BreakGlass:
    """Ten minutes have gone by: everybody fit may answer now, and is told."""
    now = timezone.now()
    row = BreakGlass.objects.select_for_update(of=("self",)).select_related("asked_by", "first_by").get(pk=row.pk)
    if row.called_at is not None or not waiting(now).filter(pk=row.pk).exists():
        raise NotNow(OVER)
    row.called_at = now
    row.save(update_fields=["called_at"])
    _mail(row, now)
    return row


def run_once(now: datetime) -> int:
    """Calls again where those on duty have not answered for ten minutes; returns how many requests that were."""
    late = waiting(now).filter(asked_at__lte=now - ALONE, called_at=None).select_related("asked_by")
    rows = list(late.order_by("asked_at", "pk"))
    for row in rows:
        with suppress(NotNow):  # somebody answered in this moment
            _call_again(row, by=row.asked_by)
    return len(rows)


def agree(row: BreakGlass, *, by: Staff) -> BreakGlass:
    """The first of two agrees, or the second, and then the file opens."""
    return (_agree_first if row.first_by_id is None else _open)(row, by=by)


@action("break_glass.agree")
def _agree_first(row: BreakGlass, *, by: Staff) -> BreakGlass:
    row = _locked(row, by)
    if row.first_by_id is not None:
        raise NotNow(_("Seorang lain baru saja menyetujui. Muat ulang halaman ini, lalu putuskan lagi."))
    row.first_by, row.first_at = by, timezone.now()
    row.save(update_fields=["first_by", "first_at"])
    return row


@action("break_glass.open")
def _open(row: BreakGlass, *, by: Staff) -> BreakGlass:
    row = _locked(row, by)
    now = timezone.now()
    row.second_by, row.second_at = by, now
    if row.case is not None and _may_open(row, row.case):
        row.until = now + OPEN_FOR
        policy.grant(row.case, RELATION, row.asked_by, by=by, why="break_glass", until=row.until)
        timeline.note(row.case, "case.break_glass", by=row.asked_by)
    row.save(update_fields=["second_by", "second_at", "until"])
    return row


@action("break_glass.decline")
def decline(row: BreakGlass, *, by: Staff) -> BreakGlass:
    """One of those who could agree says no; whoever asked may ask again."""
    row = _locked(row, by)
    row.declined_by, row.declined_at = by, timezone.now()
    row.save(update_fields=["declined_by", "declined_at"])
    return row


@action("break_glass.review")
def review(row: BreakGlass, *, verdict: str, by: Staff) -> BreakGlass:
    """Somebody who took no part says whether it was right."""
    row = BreakGlass.objects.select_for_update().get(pk=row.pk)
    if row.reviewed_by_id or not row.until or by.pk in (row.asked_by_id, row.first_by_id, row.second_by_id):
        raise NotNow(_("Akses ini sudah ditinjau. Tidak ada yang berubah."))
    row.reviewed_by, row.reviewed_at, row.verdict = by, timezone.now(), verdict
    row.save(update_fields=["reviewed_by", "reviewed_at", "verdict"])
    return row


def _may_open(row: BreakGlass, case: Case) -> bool:
    """Whether the file is still there, and there for the one who asked."""
    shredded = Case.every.filter(pk=case.pk, state=CaseState.SHREDDED).exists()
    may = policy.may(row.asked_by, Permission.SERVICE_BREAK_GLASS)
    return may and not shredded and not keeps_out(case.pk, row.asked_by)


def waiting(now: datetime):
    """The requests that can still be answered."""
    return BreakGlass.objects.filter(asked_at__gt=now - WAITS, second_by=None, declined_by=None)


def to_decide(user: Staff, now: datetime) -> list[BreakGlass]:
    """The requests that this person may answer, the oldest first."""
    if roster.side_of(user.role) is None or not (user.is_active and user.approved) or user.nik_index is None:
        return []
    rows = list(waiting(now).select_related("asked_by__agency", "first_by__agency").order_by("asked_at", "pk"))
    if not rows:
        return []
    found = deciders(rows, now)
    return [row for row in rows if user.pk in {one.pk for one in found[row.pk]}]


def deciders(rows: Iterable[BreakGlass], now: datetime) -> dict[UUID, list[Staff]]:
    """By request who may answer it now: whoever is fit and on duty; on a side where nobody is, and on both once it has
    waited for ten minutes, everybody fit of it, for help waits for no roster, nor for one who can't be reached."""
    rows = list(rows)
    people = Staff.objects.working().filter(role__in=[str(role) for role in roster.ON_THE_ROSTER])
    able = list(people.exclude(nik_index=None).select_related("agency").order_by("username"))
    on_duty = {staff.pk for staff in roster.on_duty(now)}
    walls = before({row.case_id for row in rows if row.case_id})
    found = {}
    for row in rows:
        fit = [one for one in able if _is_fit(row, one, walls)]
        manned = {roster.side_of(one.role) for one in fit if one.pk in on_duty}
        late = now - row.asked_at >= ALONE
        found[row.pk] = [one for one in fit if late or one.pk in on_duty or roster.side_of(one.role) not in manned]
    return found


def _is_fit(row: BreakGlass, staff: Staff, walls: set[tuple]) -> bool:
    """Neither behind a wall nor one of those who took part already, nor of the side or agency that has agreed."""
    first = row.first_by
    if any(_same(one, staff) for one in (row.asked_by, first) if one is not None):
        return False
    if first is not None and (
        first.agency_id == staff.agency_id or roster.side_of(first.role) == roster.side_of(staff.role)
    ):
        return False
    return (staff.pk, row.case_id) not in walls


def _same(one: Staff, other: Staff) -> bool:
    return one.pk == other.pk or (one.nik_index == other.nik_index and one_person(one, other))


def _locked(row: BreakGlass, by: Staff) -> BreakGlass:
    """The request's present row, held until the action ends; refused to whoever may not answer it now."""
    row = BreakGlass.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.pk not in {one.pk for one in to_decide(by, timezone.now())}:
        raise NotNow(OVER)
    return row


def asked_lately(user: Staff, now: datetime) -> list[BreakGlass]:
    """What this person asked for within the last day, the newest first."""
    rows = BreakGlass.objects.filter(asked_by=user, asked_at__gt=now - REVIEWED_WITHIN)
    return list(rows.select_related("declined_by"))


def review_due(row: BreakGlass) -> datetime:
    """By when a file that was opened must have been reviewed."""
    assert row.second_at is not None
    return row.second_at + REVIEWED_WITHIN


def to_review(user: Staff) -> list[BreakGlass]:
    """The files that were opened and nobody has reviewed, but those before which this person stands behind a wall or
    in which they took part; the oldest first."""
    rows = BreakGlass.objects.filter(until__isnull=False, reviewed_by=None)
    rows = rows.exclude(asked_by=user).exclude(first_by=user).exclude(second_by=user)
    found = list(rows.select_related("case", "asked_by__agency", "first_by", "second_by").order_by("second_at", "pk"))
    walls = before({row.case_id for row in found if row.case_id}) if found else set()
    return [row for row in found if (user.pk, row.case_id) not in walls]
