"""Nobody who decides is left: auditors and administrators are told, and whoever comes is given what waits."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access import accounts, approvals, covering, policy
from access.locking import alarms_of
from access.models import ConflictOfInterest, Staff
from access.permissions import Permission
from access.roles import Role
from audit import findings
from audit.examine import examine
from audit.models import AuditEntry, Touched
from audit.queries import kept_from
from casework.actions.assigning import FIND_SOMEBODY, TAKEN_OVER
from casework.actions.conflicts import declare_kin
from casework.actions.handling import add_task
from casework.actions.imports import import_cases
from casework.actions.lifting import ask_to_lift, confirm_lift
from casework.models import Case, CaseGroupGrant, Task
from casework.queries import stranded
from tests.access import making
from tests.casework import world
from tests.casework.test_unit_walls import works_in
from tests.casework.test_walls import ARCHIVED, DECIDE, identify, sees
from vault.unseal import open_field

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
ABOVE = ("supervisor", "supervisor2", "kepala")
LINE = "tidak dapat dibuka oleh siapa pun"


def told(**which) -> dict:
    """The findings about what nobody goes on with, by file."""
    found = findings.standing(timezone.now(), **which)
    return {file: one for one in found if one.key.startswith("stranded:") for file in one.files}


def shut(case, people, *names: str) -> None:
    for name in names or ABOVE:
        declare_kin(case, staff=getattr(people, name), side="reported", by=people.supervisor)


def now(staff) -> Staff:
    return Staff.objects.select_related("agency", "unit").get(pk=staff.pk)


def test_the_telephones_of_all_who_decide_in_one_box_are_told_to_auditors_by_the_file_s_reference(people):
    for number, name in enumerate(ABOVE):
        identify(people, getattr(people, name), nik=f"317102030485000{number}", phone=f"0811-2222-333{number}")
    box = "08112222 3330/08112222 3331/08112222 3332"
    case = world.complaint(people, persons=[*world.persons()[:1], {"part": "family", "name": "X", "phone": box}])
    assert not any(sees(getattr(people, name), case) for name in ABOVE)
    finding = told()[case.pk]
    assert finding.sentence.startswith(f"Tidak seorang pun yang memutuskan dapat membuka {case}:")
    assert (finding.weight, finding.files) == (100, {case.pk})
    assert findings.standing(timezone.now())[0].weight == 100
    shut(case, people, "auditor")
    assert told(without=kept_from(people.auditor)) == {}


def test_what_was_signed_off_and_not_mended_is_found_again_on_the_next_day_and_by_the_next_wall(people, night):
    case = world.case(people)
    shut(case, people)
    first = told()[case.pk].key
    night.shift(1)
    shut(case, people, "konselor")
    second = told()[case.pk].key
    night.shift(86400)
    assert len({first, second, told()[case.pk].key}) == 3


def test_whoever_opens_accounts_is_told_that_there_is_one_and_nobody_behind_a_wall_is(people, browse):
    case = world.case(people)

    def sees_line() -> list[bool]:
        return [
            LINE in browse(getattr(people, name)).get("/").content.decode() for name in (*ABOVE, "penerima", "admin")
        ]

    assert sees_line() == [False] * 5
    before = alarms_of(people.kepala)
    shut(case, people)
    assert sees_line() == [False] * 4 + [True]
    page = browse(people.admin).get("/").content.decode()
    assert case.reference not in page
    assert [str(alarm.text) for alarm in alarms_of(people.admin)] == ["1 hal yang mendesak menunggu Anda."]
    assert alarms_of(people.kepala) == before
    shut(case, people, "admin")
    assert sees_line() == [False] * 5
    shut(world.case(people), people)
    assert sees_line() == [False] * 4 + [True]


def newcomer(people, how: str) -> Staff:
    """A supervisor of a new unit, who counts from now on; or whoever covers the shift of one."""
    if how == "shift":
        return now(world.covers(people, people.manajer2, Staff.objects.get(name="Baru")).staff)
    if how == "account":
        staff = making.sleeper(Role.SUPERVISOR, within=making.unit(people.penerima.agency))
    elif how == "role":
        staff = approvals.change_role(
            people.manajer2, role=Role.SUPERVISOR, unit=making.unit(people.penerima.agency), by=people.admin
        )
    else:
        staff = accounts.reopen_account(Staff.objects.get(name="Baru"), by=people.admin)
    return now(approvals.approve(now(staff), by=people.kepala))


@pytest.mark.parametrize("how", ["account", "role", "reopened", "shift"])
def test_whoever_comes_is_given_what_nobody_decides_about(people, how):
    case, other = world.case(people), world.case(people)
    if how in ("reopened", "shift"):
        former = making.known(Role.SUPERVISOR, within=making.unit(people.penerima.agency), name="Baru")
        shut(case, people)
        if how == "shift":
            declare_kin(case, staff=former, side="reported", by=people.supervisor)
        else:
            accounts.close_account(former, by=people.admin)
    else:
        shut(case, people)
    assert set(told()) == {case.pk}
    come = newcomer(people, how)
    assert (sees(come, case, DECIDE), sees(come, other, DECIDE), told()) == (True, False, {})
    assert not any(sees(getattr(people, name), case) for name in ABOVE)


def test_who_comes_and_stands_behind_a_wall_is_given_nothing(people):
    case = world.case(people)
    shut(case, people)
    asleep = making.sleeper(Role.SUPERVISOR, within=making.unit(people.penerima.agency))
    declare_kin(case, staff=asleep, side="reported", by=people.admin)
    approvals.approve(now(asleep), by=people.kepala)
    assert (sees(now(asleep), case), set(told())) == (False, {case.pk})


def test_who_decides_for_a_shift_does_so_until_it_ends(people, night):
    case = world.case(people)
    former = making.known(Role.SUPERVISOR, within=making.unit(people.penerima.agency), name="Baru")
    shut(case, people)
    declare_kin(case, staff=former, side="reported", by=people.supervisor)
    on_shift = newcomer(people, "shift")
    assert sees(on_shift, case, DECIDE)
    night.shift(9 * 3600)
    covering.run_once(timezone.now())
    assert (sees(now(on_shift), case, DECIDE), set(told())) == (False, {case.pk})


def test_what_lay_with_those_behind_the_wall_is_the_newcomer_s_and_they_are_to_find_a_manager(people):
    case = world.case(people, counsellor=False)
    add_task(case, text="Telepon klien", due=timezone.localdate(), by=people.supervisor)
    shut(case, people, *ABOVE, "manajer", "manajer2")
    assert Case.every.get(pk=case.pk).manager is None
    come = making.sleeper(Role.SUPERVISOR, within=people.supervisor.unit)  # who reads by the unit at once
    approvals.approve(now(come), by=people.kepala)
    tasks = {open_field(task, "text"): task.assignee.pk for task in Task.every.filter(case=case)}
    assert tasks == dict.fromkeys(("Telepon klien", str(TAKEN_OVER), str(FIND_SOMEBODY)), come.pk)
    approvals.approve(now(making.sleeper(Role.RECEIVER, within=people.penerima.unit)), by=people.kepala)
    assert Task.every.filter(case=case).count() == 3  # asked once


def test_two_who_lift_a_wall_while_every_supervisor_sleeps_leave_the_head_deciding(people):
    case = world.case(people)
    deputy = making.known(Role.HEAD, within=people.kepala.unit)
    shut(case, people, "manajer2")
    for one in (people.supervisor, people.supervisor2):
        accounts.reset_second_factor(one, by=people.admin)
    assert (set(told()), sees(people.kepala, case, DECIDE)) == ({case.pk}, False)
    wall = ConflictOfInterest.standing.get(case_id=case.pk)
    lift = ask_to_lift(case, wall=wall, reason="typed", because="Salah ketik.", by=people.kepala)
    confirm_lift(lift, by=deputy)
    assert (told(), sees(people.kepala, case, DECIDE)) == ({}, True)


def moved(people, staff, where) -> Staff:
    """STAFF supervises in another unit from now on."""
    approvals.change_role(staff, role=Role.SUPERVISOR, unit=where, by=people.admin)
    return now(approvals.approve(now(staff), by=people.kepala))


def test_supervisors_who_move_to_a_new_unit_one_by_one_take_the_running_files_along(people):
    running, complaint = world.case(people), world.complaint(people)
    import_cases([{**ARCHIVED, "name": "A"}], by=people.admin)
    ended = Case.every.get(state="closed")
    there = making.unit(people.penerima.agency)
    first = moved(people, people.supervisor, there)
    assert [sees(first, case) for case in (running, complaint, ended)] == [False] * 3
    assert AuditEntry.objects.filter(action="case.pass_on").count() == 0
    moved(people, people.supervisor2, there)
    assert [sees(first, case, DECIDE) for case in (running, complaint, ended)] == [True, True, False]
    assert (told(), sees(people.kepala, running, DECIDE)) == ({}, False)
    [entry] = AuditEntry.objects.filter(action="case.pass_on")
    assert entry.actor == str(people.admin.pk)
    assert {name.partition(":")[0] for name in entry.digests} == {"casework.casegroupgrant", "touched"}
    assert set(Touched.objects.filter(entry=entry).values_list("case_id", flat=True)) == {running.pk, complaint.pk}
    assert not [problem for problem in examine(timezone.now()).problems if "grant" in problem]
    assert policy.newest(first, Permission.CASE_READ, state="complaint")[0] == [complaint]


def test_a_unit_that_is_emptied_passes_many_files_on_in_as_many_statements_as_one(people):
    counts = []
    for count in (1, 4):
        for _ in range(count):
            world.complaint(people)
        staff = now(people.supervisor2)
        moved(people, now(people.supervisor), making.unit(people.penerima.agency))
        with CaptureQueriesContext(connection) as asked:
            moved(people, staff, now(people.supervisor).unit)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_covered_shift_that_takes_the_last_supervisor_of_a_unit_away_passes_its_files_on(people):
    case = world.complaint(people)
    there = making.unit(people.penerima.agency)
    first = moved(people, people.supervisor, there)
    making.known(Role.RECEIVER, within=people.penerima.unit)
    world.covers(people, people.supervisor2, people.penerima)
    assert (sees(first, case, DECIDE), told()) == (True, {})


def test_a_file_from_which_a_unit_is_kept_is_given_to_one_person_and_to_no_whole_unit(people):
    case, other = world.case(people), world.case(people)
    works_in(case, people, "supervisor")
    for file in (case, other):
        shut(file, people, "kepala")
    making.known(Role.SUPERVISOR, within=making.unit(people.penerima.agency))
    shut(other, people, "supervisor2")
    accounts.close_account(people.supervisor, by=people.admin)
    assert told() == {}
    given = CaseGroupGrant.every.filter(why="pass_on").values_list("content_object_id", flat=True)
    assert set(given) == {other.pk}


def test_a_call_that_nobody_of_ppapp_can_open_is_told_and_given_to_whoever_comes(people):
    names = ("penerima", "supervisor", "supervisor2")
    for number, name in enumerate(names):
        identify(people, getattr(people, name), nik=f"317102030485000{number}", phone=f"0811-2222-333{number}")
    ticket = world.ticket(people, callback_number="08112222 3330/08112222 3331/08112222 3332")
    assert str(ticket) in told()[ticket.pk].sentence
    assert [item.urgency for item in stranded.items(people.admin)] == [0]
    come = making.sleeper(Role.RECEIVER, within=making.unit(people.penerima.agency))
    approvals.approve(now(come), by=people.kepala)
    assert (policy.visible(now(come), Permission.TICKET_READ).filter(pk=ticket.pk).exists(), told()) == (True, {})
