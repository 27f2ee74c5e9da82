"""Two who hold what the other waits for would both be refused by the database: everybody takes it in one order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access import accounts, approvals, covering, policy
from access.errors import Refused
from access.models import ConflictOfInterest, Cover, Staff
from access.roles import Role
from audit.register import unwatched
from casework.actions.assigning import locked
from casework.actions.persons import change_person
from casework.models import CasePerson
from tests.access import making
from tests.casework import world
from tests.casework.at_once import at_once

pytestmark = pytest.mark.django_db(databases=["default", "shelters"], transaction=True)
NIK, PHONE = "3171020304850006", "081355500123"


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


def test_a_colleague_is_identified_while_several_files_are_held(people):
    """The later file bears their NIK, by which files are looked for first, the earlier one their number."""
    earlier, later = world.case(people), world.case(people)
    for case, known in ((earlier, {"phone": PHONE}), (later, {"nik": NIK})):
        change_person(CasePerson.every.get(case=case, part="reported"), **known, by=people.manajer)
    at_once(
        lambda: locked(earlier),
        lambda: accounts.identify(people.konselor, real_name="", nik=NIK, phone=PHONE, by=people.admin),
        then=lambda: locked(later),
    )
    walled = ConflictOfInterest.standing.filter(staff=people.konselor).values_list("case_id", flat=True)
    assert set(walled) == {earlier.pk, later.pk}


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.HEAD])
@pytest.mark.parametrize("second", ["closing", "another role", "a covered shift"])
def test_the_last_two_of_a_post_that_must_stay_leave_at_the_same_moment(people, role, second):
    if role == Role.HEAD:
        heir = making.known(Role.HEAD, within=people.kepala.unit)
        one, other = people.kepala, heir
    else:
        one, other = people.supervisor, people.supervisor2
    with unwatched():
        terms = {"role": Role.CASE_MANAGER, "unit": people.manajer.unit, "approved_by": people.kepala}
        cover, refused = Cover.objects.create(staff=other, **terms), []

    def leave() -> None:
        with pytest.raises(Refused, match=r"terakhir|tidak ada orang lain"):
            if second == "closing":
                accounts.close_account(other, by=people.admin)
            elif second == "a covered shift":
                covering.begin(cover, until=timezone.now() + timedelta(hours=8), by=people.admin)
            else:
                approvals.change_role(other, role=Role.RECEIVER, unit=other.unit, by=people.admin)
        refused.append(other.pk)

    at_once(lambda: accounts.close_account(one, by=people.admin), leave)
    assert list(Staff.objects.working().filter(role=role).values_list("pk", flat=True)) == refused == [other.pk]
