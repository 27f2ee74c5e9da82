"""Walls before a member of staff: what they stand on, whom they fall on, and that nobody is stranded behind one."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from access import accounts, policy
from access.errors import Refused
from access.models import ConflictOfInterest, Staff, Strength
from access.permissions import Permission
from audit.models import AuditEntry
from casework.actions.assigning import FIND_SOMEBODY, TAKEN_OVER, assign_counsellor, assign_manager
from casework.actions.complaints import accept_case
from casework.actions.conflicts import answer_doubt, declare_kin
from casework.actions.handling import add_task
from casework.actions.imports import import_cases
from casework.models import Case, CaseEvent, NameDoubt, Task
from tests.casework import world
from vault.fields import blind_index
from vault.unseal import open_field

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
READ, DECIDE = Permission.CASE_READ, Permission.CASE_DECIDE
NIK, PHONE = "3171020304850006", "0811-2222-3333"
KNOWN = {"real_name": "Ratih Ayuningdyah", "nik": NIK, "phone": PHONE}


def sees(user, case, permission=READ) -> bool:
    return policy.visible(user, permission).filter(pk=case.pk).exists()


def identify(people, staff, **person):
    return accounts.identify(staff, **{**KNOWN, **person}, by=people.admin)


def walls(case) -> dict[str, str]:
    return dict(ConflictOfInterest.standing.filter(case_id=case.pk).values_list("staff__username", "strength"))


def reported(**person) -> list[dict]:
    return [*world.persons()[:1], {"part": "reported", "name": "Hendra Gunadiputra", **person}]


@pytest.mark.parametrize(("field", "value"), [("nik", "3171020304850099"), ("phone", "0811 9999 0000")])
def test_another_number_with_the_same_blind_index_builds_no_wall(people, field, value):
    identify(people, people.manajer2)
    Staff.objects.filter(pk=people.manajer2.pk).update(
        **{f"{field}_index": blind_index(Staff, f"{field}_index", value)}
    )
    assert walls(world.complaint(people, persons=reported(**{field: value}))) == {}


def test_a_name_with_the_same_blind_index_asks_nobody(people):
    identify(people, people.manajer2)
    same = blind_index(Staff, "name_index", "Bagus Kertarahman")
    Staff.objects.filter(pk=people.manajer2.pk).update(name_index=same)
    case = world.complaint(people, persons=reported(name="Bagus Kertarahman"))
    assert not NameDoubt.every.filter(case=case).exists()


def test_what_is_learned_of_an_account_is_asked_in_every_file(people):
    by_nik = world.case(people, persons=reported(nik=NIK))
    by_phone = world.case(people, persons=reported(phone=PHONE))
    by_name = world.case(people, persons=reported(name=KNOWN["real_name"].upper()))
    as_reporter = world.case(people, persons=[*world.persons(), {"part": "reporter", "nik": NIK}])
    identify(people, people.supervisor2)
    assert walls(by_nik) == {"supervisor2": Strength.NIK}
    assert walls(by_phone) == {"supervisor2": Strength.PHONE}
    assert walls(by_name) == walls(as_reporter) == {}
    assert NameDoubt.every.get().case == by_name
    assert [sees(people.supervisor2, case) for case in (by_nik, by_phone, by_name)] == [False, False, True]
    entry = AuditEntry.objects.get(action="account.identify")
    assert (entry.actor, entry.object_id) == (str(people.admin.pk), str(people.supervisor2.pk))
    assert NIK not in str(entry.digests)


def test_a_name_is_not_asked_about_in_a_file_that_is_closed(people):
    import_cases([{**ARCHIVED, "name": KNOWN["real_name"]}], by=people.admin)
    identify(people, people.supervisor2)
    assert not NameDoubt.every.exists()


NAMED = {"name": KNOWN["real_name"]}
ARCHIVED = {"opened": timezone.now(), "closed": timezone.now(), "kinds": ["physical"], "city_code": "31.75"}


def test_who_is_found_in_the_archive_is_walled_off_there(people):
    identify(people, people.supervisor2)
    import_cases([{**ARCHIVED, "nik": NIK}, ARCHIVED], by=people.admin)
    own, other = Case.every.order_by("number")
    assert (walls(own), walls(other)) == ({"supervisor2": Strength.NIK}, {})


def test_one_person_has_one_open_account(people):
    identify(people, people.manajer)
    with pytest.raises(Refused, match="akun lain"):
        identify(people, people.manajer2, nik="3171 0203 0485 0006")
    people.manajer2.refresh_from_db()
    assert open_field(people.manajer2, "nik") != NIK
    accounts.close_account(people.manajer, by=people.admin)
    identify(people, people.manajer2)
    with pytest.raises(Refused, match="akun lain"):
        accounts.reopen_account(Staff.objects.get(pk=people.manajer.pk), by=people.admin)
    accounts.close_account(people.manajer2, by=people.admin)
    assert accounts.reopen_account(Staff.objects.get(pk=people.manajer.pk), by=people.admin).is_active


def test_who_identifies_themselves_again_keeps_their_own_number(people):
    identify(people, people.manajer)
    assert open_field(identify(people, people.manajer, phone="0811-0000-1111"), "phone") == "0811-0000-1111"


def test_a_wall_before_the_manager_hands_the_case_to_the_least_busy_colleague(people):
    case = world.case(people)
    add_task(case, text="Telepon klien", due=timezone.localdate(), by=people.manajer)
    done = add_task(case, text="Antar surat", due=timezone.localdate(), assignee=people.konselor, by=people.manajer)
    declare_kin(case, staff=people.manajer, side="reported", by=people.supervisor)
    case.refresh_from_db()
    assert (case.manager, case.counsellor) == (people.manajer2, people.konselor)
    assert policy.get(people.manajer2, READ, case.pk).standing == {"handle_case", "cover_case"}
    assert not sees(people.manajer, case)
    tasks = {open_field(task, "text"): task.assignee for task in Task.every.filter(case=case)}
    assert tasks == {"Telepon klien": people.manajer2, "Antar surat": people.konselor, str(TAKEN_OVER): people.manajer2}
    assert done.assignee == people.konselor
    assert CaseEvent.every.filter(case=case, kind="conflict.staff").count() == 1


def test_a_wall_before_the_only_counsellor_asks_the_supervisor_for_another(people):
    case = world.case(people)
    add_task(case, text="Sesi kedua", due=timezone.localdate(), assignee=people.konselor, by=people.manajer)
    declare_kin(case, staff=people.konselor, side="victim", by=people.supervisor)
    case.refresh_from_db()
    assert (case.manager, case.counsellor) == (people.manajer, None)
    tasks = {open_field(task, "text"): task.assignee for task in Task.every.filter(case=case)}
    assert tasks == {"Sesi kedua": people.supervisor, str(FIND_SOMEBODY): people.supervisor}


def test_a_wall_before_the_counsellor_of_a_complaint_takes_the_complaint_away(people):
    case = world.complaint(people)
    assign_counsellor(case, counsellor=people.konselor, by=people.supervisor)
    declare_kin(case, staff=people.konselor, side="victim", by=people.supervisor)
    case.refresh_from_db()
    assert (case.counsellor, sees(people.konselor, case)) == (None, False)


def test_a_wall_before_every_supervisor_gives_the_head_their_work(people):
    case = world.complaint(people)
    declare_kin(case, staff=people.supervisor, side="reported", by=people.supervisor)
    assert not sees(people.kepala, case)
    declare_kin(case, staff=people.supervisor2, side="reported", by=people.supervisor2)
    assert [sees(person, case, DECIDE) for person in (people.supervisor, people.kepala)] == [False, True]
    accept_case(case, manager=people.manajer, by=people.kepala)
    assert sees(people.manajer, case)


def test_the_head_may_decide_nothing_while_a_supervisor_can(people):
    case = world.case(people)
    assert [sees(people.kepala, case, permission) for permission in (READ, DECIDE)] == [True, False]


def test_a_handed_over_case_takes_its_tasks_along(people):
    case = world.case(people)
    add_task(case, text="Telepon klien", due=timezone.localdate(), by=people.manajer)
    assign_manager(case, manager=people.manajer2, by=people.supervisor)
    assert Task.every.get(case=case).assignee == people.manajer2


def test_whose_name_it_is_neither_answers_nor_learns_of_the_question(people, browse):
    case = world.complaint(people, persons=reported(name=people.supervisor.name))
    doubt = NameDoubt.every.get()
    with pytest.raises(Refused):
        answer_doubt(doubt, same=False, by=people.supervisor)
    question = reverse("casework:answer_doubt", args=[doubt.pk])
    for person, told in ((people.supervisor, False), (people.supervisor2, True)):
        client = browse(person)
        pages = client.get("/").content.decode(), client.get(f"/kasus/{case.pk}/putuskan/").content.decode()
        assert [question in page for page in pages] == [told, told]
        assert client.get(question).status_code == (200 if told else 404)


@pytest.mark.parametrize("how", ["closed before", "closed", "walled", "on a shift"])
def test_where_the_only_one_who_decides_bears_the_name_the_head_answers(people, browse, how):
    if how == "closed before":
        accounts.close_account(people.supervisor2, by=people.admin)
    case = world.complaint(people, persons=reported(name=people.supervisor.name))
    if how == "closed":
        accounts.close_account(people.supervisor2, by=people.admin)
    elif how == "walled":
        declare_kin(case, staff=people.supervisor2, side="reported", by=people.supervisor2)
    elif how == "on a shift":
        world.covers(people, people.supervisor2, people.penerima)
    assert accept_case(case, manager=people.manajer, by=people.supervisor).state == "open"
    question = reverse("casework:answer_doubt", args=[NameDoubt.every.get(answer="asked").pk])
    head = browse(people.kepala)
    assert question in head.get("/").content.decode()
    assert head.post(question, {"same": "ya", "dilihat": ""}).status_code == 303
    assert [sees(one, case, DECIDE) for one in (people.supervisor, people.kepala)] == [False, True]


def test_two_supervisors_answer_for_each_other_and_the_head_for_the_last(people):
    names = [{"part": "family", "name": one.name} for one in (people.supervisor, people.supervisor2)]
    case = world.complaint(people, persons=[*reported(), *names])
    assert not sees(people.kepala, case)
    answer_doubt(NameDoubt.every.get(staff=people.supervisor2), same=True, by=people.supervisor)
    assert sees(people.kepala, case, DECIDE)
    answer_doubt(NameDoubt.every.get(staff=people.supervisor), same=False, by=people.kepala)
    assert accept_case(case, manager=people.manajer, by=people.supervisor).state == "open"


@pytest.mark.parametrize("walled", [["kepala"], ["supervisor", "kepala"], ["kepala", "supervisor"]])
def test_one_outside_the_question_is_let_past_her_unit_s_wall_to_answer_it(people, walled):
    accounts.close_account(people.supervisor2, by=people.admin)
    there = [{"part": "family", "name": "Orang Itu", "works_in": getattr(people, name).unit} for name in walled]
    case = world.complaint(people, persons=[*reported(name=people.supervisor.name), *there])
    assert sees(people.kepala, case, DECIDE)
    assert sees(people.supervisor, case, DECIDE) == (walled == ["kepala"])


def test_a_name_in_a_running_file_is_asked_about_on_the_start_page(people, browse):
    case = world.case(people, persons=reported(name=KNOWN["real_name"]))
    import_cases([{**ARCHIVED, "closed": None, "name": KNOWN["real_name"]}], by=people.admin)
    identify(people, people.manajer2)
    doubts = NameDoubt.every.order_by("asked", "pk")
    assert doubts.count() == 2
    client = browse(people.supervisor)
    page = client.get("/").content.decode()
    for doubt in doubts:
        assert reverse("casework:answer_doubt", args=[doubt.pk]) in page
    mine = reverse("casework:answer_doubt", args=[doubts.get(case=case).pk])
    answer = client.post(mine, {"same": "ya", "dilihat": ""})
    assert (answer.status_code, answer["Location"]) == (303, f"/kasus/{case.pk}/")
    assert not sees(people.manajer2, case)


def test_a_name_known_before_is_asked_about_when_a_running_file_comes_from_the_archive(people):
    identify(people, people.manajer2)
    import_cases([{**ARCHIVED, "closed": None, "name": KNOWN["real_name"]}, {**ARCHIVED, **NAMED}], by=people.admin)
    assert NameDoubt.every.get().case.state == "open"


def test_closing_an_account_hands_on_what_it_was_responsible_for(people):
    case = world.case(people)
    add_task(case, text="Telepon klien", due=timezone.localdate(), by=people.manajer)
    accounts.close_account(people.manajer, by=people.admin)
    case.refresh_from_db()
    assert case.manager == people.manajer2
    assert {task.assignee for task in Task.every.filter(case=case)} == {people.manajer2}


def test_in_whichever_order_supervisors_are_lost_somebody_decides_and_the_last_one_stays(people):
    case = world.complaint(people)
    declare_kin(case, staff=people.supervisor, side="reported", by=people.supervisor)
    accounts.close_account(people.supervisor2, by=people.admin)
    assert sees(people.kepala, case, DECIDE)
    with pytest.raises(Refused, match="terakhir"):
        accounts.close_account(people.supervisor, by=people.admin)
    assert Staff.objects.get(pk=people.supervisor.pk).is_active


def test_a_supervisor_behind_a_wall_is_not_told_that_the_file_exists(people, browse):
    victim = world.persons()[0]
    behind = world.case(people)
    declare_kin(behind, staff=people.supervisor, side="reported", by=people.supervisor)
    new = world.complaint(people, persons=[{"part": "victim", "name": "A"}, {**victim, "part": "reported"}])
    told = {
        person.username: "klien pada kasus lain" in browse(person).get(f"/kasus/{new.pk}/putuskan/").content.decode()
        for person in (people.supervisor, people.supervisor2)
    }
    assert told == {"supervisor": False, "supervisor2": True}


def test_a_wall_on_a_closed_file_moves_nobody(people):
    import_cases([{**ARCHIVED, "manager": people.manajer}], by=people.admin)
    case = Case.every.get()
    declare_kin(case, staff=people.manajer, side="reported", by=people.supervisor)
    case.refresh_from_db()
    assert (case.manager, Task.every.count()) == (people.manajer, 0)
    assert not sees(people.manajer, case)
