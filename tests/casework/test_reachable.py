"""What somebody behind a wall had to do goes to whoever is there to do it."""

from __future__ import annotations

import pytest

from access.models import Staff
from access.roles import Role
from casework.actions.assigning import NOT_HERE, TAKEN_OVER, assign_manager
from casework.actions.conflicts import declare_kin
from casework.models import Case, Task
from tests.audit.people import staff
from tests.casework import world
from vault.unseal import open_field

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_whoever_is_signed_in_takes_over_before_a_colleague_with_fewer_cases(people, browse):
    unit = people.manajer2.unit
    asleep = staff("manajer3", Role.CASE_MANAGER, agency=unit.agency, unit=unit, approved_unit=unit)
    case, _other = world.case(people), assign_manager(world.case(people), manager=people.manajer2, by=people.supervisor)
    browse(people.manajer2)
    declare_kin(case, staff=people.manajer, side="reported", by=people.supervisor)
    case.refresh_from_db()
    assert case.manager == people.manajer2
    assert not Case.every.filter(manager=asleep).exists()
    assert asleep in Staff.objects.working()


def test_where_nobody_signed_in_can_take_over_who_decides_is_told_to_see_to_it(people, browse):
    case = world.case(people)
    browse(people.supervisor2)
    declare_kin(case, staff=people.manajer, side="reported", by=people.supervisor)
    tasks = {open_field(task, "text"): task.assignee for task in Task.every.filter(case=case)}
    assert tasks == {str(TAKEN_OVER): people.manajer2, str(NOT_HERE): people.supervisor2}
