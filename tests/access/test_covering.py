"""Cover for a shift: approved beforehand by the head, begun by a supervisor or administrator, over by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from access import accounts, approvals, covering, policy
from access.errors import NotNow, Refused
from access.models import Cover, Staff
from access.permissions import Permission
from access.roles import COVERED, KNOW_A_HOUSE, Role
from audit.models import AuditEntry
from tests.access.making import agency, case, conflict, known, person, sleeper, unit
from tests.access.test_approvals import OWN, may, of

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

EVENING = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(EVENING, tick=False) as clock:
        yield clock


@pytest.fixture
def house():
    """One agency: a manager and her colleague, an intake with its receiver, supervisor, head, administrator."""
    upt = agency()
    managers, intake, office = unit(upt), unit(upt), unit(upt)
    return SimpleNamespace(
        managers=managers,
        intake=intake,
        manager=known(Role.CASE_MANAGER, within=managers),
        colleague=known(Role.CASE_MANAGER, within=managers),
        receiver=known(Role.RECEIVER, within=intake),
        supervisor=known(Role.SUPERVISOR, within=office),
        head=known(Role.HEAD, within=office),
        admin=known(Role.ADMINISTRATOR, within=office),
    )


def allowed(house, staff=None) -> Cover:
    return covering.approve(staff or house.manager, role=Role.RECEIVER, unit=house.intake, by=house.head)


def begun(house, hours: float = 8, by=None) -> Staff:
    return covering.begin(allowed(house), until=EVENING + hours * HOUR, by=by or house.supervisor)


def reads(staff) -> set:
    now = Staff.objects.get(pk=staff.pk)
    return set(policy.visible(now, Permission.CASE_READ).values_list("pk", flat=True))


def files(house) -> tuple:
    """A file of the manager's own, and one of the intake's."""
    own, other = case(), case()
    policy.grant(own, "handle_case", house.manager, by=house.head, why="test")
    policy.grant(other, "receive_case", house.intake, by=house.head, why="test")
    return own, other


@pytest.mark.parametrize("by", ["supervisor", "admin"])
def test_for_a_shift_one_has_the_other_role_instead_of_the_own_one(house, clock, by):
    own, other = files(house)
    staff = begun(house, by=getattr(house, by))
    assert (staff.role, staff.unit, staff.approved_until) == (Role.RECEIVER, house.intake, EVENING + 8 * HOUR)
    assert may(house.manager) == of(Role.RECEIVER)
    assert reads(house.manager) == {other.pk}
    assert house.manager in policy.readers(other)
    clock.move_to(EVENING + 8 * HOUR - timedelta(seconds=1))
    assert covering.run_once(timezone.now()) == 0
    assert reads(house.manager) == {other.pk}
    clock.move_to(EVENING + 8 * HOUR)
    assert may(house.manager) == OWN
    assert reads(house.manager) == set()
    assert house.manager not in policy.readers(other)
    assert house.manager not in Staff.objects.working()
    assert list(approvals.asleep()) == []
    assert covering.run_once(timezone.now()) == 1
    assert reads(house.manager) == {own.pk}
    back = Staff.objects.get(pk=house.manager.pk)
    assert (back.role, back.unit, back.covering, back.approved_until) == (
        Role.CASE_MANAGER, house.managers, False, None,
    )  # fmt: skip
    assert list(back.groups.all()) == [house.managers.group]
    assert covering.run_once(timezone.now()) == 0
    assert AuditEntry.objects.filter(action="cover.over").count() == 1


def test_without_the_head_s_word_nobody_covers_anything(house):
    for by in (house.admin, house.supervisor, house.manager):
        with pytest.raises(Refused):
            covering.approve(house.manager, role=Role.RECEIVER, unit=house.intake, by=by)
    forged = Cover(staff=house.manager, role=Role.RECEIVER, unit=house.intake, approved_by=house.admin)
    with pytest.raises(NotNow):
        covering.begin(forged, until=EVENING + HOUR, by=house.admin)
    gone = allowed(house)
    covering.withdraw(Cover.objects.get(pk=gone.pk), by=house.head)
    with pytest.raises(NotNow):
        covering.begin(gone, until=EVENING + HOUR, by=house.supervisor)
    assert may(house.manager) == of(Role.CASE_MANAGER)


def test_nobody_puts_themselves_on_a_shift_by_whatever_account(house):
    cover = allowed(house)
    nik = "9999020101800007"
    twin = known(Role.ADMINISTRATOR, nik=nik)
    with pytest.raises(Refused):
        covering.begin(cover, until=EVENING + HOUR, by=house.manager)
    other = allowed(house, known(within=house.managers, nik=nik))
    with pytest.raises(Refused, match="Diri sendiri"):
        covering.begin(other, until=EVENING + HOUR, by=twin)


@pytest.mark.parametrize("hours", [-1, 0, 13.01, 24])
def test_a_shift_has_an_end_within_thirteen_hours(house, hours):
    with pytest.raises(Refused, match="13 jam"):
        begun(house, hours)
    assert begun(house, 13).approved_until == EVENING + 13 * HOUR


def test_a_supervisor_has_the_shifts_of_the_own_agency_alone_covered(house):
    cover = allowed(house)
    elsewhere = known(Role.SUPERVISOR)
    assert list(covering.pool(elsewhere)) == []
    with pytest.raises(NotNow):
        covering.begin(cover, until=EVENING + HOUR, by=elsewhere)
    covering.begin(cover, until=EVENING + HOUR, by=house.supervisor)
    with pytest.raises(NotNow):
        covering.end(cover, by=elsewhere)
    assert list(covering.pool(known(Role.ADMINISTRATOR))) == [cover]


def test_who_is_alone_in_the_own_role_stays_in_it(house):
    accounts.close_account(Staff.objects.get(pk=house.colleague.pk), by=house.admin)
    with pytest.raises(Refused, match="tidak ada orang lain"):
        begun(house)
    known(Role.RECEIVER, within=house.intake)
    cover = covering.approve(house.receiver, role=Role.CASE_MANAGER, unit=house.managers, by=house.head)
    covering.begin(cover, until=EVENING + HOUR, by=house.supervisor)
    with pytest.raises(Refused, match="tidak ada orang lain"):
        begun(house)


def test_only_who_works_now_covers_and_one_shift_at_a_time(house):
    second = covering.approve(house.manager, role=Role.SUPERVISOR, unit=house.supervisor.unit, by=house.head)
    begun(house)
    with pytest.raises(NotNow):
        covering.begin(second, until=EVENING + HOUR, by=house.supervisor)
    other = allowed(house, house.colleague)
    Staff.objects.filter(pk=house.colleague.pk).update(approved_role="")
    with pytest.raises(NotNow):
        covering.begin(other, until=EVENING + HOUR, by=house.supervisor)


@pytest.mark.parametrize("role", sorted(set(Role) - COVERED))
def test_houses_heads_and_those_who_check_are_covered_by_nobody(house, role):
    there = known(role, within=unit(house.managers.agency))
    with pytest.raises(Refused):
        covering.approve(house.manager, role=role, unit=there.unit, by=house.head)
    with pytest.raises(Refused):
        covering.approve(there, role=Role.RECEIVER, unit=house.intake, by=house.head)
    assert KNOW_A_HOUSE | {Role.HEAD, Role.AUDITOR, Role.ADMINISTRATOR} == set(Role) - COVERED


def test_the_head_approves_known_people_for_shifts_that_there_are_in_their_agency(house):
    far = known(Role.RECEIVER, within=unit())
    for staff, role, where in (
        (house.manager, Role.RECEIVER, far.unit),
        (house.manager, Role.RECEIVER, house.managers),
        (house.manager, Role.CASE_MANAGER, house.managers),
        (person(within=house.managers), Role.RECEIVER, house.intake),
        (sleeper(within=house.managers), Role.RECEIVER, house.intake),
    ):
        with pytest.raises(Refused):
            covering.approve(staff, role=role, unit=where, by=house.head)
    assert allowed(house) == allowed(house)
    assert Cover.objects.count() == 1


@pytest.mark.parametrize("how", ["ended", "withdrawn"])
def test_a_shift_can_end_before_its_hour(house, how):
    own, _other = files(house)
    begun(house)
    cover = Cover.objects.get()
    if how == "ended":
        covering.end(cover, by=house.admin)
        with pytest.raises(NotNow):
            covering.end(cover, by=house.admin)
    else:
        covering.withdraw(cover, by=house.head)
    assert reads(house.manager) == {own.pk}
    assert may(house.manager) == of(Role.CASE_MANAGER)


def test_who_leaves_during_a_shift_leaves_both_roles(house):
    begun(house)
    accounts.close_account(Staff.objects.get(pk=house.manager.pk), by=house.admin)
    accounts.reopen_account(Staff.objects.get(pk=house.manager.pk), by=house.admin)
    staff = Staff.objects.get(pk=house.manager.pk)
    assert (staff.role, staff.unit, staff.covering) == (Role.CASE_MANAGER, house.managers, False)
    assert may(staff) == OWN
    approvals.approve(staff, by=house.head)
    begun_again = covering.begin(allowed(house, house.colleague), until=EVENING + HOUR, by=house.supervisor)
    changed = approvals.change_role(begun_again, role=Role.COUNSELLOR, unit=house.managers, by=house.admin)
    assert (changed.role, changed.covering) == (Role.COUNSELLOR, False)
    assert may(changed) == OWN


def test_the_own_unit_s_walls_stand_on_another_unit_s_shift(house):
    _own, other = files(house)
    conflict(unit=house.managers, case_id=other.pk)
    staff = begun(house)
    assert reads(staff) == set()
    assert house.manager not in policy.readers(other)
    assert house.receiver in policy.readers(other)
    assert policy.newest(staff, Permission.CASE_READ)[0] == []


# pages


def test_the_whole_way_through_the_pages(house, signed_in, clock):
    head, night = signed_in(house.head), signed_in(house.supervisor)
    form = head.get("/akun/persetujuan/pengganti/").context["form"]
    shift = f"{Role.RECEIVER}:{house.intake.pk}"
    assert shift in dict(form.fields["shift"].choices)
    answer = head.post("/akun/persetujuan/pengganti/", {"colleague": house.manager.pk, "shift": shift})
    assert answer.status_code == 303
    cover = Cover.objects.get()
    assert house.manager.username in night.get("/akun/pengganti/").content.decode()
    page = f"/akun/pengganti/{cover.pk}/tugaskan/"
    assert night.get(page).status_code == 200
    assert signed_in(house.supervisor, stepped_up=False).post(page, {"hours": 8})["Location"] == "/masuk/lagi/"
    assert night.post(page, {"hours": 14}).status_code == 422
    assert night.post(page, {"hours": 8}).status_code == 303
    own = signed_in(house.manager).get("/akun/").content.decode()
    assert "Anda menggantikan giliran ini" in own
    assert "bertugas sampai" in night.get("/akun/pengganti/").content.decode()
    assert "Menggantikan giliran" in signed_in(house.admin).get("/akun/semua/").content.decode()
    assert night.post(f"/akun/pengganti/{cover.pk}/akhiri/").status_code == 303
    assert may(house.manager) == of(Role.CASE_MANAGER)
    assert night.post(page, {"hours": 1}).status_code == 303
    clock.move_to(EVENING + HOUR)
    over = signed_in(house.manager)
    assert over.get("/")["Location"] == "/akun/"
    assert "sudah berakhir" in over.get("/akun/").content.decode()
    assert head.post(f"/akun/persetujuan/pengganti/{cover.pk}/cabut/").status_code == 303
    assert not Cover.objects.exists()
    assert may(house.manager) == of(Role.CASE_MANAGER)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SUPERVISOR, Role.ADMINISTRATOR)])
def test_nobody_else_has_these_pages(house, role, signed_in):
    cover, client = allowed(house), signed_in(known(role, within=house.intake))
    for path in ("/akun/pengganti/", f"/akun/pengganti/{cover.pk}/tugaskan/"):
        assert client.get(path).status_code == 404
    assert client.post(f"/akun/pengganti/{cover.pk}/tugaskan/", {"hours": 8}).status_code == 404
    assert signed_in(known(Role.SUPERVISOR)).get(f"/akun/pengganti/{cover.pk}/tugaskan/").status_code == 404
    assert may(house.manager) == of(Role.CASE_MANAGER)
