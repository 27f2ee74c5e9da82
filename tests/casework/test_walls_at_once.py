"""A person written into a file and a colleague whose NIK is written down at the same moment find each other; so do a
conflict and another account of whose it is."""

from __future__ import annotations

import pytest

from access.accounts import close_account, identify
from access.models import ConflictOfInterest, Staff
from casework.actions.conflicts import declare_kin
from casework.actions.persons import add_person
from tests.casework import world
from tests.casework.at_once import at_once

NIK = "3171020304850006"


def identified(people, staff) -> Staff:
    return identify(staff, real_name="Ratih Ayuningdyah", nik=NIK, phone="0811-2222-3333", by=people.admin)


@pytest.mark.django_db(databases=["default", "shelters"], transaction=True)
@pytest.mark.parametrize("first", ["person", "staff"])
def test_whoever_comes_second_finds_the_other(people, first):
    case = world.complaint(people)
    acts = [
        lambda: add_person(case, part="reported", name="Hendra Gunadiputra", nik=NIK, by=people.penerima),
        lambda: identified(people, people.manajer2),
    ]
    at_once(*(acts if first == "person" else reversed(acts)))
    found = ConflictOfInterest.standing.filter(case_id=case.pk)
    assert list(found.values_list("staff__username", "strength")) == [("manajer2", "nik")]


@pytest.mark.django_db(databases=["default", "shelters"], transaction=True)
@pytest.mark.parametrize("first", ["conflict", "account"])
def test_a_conflict_and_another_account_of_whose_it_is_find_each_other(people, first):
    case = world.complaint(people)
    close_account(identified(people, people.manajer2), by=people.admin)
    acts = [
        lambda: declare_kin(case, staff=people.manajer2, side="reported", by=people.supervisor),
        lambda: identified(people, people.supervisor2),
    ]
    at_once(*(acts if first == "conflict" else reversed(acts)))
    found = ConflictOfInterest.standing.filter(case_id=case.pk)
    assert set(found.values_list("staff__username", flat=True)) == {"manajer2", "supervisor2"}
