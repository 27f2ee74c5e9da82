"""Whoever covers a shift: what they are given, what waits for them, and that nothing is stranded when it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from access import accounts, covering, policy
from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from casework.actions.assigning import FIND_SOMEBODY, TAKEN_OVER, assign_counsellor, assign_manager
from casework.actions.conflicts import declare_kin
from casework.actions.handling import add_task
from casework.forms.intake import AcceptForm, CounsellorForm, ManagerForm, ReceiverForm
from casework.models import Case, CaseEvent, Task
from tests.access.making import known
from tests.casework import world
from tests.casework.test_unit_walls import works_in
from tests.casework.test_walls import DECIDE, sees
from vault.unseal import open_field

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
HANDLE = Permission.CASE_HANDLE


@pytest.fixture(autouse=True)
def colleagues(people):
    """Nobody is alone in their role."""
    for one in (people.penerima, people.konselor):
        known(one.role, within=one.unit)


def now(staff) -> Staff:
    return Staff.objects.select_related("agency", "unit").get(pk=staff.pk)


def present(case) -> Case:
    return Case.every.select_related("manager", "counsellor").get(pk=case.pk)


def test_a_case_is_given_to_nobody_who_is_gone_in_the_morning(people):
    case = world.case(people, counsellor=False)
    assign_manager(world.case(people), manager=people.manajer2, by=people.supervisor)
    world.covers(people, people.penerima, people.manajer)  # with no case at all: the least busy of tonight
    declare_kin(case, staff=people.manajer, side="reported", by=people.supervisor)
    assert present(case).manager == people.manajer2


def test_who_covers_a_shift_is_offered_last_and_as_such(people):
    world.covers(people, people.penerima, people.manajer)
    for form in (AcceptForm(), ManagerForm()):
        offered = [staff.username for staff in form.fields["manager"].queryset]
        assert (set(offered[:-1]), offered[-1]) == ({"manajer", "manajer2"}, "penerima")
        labels = [label for _value, label in form.fields["manager"].choices]
        assert [label.endswith(" · hanya giliran ini") for label in labels] == [False, False, False, True]
    world.covers(people, people.manajer2, people.konselor)
    for form in (AcceptForm(), CounsellorForm()):
        assert [staff.username for staff in form.fields["counsellor"].queryset][-1] == "manajer2"
    world.covers(people, people.konselor, people.penerima)
    assert "konselor" in {staff.username for staff in ReceiverForm().fields["receiver"].queryset}


def test_at_night_a_complaint_is_accepted_though_every_manager_of_the_day_stands_behind_a_wall(people, browse):
    case = world.complaint(people)
    cover = world.covers(people, people.penerima, people.manajer)
    for manager in (people.manajer, people.manajer2):
        declare_kin(case, staff=manager, side="reported", by=people.supervisor)
    page = browse(people.supervisor)
    said = page.post(f"/kasus/{case.pk}/putuskan/", {"manager": people.penerima.pk, "counsellor": ""})
    assert (said.status_code, present(case).manager) == (303, people.penerima)
    assert sees(now(people.penerima), case, HANDLE)
    covering.end(cover, by=people.admin)
    assert present(case).manager is None
    assert not sees(now(people.penerima), case, HANDLE)
    tasks = {open_field(task, "text"): task.assignee for task in Task.every.filter(case=case)}
    assert tasks == {str(FIND_SOMEBODY): people.supervisor}


def test_who_covers_a_shift_takes_over_where_nobody_else_can(people):
    case = world.case(people, counsellor=False)
    world.covers(people, people.penerima, people.manajer)
    for manager in (people.manajer2, people.manajer):
        declare_kin(case, staff=manager, side="reported", by=people.supervisor)
    assert present(case).manager == people.penerima


@pytest.mark.parametrize("how", ["ended", "withdrawn", "over", "closed"])
def test_what_was_taken_over_on_a_shift_goes_to_who_stays_when_it_ends(people, night, how):
    case = world.case(people)
    cover = world.covers(people, people.penerima, people.manajer)
    on_shift = now(people.penerima)
    assign_manager(case, manager=on_shift, by=people.supervisor)
    add_task(case, text="Telepon klien", due=timezone.localdate(), by=on_shift)
    assert sees(on_shift, case, HANDLE)
    if how == "ended":
        covering.end(cover, by=people.admin)
    elif how == "withdrawn":
        covering.withdraw(cover, by=people.kepala)
    elif how == "closed":
        accounts.close_account(on_shift, by=people.admin)
    else:
        night.shift(timedelta(hours=8))
        assert covering.run_once(timezone.now()) == 1
    assert now(people.penerima).role == Role.RECEIVER
    assert present(case).manager == people.manajer
    assert sees(people.manajer, case, HANDLE)
    tasks = {open_field(task, "text"): task.assignee for task in Task.every.filter(case=case)}
    assert tasks == {"Telepon klien": people.manajer, str(TAKEN_OVER): people.manajer}


def test_the_own_work_waits_until_the_shift_is_over(people):
    case = world.case(people)
    add_task(case, text="Telepon klien", due=timezone.localdate(), by=people.manajer)
    told = CaseEvent.every.filter(case=case).count()
    covering.end(world.covers(people, people.manajer, people.penerima), by=people.admin)
    assert (present(case).manager, Task.every.get(case=case).assignee) == (people.manajer, people.manajer)
    assert sees(now(people.manajer), case, HANDLE)
    assert CaseEvent.every.filter(case=case).count() == told


def test_a_counsellor_finds_her_tasks_as_they_were(people):
    case = world.case(people)
    add_task(case, text="Sesi kedua", due=timezone.localdate(), by=people.konselor)
    covering.end(world.covers(people, people.konselor, people.penerima), by=people.admin)
    assert Task.every.get(case=case).assignee == people.konselor


def test_one_case_keeps_the_counsellor_and_loses_the_manager_of_a_shift(people):
    case = world.case(people)
    cover = world.covers(people, people.konselor, people.manajer)
    assign_manager(case, manager=now(people.konselor), by=people.supervisor)
    covering.end(cover, by=people.admin)
    assert (present(case).manager, present(case).counsellor) == (people.manajer, people.konselor)


def test_who_covers_the_own_role_in_another_unit_keeps_what_they_were_given(people):
    boss = known(Role.CASE_MANAGER, within=people.konselor.unit)
    case = world.case(people, counsellor=False)
    cover = world.covers(people, boss, people.manajer)
    assign_manager(case, manager=now(boss), by=people.supervisor)
    covering.end(cover, by=people.admin)
    assert present(case).manager == boss
    assert sees(now(boss), case, HANDLE)


def test_a_shift_of_the_last_supervisor_without_a_conflict_lets_the_head_decide(people):
    case = world.case(people, counsellor=False)
    declare_kin(case, staff=people.supervisor2, side="reported", by=people.supervisor)
    assert not sees(people.kepala, case, DECIDE)
    world.covers(people, people.supervisor, people.penerima)
    assert sees(people.kepala, case, DECIDE)


def test_one_assigned_past_the_wall_of_their_unit_decides_nothing_on_another_shift(people):
    case = world.case(people, counsellor=False)
    for code in ("kepala", "supervisor"):
        works_in(case, people, code)
    assert [sees(one, case, DECIDE) for one in (people.supervisor, people.supervisor2)] == [True, False]
    world.covers(people, people.supervisor, people.penerima)
    assert [sees(now(one), case, DECIDE) for one in (people.supervisor, people.supervisor2)] == [False, True]


@pytest.mark.parametrize("how", ["ended", "closed"])
def test_when_nobody_but_a_shift_s_supervisor_may_decide_the_head_goes_on(people, how):
    case = world.case(people, counsellor=False)
    cover = world.covers(people, people.manajer2, people.supervisor)
    for one in (people.supervisor, people.supervisor2):
        declare_kin(case, staff=one, side="reported", by=one)
    on_shift = now(people.manajer2)
    assert [sees(one, case, DECIDE) for one in (on_shift, people.kepala)] == [True, False]
    if how == "ended":
        covering.end(cover, by=people.admin)
    else:
        accounts.close_account(on_shift, by=people.admin)
    assert [sees(now(one), case, DECIDE) for one in (people.manajer2, people.kepala)] == [False, True]


def test_who_decides_past_a_wall_for_want_of_others_does_so_for_their_shift(people, night):
    case = world.case(people, counsellor=False)
    world.covers(people, people.manajer2, people.supervisor)
    for one in (people.supervisor, people.supervisor2, people.kepala):
        declare_kin(case, staff=one, side="reported", by=one)
    works_in(case, people, "supervisor")
    assert sees(now(people.manajer2), case, DECIDE)
    night.shift(timedelta(hours=8))
    covering.run_once(timezone.now())
    assert sees(now(people.manajer2), case)  # with her own unit, which covers for the manager
    works_in(case, people, "manajer")
    assert not sees(now(people.manajer2), case)


def test_a_conflict_said_by_somebody_of_a_walled_unit_is_taken(people):
    case = world.case(people)
    other = known(Role.COUNSELLOR, within=people.konselor.unit)
    works_in(case, people, "konselor")
    assign_counsellor(case, counsellor=other, by=people.supervisor)
    policy.grant(case, "receive_case", people.konselor, by=people.supervisor, why="test")  # past the wall, and free
    declare_kin(case, staff=other, side="reported", by=now(people.konselor))
    assert present(case).counsellor is None
    assert not sees(other, case)
