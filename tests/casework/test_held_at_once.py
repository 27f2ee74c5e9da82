"""Two who hold what the other waits for would both be refused by the database: everybody takes it in one order."""

import pytest

from access import approvals, policy
from access.models import Staff
from audit.register import unwatched
from casework.actions.assigning import locked
from casework.actions.persons import change_person
from casework.models import CasePerson
from tests.casework import world
from tests.casework.at_once import at_once

pytestmark = pytest.mark.django_db(databases=["default", "shelters"], transaction=True)
NIK = "3171020304850006"


def test_a_person_is_corrected_while_whoever_destroys_the_file_empties_its_persons(people):
    case = world.case(people)
    person = CasePerson.every.get(case=case, part="reported")

    def emptied() -> None:
        with unwatched():
            CasePerson.every.get(pk=person.pk).empty_indexes()

    at_once(lambda: locked(case), lambda: change_person(person, nik=NIK, by=people.manajer), then=emptied)
    assert CasePerson.every.get(pk=person.pk).nik_index is not None


def test_somebody_is_given_a_file_while_their_role_is_changed(people):
    case = world.case(people)
    unit = people.konselor.unit
    at_once(
        lambda: locked(case),
        lambda: approvals.change_role(people.manajer, role="counsellor", unit=unit, by=people.admin),
        then=lambda: policy.grant(case, "cover_case", people.manajer, by=people.supervisor, why="cover"),
    )
    assert Staff.objects.get(pk=people.manajer.pk).role == "counsellor"
