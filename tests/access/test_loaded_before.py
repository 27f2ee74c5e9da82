"""What was loaded before somebody else changed the account: an act finds the account as it is now."""

from __future__ import annotations

import pytest

from access import accounts, approvals
from access.errors import Refused
from access.models import Staff
from access.roles import Role
from tests.access.making import known, person, unit

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.mark.parametrize("role", [Role.PLACEMENT_OFFICER, Role.ADMINISTRATOR])
def test_reopening_what_was_loaded_before_a_reset_wakes_nobody_up(role):
    admin, staff = person(Role.ADMINISTRATOR), known(role)
    loaded = Staff.objects.get(pk=staff.pk)
    accounts.reset_second_factor(staff, by=admin)
    before = Staff.objects.values(*Staff.STANDING).get(pk=staff.pk)
    with pytest.raises(Refused, match="sedang terbuka"):
        accounts.reopen_account(loaded, by=admin)
    assert Staff.objects.values(*Staff.STANDING).get(pk=staff.pk) == before
    assert Staff.objects.get(pk=staff.pk).approved == (role == Role.ADMINISTRATOR)


def test_reopening_what_was_loaded_before_it_was_closed_leaves_it_asleep_in_the_role_it_has_now():
    admin, within = person(Role.ADMINISTRATOR), unit()
    loaded = known(Role.PLACEMENT_OFFICER)
    approvals.change_role(Staff.objects.get(pk=loaded.pk), role=Role.RECEIVER, unit=within, by=admin)
    accounts.close_account(Staff.objects.get(pk=loaded.pk), by=admin)
    staff = accounts.reopen_account(loaded, by=admin)
    assert (staff.role, staff.unit, staff.is_active, staff.approved) == (Role.RECEIVER, within, True, False)
    assert not Staff.objects.working().filter(pk=staff.pk).exists()


def test_what_was_loaded_before_a_change_is_closed_and_reset_as_it_is_now():
    admin, within = person(Role.ADMINISTRATOR), unit()
    for verb in (accounts.close_account, accounts.reset_second_factor):
        loaded = known(Role.PLACEMENT_OFFICER)
        approvals.change_role(Staff.objects.get(pk=loaded.pk), role=Role.RECEIVER, unit=within, by=admin)
        assert (verb(loaded, by=admin).role, Staff.objects.get(pk=loaded.pk).role) == (Role.RECEIVER, Role.RECEIVER)
