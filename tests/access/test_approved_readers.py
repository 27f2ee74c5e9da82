"""No order of opening, approving, changing, closing, covering and waiting lets somebody read whom no head approved."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from access import accounts, approvals, covering, policy
from access.errors import Refused
from access.models import Cover, Staff
from access.permissions import Permission
from access.roles import Role
from tests.access.making import agency, case, known, unit
from tests.undone import undone

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
RELATIONS = {
    Role.RECEIVER: "receive_case", Role.CASE_MANAGER: "handle_case", Role.COUNSELLOR: "counsel_case",
    Role.SUPERVISOR: "supervise_case", Role.ADMINISTRATOR: "receive_case",
}  # fmt: skip
ROLE, UNIT, WHO = st.sampled_from(list(RELATIONS)), st.integers(0, 1), st.integers(0, 2)
BY = st.sampled_from(["head", "admin", "supervisor", "owner"])


@dataclass
class Told:
    """What has been said about one account: the role and unit it has, those a head approved, the shift it is on."""

    present: tuple
    approved: tuple | None = None
    shift: tuple | None = None
    until: datetime | None = None
    open: bool = True

    def reads(self, now: datetime) -> tuple | None:
        """The role and unit in which it may read now."""
        if not self.open:
            return None
        if self.shift is not None:
            return self.shift if now < self.until else None
        return self.approved if self.approved == self.present else None


class Accounts(RuleBasedStateMachine):
    """Three accounts, two units, a file of each role in each unit; who acts is drawn too."""

    stage: dict[str, Any] = {}

    def __init__(self) -> None:
        super().__init__()
        self.undo = undone("default")
        self.clock = time_machine.travel(EVENING, tick=False)
        self.time = self.clock.start()
        self.told: dict[int, Told] = {}
        self.pool: set[tuple] = set()

    def teardown(self) -> None:
        self.clock.stop()
        self.undo()

    def staff(self, who: int) -> Staff | None:
        return Staff.objects.filter(username=f"orang{who}").first()

    def by(self, name: str, who: int) -> Staff:
        found = self.staff(who) if name == "owner" else self.stage[name]
        return Staff.objects.get(pk=found.pk)

    @rule(who=WHO, role=ROLE, where=UNIT)
    def open(self, who, role, where):
        if self.staff(who) is None:
            place, admin = self.stage["units"][where], self.stage["admin"]
            staff = accounts.open_account(f"orang{who}", password="x" * 20, role=role, unit=place, by=admin)
            accounts.identify(staff, real_name="Orang", nik=f"999902010180100{who}", phone="0811 2222 3333", by=admin)
            self.told[who] = Told((role, where))

    @rule(who=WHO, by=BY)
    def approve(self, who, by):
        if (staff := self.staff(who)) is not None:
            with suppress(Refused):
                approvals.approve(staff, by=self.by(by, who))
                assert by == "head"
                self.told[who].approved = self.told[who].present

    @rule(who=WHO, role=ROLE, where=UNIT)
    def change(self, who, role, where):
        if (staff := self.staff(who)) is not None:
            with suppress(Refused):
                approvals.change_role(staff, role=role, unit=self.stage["units"][where], by=self.stage["admin"])
                self.told[who] = Told((role, where))
                self.pool = {one for one in self.pool if one[0] != who}

    @rule(who=WHO)
    def close(self, who):
        if (staff := self.staff(who)) is not None:
            accounts.close_account(staff, by=self.stage["admin"])
            told = self.told[who]
            self.told[who] = Told(told.present, open=False)
            self.pool = {one for one in self.pool if one[0] != who}

    @rule(who=WHO)
    def reopen(self, who):
        if (staff := self.staff(who)) is not None and not staff.is_active:
            accounts.reopen_account(staff, by=self.stage["admin"])
            self.told[who].open = True

    @rule(who=WHO, role=ROLE, where=UNIT, by=BY)
    def let_cover(self, who, role, where, by):
        if (staff := self.staff(who)) is not None:
            with suppress(Refused):
                covering.approve(staff, role=role, unit=self.stage["units"][where], by=self.by(by, who))
                assert by == "head"
                self.pool.add((who, (role, where)))

    @rule(who=WHO, role=ROLE, where=UNIT, by=BY, hours=st.integers(-1, 15))
    def cover(self, who, role, where, by, hours):
        if (staff := self.staff(who)) is not None:
            place, until = self.stage["units"][where], timezone.now() + timedelta(hours=hours)
            kept = Cover.objects.filter(staff=staff, role=role, unit=place).first()
            asked = kept or Cover(staff=staff, role=role, unit=place, approved_by=staff)
            with suppress(Refused):
                covering.begin(asked, until=until, by=self.by(by, who))
                assert (who, (role, where)) in self.pool
                assert by in ("admin", "supervisor")
                assert 0 < hours <= 13
                assert self.told[who].reads(timezone.now()) == self.told[who].present
                self.told[who].shift, self.told[who].until = (role, where), until

    @rule(who=WHO, head=st.booleans())
    def end(self, who, head):
        told = self.told.get(who)
        if told is not None and told.shift is not None:
            role, where = told.shift
            row = Cover.objects.get(staff=self.staff(who), role=role, unit=self.stage["units"][where])
            if head:
                covering.withdraw(row, by=self.stage["head"])
                self.pool.discard((who, told.shift))
            else:
                covering.end(row, by=self.stage["supervisor"])
            told.shift = told.until = None

    @rule(hours=st.integers(1, 9))
    def wait(self, hours):
        self.time.shift(timedelta(hours=hours))

    @rule()
    def by_the_clock(self):
        now = timezone.now()
        covering.run_once(now)
        for told in self.told.values():
            if told.until is not None and told.until <= now:
                told.shift = told.until = None

    @invariant()
    def everybody_reads_what_a_head_approved_and_nothing_else(self):
        now, files = timezone.now(), self.stage["files"]
        for who, told in self.told.items():
            staff = self.staff(who)
            reading = told.reads(now)
            found = set(policy.visible(staff, Permission.CASE_READ).values_list("pk", flat=True))
            role = reading and reading[0]
            assert found == ({files[reading]} if role not in (None, Role.ADMINISTRATOR) else set())
            working = Staff.objects.working().filter(pk=staff.pk).exists()
            plain = told.open and told.shift is None and told.present[0] == Role.ADMINISTRATOR
            assert working == (reading is not None or plain)
            assert working or all(staff not in policy.readers(one) for one in self.stage["cases"])


def test_no_order_of_events_lets_somebody_read_whom_no_head_approved():
    upt = agency()
    units = [unit(upt), unit(upt)]
    head, admin = known(Role.HEAD, within=units[0]), known(Role.ADMINISTRATOR, within=units[0])
    files, cases = {}, []
    for role, relation in RELATIONS.items():
        for number, place in enumerate(units):
            known(role, within=place)
            file = case()
            files[role, number] = file.pk
            cases.append(file)
            if role != Role.ADMINISTRATOR:
                policy.grant(file, relation, place, by=head, why="test")
    supervisor = Staff.objects.filter(role=Role.SUPERVISOR).first()
    Accounts.stage = {
        "units": units, "head": head, "admin": admin, "supervisor": supervisor, "files": files, "cases": cases,
    }  # fmt: skip
    run_state_machine_as_test(
        Accounts,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
