"""No order of events lets one behind a wall read, lifts a wall by one person, or strands a file in silence."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import timedelta

from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from access import accounts, covering, policy
from access.approvals import approve
from access.errors import Refused
from access.models import ConflictOfInterest, Cover, Staff, Unit
from access.permissions import Permission
from access.roles import Role
from casework.actions import break_glass, lifting
from casework.actions.assigning import assign_counsellor, assign_manager
from casework.actions.complaints import accept_case
from casework.actions.conflicts import answer_doubt, declare_kin
from casework.actions.handling import add_task
from casework.actions.persons import add_person
from casework.models import Case, CaseUserGrant, Doubt, NameDoubt, Task, TicketUserGrant, WallLift
from casework.queries import stranded
from tests.access.making import known
from tests.casework import world
from tests.casework.test_walls import DECIDE, identify, sees
from tests.undone import undone

# orders of events, and events in each; larger in `make acceptance OF=vault`
ORDERS, EVENTS = int(os.environ.get("STRANDED_ORDERS", "16")), int(os.environ.get("STRANDED_EVENTS", "18"))
WORKING = ["supervisor", "supervisor2", "manajer", "manajer2", "konselor", "penerima", "kepala"]
ABOVE = ["supervisor", "supervisor2", "kepala"]
DECIDING = {"supervisor", "head"}
DUTY = "021-344-0101"  # the telephone of whoever is on duty
NUMBERS = {name: f"31710203048501{n:02d}" for n, name in enumerate(WORKING)}
UNITS = ["uptppa-supervisor", "uptppa-manajer", "uptppa-konselor", "uptppa-penerimaan", "uptppa-kepala"]
FILE, WORKER = st.integers(0, 2), st.sampled_from(WORKING)
LIFT = Permission.CASE_LIFT_WALL
RESPONSIBLE = (
    ("manager", Role.CASE_MANAGER, Permission.CASE_HANDLE),
    ("counsellor", Role.COUNSELLOR, Permission.CASE_COUNSEL),
)


class Walls(RuleBasedStateMachine):
    """Three files and those who work on them; numbers, names, kin and units are learned in any order, walls lifted,
    the glass broken, shifts covered, and somebody let in for a while. Everybody who decides may be behind a wall."""

    people = None
    cases: list[Case] = []

    def __init__(self) -> None:
        super().__init__()
        self.undo = undone("default")

    def teardown(self) -> None:
        self.undo()

    def case(self, number: int) -> Case:
        return Case.every.select_related("manager").get(pk=self.cases[number].pk)

    def decides(self, case) -> Staff | None:
        return next((one for one in policy.readers(case, ["supervise_case"]) if sees(one, case, DECIDE)), None)

    def by(self, case) -> Staff:
        return self.decides(case) or self.people.admin

    @rule(file=FILE, name=WORKER)
    def kin(self, file, name):
        staff = getattr(self.people, name)
        declare_kin(self.case(file), staff=staff, side="reported", by=staff)

    @rule(file=FILE, name=WORKER)
    def his_number_is_learned(self, file, name):
        case = self.case(file)
        add_person(case, part="reported", name="A", nik=NUMBERS[name], by=self.by(case))

    @rule(file=FILE, name=st.one_of(st.none(), WORKER))
    def a_telephone_is_learned(self, file, name):
        case = self.case(file)
        add_person(case, part="victim", name="A", phone=DUTY if name is None else own_number(name), by=self.by(case))

    @rule(file=FILE)
    def somebody_types_the_telephones_of_all_who_decide(self, file):
        case, numbers = self.case(file), " / ".join(own_number(name) for name in ABOVE)
        add_person(case, part="family", name="A", phone=numbers, by=self.people.penerima)

    @rule(name=WORKER, duty=st.booleans())
    def who_works_here_is_learned(self, name, duty):
        phone = DUTY if duty else own_number(name)
        identify(self.people, getattr(self.people, name), nik=NUMBERS[name], phone=phone)

    @rule(file=FILE, name=WORKER)
    def the_same_name(self, file, name):
        case = self.case(file)
        add_person(case, part="reported", name=getattr(self.people, name).name, by=self.by(case))

    @rule(file=FILE, code=st.sampled_from(UNITS))
    def his_unit_is_learned(self, file, code):
        case = self.case(file)
        with suppress(Refused):  # a unit in which nobody works any more
            add_person(case, part="reported", name="B", works_in=Unit.objects.get(code=code), by=self.by(case))

    @rule(file=FILE, first=st.integers(0, 4), second=st.integers(0, 4))
    def a_wall_is_to_be_lifted(self, file, first, second):
        case = self.case(file)
        able = [one for one in Staff.objects.filter(is_active=True) if sees(one, case, LIFT)]
        wall = ConflictOfInterest.standing.filter(case_id=case.pk).order_by("found_at", "pk").first()
        if wall is None or not able:
            return
        with suppress(Refused):
            lifting.ask_to_lift(case, wall=wall, reason="typed", because="X", by=able[first % len(able)])
        asked = WallLift.every.filter(case=case, state="asked").first()
        if asked is not None:
            with suppress(Refused):
                lifting.confirm_lift(asked, by=able[second % len(able)])

    @rule(file=FILE, name=st.sampled_from(["konselor", "penerima"]))
    def the_glass_is_broken(self, file, name):
        with suppress(Refused):
            row = break_glass.ask(
                reference=self.case(file).reference, why="danger", by=Staff.objects.get(username=name)
            )
            for approver in ("supervisor", "piket_bpbd"):
                row = break_glass.agree(row, by=Staff.objects.get(username=approver))

    @rule(file=FILE, minutes=st.sampled_from([-1, 30]))
    def a_receiver_is_let_in_for_a_while(self, file, minutes):
        case, until = self.case(file), timezone.now() + timedelta(minutes=minutes)
        policy.grant(case, "receive_case", self.people.penerima, by=self.by(case), why="test", until=until)

    @rule(same=st.booleans())
    def doubt(self, same):
        waiting = NameDoubt.every.filter(answer=Doubt.ASKED).select_related("case").order_by("asked", "pk").first()
        by = self.decides(waiting.case) if waiting is not None else None
        if by is not None:
            with suppress(Refused):
                answer_doubt(waiting, same=same, by=by)

    @rule(name=WORKER, opening=st.booleans())
    def close_or_open_an_account(self, name, opening):
        staff = Staff.objects.get(username=name)
        with suppress(Refused):
            if opening:
                approve(accounts.reopen_account(staff, by=self.people.admin), by=self.people.kepala)
            elif name != "kepala":
                accounts.close_account(staff, by=self.people.admin)

    @rule(name=WORKER, whose=WORKER)
    def a_shift_is_covered(self, name, whose):
        with suppress(Refused):
            world.covers(self.people, getattr(self.people, name), getattr(self.people, whose))

    @rule(name=WORKER)
    def a_shift_is_over(self, name):
        for cover in Cover.objects.select_related("staff").filter(staff__username=name):
            with suppress(Refused):
                covering.end(cover, by=self.people.admin)

    @rule(file=FILE, name=st.sampled_from(["manajer", "manajer2", "konselor", "penerima"]))
    def accept_or_assign(self, file, name):
        case = self.case(file)
        verb, by = accept_case if case.state == "complaint" else assign_manager, self.decides(case)
        if by is not None:
            with suppress(Refused):
                verb(case, manager=getattr(self.people, name), by=by)

    @rule(file=FILE)
    def counsel(self, file):
        case = self.case(file)
        by = self.decides(case)
        if by is not None:
            with suppress(Refused):
                assign_counsellor(case, counsellor=self.people.konselor, by=by)

    @rule(file=FILE, mine=st.booleans())
    def task(self, file, mine):
        case = self.case(file)
        by = self.decides(case)
        if case.state == "open" and by is not None:
            add_task(case, text="Telepon", due=timezone.localdate(), assignee=(mine and case.manager) or by, by=by)

    @invariant()
    def nobody_behind_a_wall_reads_and_somebody_can_or_it_is_told(self):
        working = list(Staff.objects.filter(is_active=True).select_related("agency", "unit"))
        told = {file for finding in stranded.findings(timezone.now()) for file in finding.files}
        able, decided = {}, set()
        for case in Case.every.select_related("manager", "counsellor"):
            behind = kept_out(case, working)  # own work waits for who covers a shift, but behind no wall
            for person in behind:
                assert not sees(person, case)
            able[case.pk] = {one.pk for one in working if one.role in DECIDING and one.approved} - conflicted(case)
            deciding = {one.pk for one in working if sees(one, case, DECIDE)}
            assert (case.pk in told, bool(deciding)) == (not able[case.pk], bool(able[case.pk]))
            decided |= {case.pk} if deciding else set()
            for place, role, does in RESPONSIBLE:
                person = getattr(case, place)
                assert person is None or sees(person, case, does) or (person.own_role == role and person not in behind)
        for task in Task.every.filter(state="open").select_related("case", "assignee"):
            waits = task.assignee.covering and not kept_out(task.case, [task.assignee])
            assert waits or sees(task.assignee, task.case, Permission.CASE_DISCUSS) or task.case_id not in decided
        for doubt in NameDoubt.every.filter(answer=Doubt.ASKED).select_related("case"):
            others = [one for one in working if one.pk in able[doubt.case_id] - {doubt.staff_id}]
            assert any(sees(person, doubt.case, DECIDE) for person in others) or not others

    @invariant()
    def a_wall_that_was_lifted_was_lifted_by_two(self):
        for wall in ConflictOfInterest.objects.exclude(lifted_at=None):
            lift = WallLift.every.get(conflict=wall, state="lifted")
            assert lift.asked_by.nik_index != lift.decided_by.nik_index
            assert {lift.asked_by_id, lift.decided_by_id}.isdisjoint({wall.staff_id})


def own_number(name: str) -> str:
    """The telephone that nobody but they answer."""
    return f"0811{NUMBERS[name][-6:]}"


def conflicted(case) -> set:
    """The accounts with a conflict of their own in this case."""
    walls = ConflictOfInterest.objects.filter(case_id=case.pk, lifted_at=None, staff__isnull=False)
    return set(walls.values_list("staff_id", flat=True))


def kept_out(case, people) -> list[Staff]:
    """Who stands behind a wall of this case, reckoned row by row and by nothing of the policy's."""
    standing = list(ConflictOfInterest.objects.filter(case_id=case.pk, lifted_at=None))
    own, units = {wall.staff_id for wall in standing}, {wall.unit_id for wall in standing if wall.unit_id}
    now, assigned = timezone.now(), set()
    for grants, beside in ((CaseUserGrant, {"emergency_case", "cover_case", "head_case"}), (TicketUserGrant, set())):
        for row in grants.every.filter(content_object_id=case.pk):
            if row.relation not in beside and (row.expires is None or row.expires > now):
                assigned.add(row.user_id)
    return [
        one for one in people if one.pk in own or ({one.unit_id, one.own_unit_id} & units and one.pk not in assigned)
    ]


def test_no_order_of_events_lets_one_behind_a_wall_read_or_strands_a_case(people):
    Walls.people = people
    for one in (people.penerima, people.konselor):
        known(one.role, within=one.unit)  # who is alone in a role covers no shift
    for name in ABOVE:
        identify(people, getattr(people, name), nik=NUMBERS[name], phone=own_number(name))
    Walls.cases = [world.complaint(people), world.case(people), world.case(people, counsellor=False)]
    run_state_machine_as_test(
        Walls,
        settings=settings(
            max_examples=ORDERS,
            stateful_step_count=EVENTS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
