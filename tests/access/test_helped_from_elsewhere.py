"""A code for one shift to those who know a house, where their own agency has nobody else who may give one."""

from __future__ import annotations

import pytest

from access import shift_codes
from access.models import Staff
from access.roles import Role
from audit.register import unwatched
from tests.access.making import person, unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("giving", [Role.PLACEMENT_OFFICER, Role.CUSTODIAN])
def test_who_knows_a_house_is_helped_by_another_agency_s_where_their_own_has_no_other_one(giving):
    ours, other = unit(), unit()
    giver = person(giving, within=ours)
    know = [person(role, within=other) for role in (Role.CUSTODIAN, Role.ESCORT, Role.HOUSE_STAFF)]
    doctor = person(Role.DOCTOR, within=other)
    assert set(shift_codes.colleagues(giver)) == {know[0]}  # who helps the others of that agency
    assert doctor not in shift_codes.colleagues(person(Role.SUPERVISOR, within=ours))
    with unwatched():
        Staff.objects.filter(pk=know[0].pk).update(is_active=False)
    assert set(shift_codes.colleagues(giver)) == set(know[1:])
    with unwatched():
        Staff.objects.filter(pk=know[0].pk).update(is_active=True)
    person(Role.PLACEMENT_OFFICER, within=other)
    assert set(shift_codes.colleagues(giver)) == set()
