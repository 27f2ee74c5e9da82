"""A party works in one of our units: it stays out, who is assigned goes on, and nobody lets their own unit in."""

from __future__ import annotations

import pytest
from django.utils import timezone

from access import policy
from access.errors import Refused
from access.models import ConflictOfInterest, Strength, Unit
from access.permissions import Permission
from access.roles import Role
from casework.actions.assigning import assign_counsellor, assign_manager
from casework.actions.complaints import accept_case, entrust_ticket
from casework.actions.conflicts import declare_kin
from casework.actions.handling import add_task
from casework.actions.persons import add_person, change_person
from casework.forms.intake import PersonForm
from casework.models import CasePerson, Task
from casework.queries import units
from tests.access.making import person
from tests.casework import world
from tests.casework.emergency import opened
from tests.casework.test_walls import DECIDE, READ, sees
from vault.unseal import open_field

CAST = ("penerima", "supervisor", "supervisor2", "manajer", "manajer2", "konselor", "kepala")


def unit(code: str) -> Unit:
    return Unit.objects.get(code=f"uptppa-{code}")


def reading(people, case) -> set[str]:
    return {name for name in CAST if sees(getattr(people, name), case)}


def works_in(case, people, code: str, part: str = "reported", **fields) -> CasePerson:
    return add_person(case, part=part, name="Orang Itu", works_in=unit(code), by=people.manajer, **fields)


def test_the_unit_of_a_party_stays_out_and_who_is_assigned_goes_on(people):
    case = world.case(people)
    assert reading(people, case) == set(CAST)
    works_in(case, people, "manajer")
    assert reading(people, case) == set(CAST) - {"manajer2"}
    works_in(case, people, "penerimaan", part="family")
    assert reading(people, case) == set(CAST) - {"manajer2", "penerima"}
    works_in(case, people, "konselor", part="victim")
    assert reading(people, case) == set(CAST) - {"manajer2", "penerima"}
    assert {(wall.unit.code, wall.strength) for wall in ConflictOfInterest.standing.filter(case_id=case.pk)} == {
        ("uptppa-manajer", Strength.UNIT), ("uptppa-penerimaan", Strength.UNIT), ("uptppa-konselor", Strength.UNIT),
    }  # fmt: skip


def test_where_a_reporter_works_is_no_conflict(people):
    case = world.case(people)
    works_in(case, people, "manajer", part="reporter")
    assert reading(people, case) == set(CAST)


def test_a_receiver_who_registers_against_her_own_unit_keeps_the_complaint_alone(people):
    ours = person(Role.RECEIVER, within=unit("penerimaan"))
    there = {"part": "reported", "name": "Orang Itu", "works_in": unit("penerimaan")}
    case = world.complaint(people, persons=[*world.persons()[:1], there])
    assert [sees(one, case) for one in (people.penerima, ours, people.supervisor)] == [True, False, True]
    reporter = {**there, "part": "reporter"}
    assert sees(ours, world.complaint(people, persons=[*world.persons()[:1], reporter]))


def test_somebody_outside_the_unit_assigns_and_its_own_boss_does_not(people):
    boss = person(Role.SUPERVISOR, within=unit("manajer"))
    case = world.case(people, counsellor=False)
    works_in(case, people, "manajer")
    with pytest.raises(Refused, match="Unit Anda sendiri"):
        assign_manager(case, manager=people.manajer2, by=boss)
    assert not sees(people.manajer2, case)
    assign_manager(case, manager=people.manajer2, by=people.supervisor)
    assert [sees(people.manajer2, case), sees(people.manajer, case)] == [True, False]
    works_in(case, people, "konselor")
    assign_counsellor(case, counsellor=people.konselor, by=people.supervisor)
    assert sees(people.konselor, case)


def test_a_ticket_is_entrusted_past_a_wall_by_somebody_outside_alone(people):
    ticket = world.ticket(people, works_for=people.penerima.agency)
    boss = person(Role.SUPERVISOR, within=unit("penerimaan"))
    case = world.complaint(people, on=ticket, by=people.penerima)
    works_in(case, people, "penerimaan")
    with pytest.raises(Refused, match="Unit Anda sendiri"):
        entrust_ticket(ticket, receiver=people.penerima, by=boss)
    entrust_ticket(ticket, receiver=people.penerima, by=people.supervisor)
    assert policy.visible(people.penerima, Permission.TICKET_READ).filter(pk=ticket.pk).exists()


def test_a_complaint_goes_to_a_manager_of_that_unit_when_a_supervisor_says_so(people):
    there = {"part": "reported", "name": "Orang Itu", "works_in": unit("manajer")}
    case = world.complaint(people, persons=[*world.persons()[:1], there])
    accept_case(case, manager=people.manajer, by=people.supervisor)
    assert [sees(people.manajer, case), sees(people.manajer2, case)] == [True, False]


def test_break_glass_assigns_nobody(people, on_duty):
    case = world.case(people, counsellor=False)
    row = opened(case, people)
    assert row.until and sees(people.konselor, case)
    works_in(case, people, "konselor")
    assert not sees(people.konselor, case)


def test_tasks_of_the_unit_go_to_the_manager_and_the_head_supervises(people):
    case = world.case(people)
    for who in (people.supervisor, people.konselor):
        add_task(case, text="Telepon", due=timezone.localdate(), by=who)
    assert not sees(people.kepala, case, DECIDE)
    works_in(case, people, "supervisor")
    assert [sees(one, case, DECIDE) for one in (people.supervisor, people.supervisor2, people.kepala)] == [
        False, False, True,
    ]  # fmt: skip
    assert {task.assignee for task in Task.every.filter(case=case)} == {people.manajer, people.konselor}


@pytest.mark.parametrize("first", ["kepala", "supervisor"])
def test_where_units_keep_everybody_out_who_decides_one_of_them_is_assigned(people, first):
    case = world.case(people)
    works_in(case, people, first)
    works_in(case, people, "supervisor" if first == "kepala" else "kepala")
    deciding = [name for name in CAST if sees(getattr(people, name), case, DECIDE)]
    assert deciding == ["supervisor"]
    assert {row.why for row in case_grants(case, people.supervisor)} == {"last"}


def test_nobody_is_assigned_past_a_conflict_of_their_own(people):
    case = world.case(people)
    works_in(case, people, "kepala")
    declare_kin(case, staff=people.supervisor, side="reported", by=people.supervisor)
    works_in(case, people, "supervisor")
    assert [name for name in CAST if sees(getattr(people, name), case, DECIDE)] == ["supervisor2"]


def case_grants(case, staff):
    return [row for row in policy.held_by(type(case), [staff]) if row.content_object_id == case.pk]


def test_a_wall_whose_reason_was_corrected_stays(people):
    case = world.case(people)
    party = works_in(case, people, "manajer")
    change_person(party, works_in=None, by=people.manajer)
    assert CasePerson.every.get(pk=party.pk).works_in is None
    assert not sees(people.manajer2, case)


def test_a_unit_whose_people_know_a_house_is_neither_offered_nor_taken(people):
    case = world.case(people)
    offered = {row.code for row in units.workplaces()}
    assert {"uptppa-manajer", "polres-metro-jakarta-timur", "rsud-tarakan", "bpbd-112"} <= offered
    for code in ("rumah", "penempatan", "kustodian", "pengantar"):
        assert f"uptppa-{code}" not in offered
        with pytest.raises(Refused, match="tempat kerja"):
            works_in(case, people, code)
    assert {unit.pk for unit in PersonForm().fields["works_in"].queryset} == {row.pk for row in units.workplaces()}


def test_the_manager_types_it_on_the_form_and_reads_it_on_the_page(people, browse):
    case = world.case(people)
    client, page = browse(people.manajer), f"/kasus/{case.pk}/orang/"
    client.post(f"{page}tambah/", {"part": "reported", "name": "Orang Itu", "works_in": str(unit("manajer").pk)})
    party = CasePerson.every.get(case=case, works_in=unit("manajer"))
    assert open_field(party, "name") == "Orang Itu"
    assert "Bekerja di unit kami" in client.get(page).content.decode()
    assert f'value="{unit("manajer").pk}" selected' in client.get(f"/orang/{party.pk}/ubah/").content.decode()
    assert not sees(people.manajer2, case)
    assert browse(people.manajer2).get(page).status_code == 404


def test_the_desk_s_own_unit_is_walled_off_and_the_taker_keeps_the_ticket(people):
    ticket = world.ticket(people, works_for=people.operator112.agency)
    walls = ConflictOfInterest.standing.filter(case_id=ticket.pk)
    assert {wall.unit_id for wall in walls} == {people.operator112.unit_id}
    seen = {
        name: policy.visible(getattr(people, name), Permission.TICKET_READ).filter(pk=ticket.pk).exists()
        for name in ("operator112", "piket_bpbd")
    }
    assert seen == {"operator112": True, "piket_bpbd": False}


def test_reading_is_denied_in_the_list_too(people):
    case, other = world.case(people), world.case(people)
    works_in(case, people, "manajer")
    rows, _more = policy.newest(people.manajer2, READ)
    assert rows == [other]
