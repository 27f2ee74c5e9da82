"""Step 2: intake, conflicts, the supervisor's decision."""

import re

import pytest
from django.urls import reverse

from access import policy
from access.accounts import identify
from access.errors import Refused
from access.models import ConflictOfInterest, Kinship, Strength
from access.permissions import Permission
from audit.register import unwatched
from casework.actions.assigning import assign_counsellor, assign_manager
from casework.actions.complaints import (
    accept_case,
    entrust_ticket,
    refuse_case,
    register_complaint,
)
from casework.actions.conflicts import answer_doubt, declare_kin
from casework.actions.persons import add_person, change_person
from casework.models import CaseEvent, CasePerson, Doubt, Moment, NameDoubt, TicketEvent
from casework.queries.duplicates import alike, reported_as_client
from tests.casework import world

READ = Permission.CASE_READ


def sees(user, case) -> bool:
    return policy.visible(user, READ).filter(pk=case.pk).exists()


def known_staff(staff, **values):
    """Gives a member of staff sealed personal data, as the administrator enters it."""
    with unwatched():
        for name, value in values.items():
            setattr(staff, name, value)
        staff.save()
    return staff


def test_a_ticket_becomes_a_complaint_with_its_own_id(people):
    ticket = world.ticket(people)
    case = world.complaint(people, on=ticket)
    assert (case.pk, case.number, case.state, case.kind) == (ticket.pk, None, "complaint", "actual")
    ticket.refresh_from_db()
    assert ticket.state == "registered"
    assert TicketEvent.every.filter(ticket=ticket, kind=Moment.REGISTERED).count() == 1


@pytest.mark.parametrize("channel", ["call_112", "walk_in", "post", "phone", "hospital", "police", "outreach"])
def test_every_way_in_is_the_same_intake(people, channel):
    case = world.complaint(people, on=world.ticket(people, by=people.penerima, channel=channel))
    assert (case.channel, case.state) == (channel, "complaint")


def test_a_complaint_is_seen_by_intake_and_supervisors_alone(people):
    case = world.complaint(people)
    assert [sees(p, case) for p in (people.penerima, people.supervisor, people.supervisor2)] == [True] * 3
    others = (people.manajer, people.konselor, people.kepala, people.operator112, people.auditor, people.admin)
    assert [sees(p, case) for p in others] == [False] * 6


def test_the_supervisor_accepts_and_the_case_gets_its_number_and_its_people(people):
    case = world.case(people)
    assert re.fullmatch(r"\d{3,}/\d{2}/\d{4}", case.number)
    assert (case.state, case.manager, case.counsellor) == ("open", people.manajer, people.konselor)
    assert [sees(p, case) for p in (people.manajer, people.manajer2, people.konselor, people.kepala)] == [True] * 4
    assert policy.get(people.manajer2, READ, case.pk).standing == {"cover_case"}
    assert not policy.explained(people.manajer2, READ, policy.get(people.manajer2, READ, case.pk))
    assert policy.explained(people.manajer, READ, policy.get(people.manajer, READ, case.pk))


def test_registration_numbers_run_within_a_month(people):
    numbers = [world.case(people).number for _ in range(3)]
    assert [int(number.split("/")[0]) for number in numbers] == [1, 2, 3]


def test_exercises_and_tests_take_no_number_of_a_real_case(people):
    numbers = [world.case(people, on=world.ticket(people, kind=kind)).number for kind in ("exercise", "test", "actual")]
    assert [number.rpartition("001/")[0] for number in numbers] == ["L-", "U-", ""]


def test_a_number_is_never_spent_on_a_refused_complaint(people):
    case = refuse_case(world.complaint(people), reason="Bukan wewenang UPT.", by=people.supervisor)
    assert (case.state, case.number) == ("refused", None)
    with pytest.raises(Refused):
        accept_case(case, manager=people.manajer, by=people.supervisor)
    assert world.case(people).number.startswith("001/")


def test_only_a_case_manager_can_be_made_manager(people):
    with pytest.raises(Refused):
        accept_case(world.complaint(people), manager=people.konselor, by=people.supervisor)


def test_nik_or_telephone_of_staff_build_the_wall_at_once(people):
    known_staff(people.manajer2, nik="3171020304850006")
    known_staff(people.supervisor2, phone="+62 811 2222 3333")
    reported = [
        {"part": "reported", "name": "A", "nik": "31 7102 030485 0006"},
        {"part": "reported", "name": "B", "phone": "0811-2222-3333"},
    ]
    case = world.complaint(people, persons=[*world.persons()[:1], *reported])
    strengths = dict(ConflictOfInterest.standing.filter(case_id=case.pk).values_list("staff__username", "strength"))
    assert strengths == {"manajer2": Strength.NIK, "supervisor2": Strength.PHONE}
    assert [sees(people.supervisor, case), sees(people.supervisor2, case)] == [True, False]
    accept_case(case, manager=people.manajer, by=people.supervisor)
    assert not sees(people.manajer2, case)
    with pytest.raises(Refused):
        assign_manager(case, manager=people.manajer2, by=people.supervisor)


def test_a_name_alone_only_asks_the_supervisor(people):
    name = people.manajer2.name
    case = world.complaint(people, persons=[*world.persons()[:1], {"part": "reported", "name": name.upper()}])
    doubt = NameDoubt.every.get(case=case)
    assert (doubt.staff, doubt.answer) == (people.manajer2, Doubt.ASKED)
    assert not ConflictOfInterest.standing.filter(case_id=case.pk).exists()
    with pytest.raises(Refused):
        accept_case(case, manager=people.manajer, by=people.supervisor)
    answer_doubt(doubt, same=True, by=people.supervisor)
    accept_case(case, manager=people.manajer, by=people.supervisor)
    assert not sees(people.manajer2, case)


@pytest.mark.django_db(databases=["default", "shelters"])
def test_what_is_asked_about_the_one_who_accepts_neither_stops_her_nor_shows(people, browse):
    case = world.complaint(people, kin_name=people.supervisor.name)
    page = f"/kasus/{case.pk}/putuskan/"
    answer = browse(people.supervisor).post(page, {"manager": people.manajer.pk, "counsellor": "", "dilihat": ""})
    case.refresh_from_db()
    assert (answer.status_code, case.state, NameDoubt.every.get().answer) == (303, "open", Doubt.ASKED)
    question = reverse("casework:answer_doubt", args=[NameDoubt.every.get().pk])
    told = [question in browse(one).get("/").content.decode() for one in (people.supervisor, people.supervisor2)]
    assert told == [False, True]


def test_what_is_asked_about_somebody_else_is_answered_before_she_accepts(people):
    named = [{"part": "family", "name": one.name} for one in (people.supervisor, people.manajer2)]
    case = world.complaint(people, persons=[*world.persons()[:1], *named])
    with pytest.raises(Refused, match="belum dijawab"):
        accept_case(case, manager=people.manajer2, by=people.supervisor)
    answer_doubt(NameDoubt.every.get(staff=people.manajer2), same=False, by=people.supervisor)
    assert accept_case(case, manager=people.manajer2, by=people.supervisor).state == "open"


@pytest.mark.parametrize(
    "written",
    [
        "Bripka Ratih Ayuningdyah",
        "Hj. Ratih Ayuningdyah",
        "dr. RATIH AYUNINGDYAH, S.H.",
        "Ibu Ratih Ayuningdyah",
        "Ratih binti Ayuningdyah",
        "Ratih Ayuningdyah binti Sutrisno",
        "Upik alias Ratih Ayuningdyah",
    ],
)
def test_a_name_is_known_with_title_father_and_alias(people, written):
    known_staff(people.manajer2, real_name="Ratih Ayuningdyah")
    case = world.complaint(people, persons=[*world.persons()[:1], {"part": "reported", "name": written}])
    assert NameDoubt.every.get(case=case).staff == people.manajer2


def test_titles_on_either_side_are_none(people):
    """The file was there first, and the account's name has degrees."""
    reported = {"part": "reported", "name": "Bripka Ratih Ayuningdyah"}
    case = world.complaint(people, persons=[*world.persons()[:1], reported])
    who = {"real_name": "dr. Ratih Ayuningdyah, S.H.", "nik": "3171020304850006", "phone": "0811-2222-3333"}
    identify(people.manajer2, **who, by=people.admin)
    assert NameDoubt.every.get(case=case).staff == people.manajer2


def test_each_number_of_a_box_builds_the_wall(people):
    known_staff(people.manajer2, phone="0811-2222-3333")
    known_staff(people.supervisor2, phone="0812 7777 0000")
    reported = {"part": "reported", "name": "A", "phone": "0812 7777 0000 / 0811-2222-3333"}
    case = world.complaint(people, persons=[*world.persons()[:1], reported])
    walled = ConflictOfInterest.standing.filter(case_id=case.pk).values_list("staff__username", flat=True)
    assert sorted(walled) == ["manajer2", "supervisor2"]


def test_another_person_of_the_same_name_keeps_their_access(people):
    case = world.complaint(people, persons=[*world.persons()[:1], {"part": "reported", "name": people.manajer2.name}])
    answer_doubt(NameDoubt.every.get(case=case), same=False, by=people.supervisor)
    accept_case(case, manager=people.manajer, by=people.supervisor)
    assert sees(people.manajer2, case)


def test_kin_named_at_intake_is_asked_about_too(people):
    case = world.complaint(people, kin_name=people.konselor.name)
    assert NameDoubt.every.get(case=case).staff == people.konselor


def test_a_nurse_who_reports_is_no_conflict(people):
    known_staff(people.supervisor2, phone="081122223333")
    reporter = {"part": "reporter", "name": people.supervisor2.name, "phone": "081122223333"}
    case = world.complaint(people, persons=[*world.persons()[:1], reporter])
    assert sees(people.supervisor2, case)


def test_conflicts_are_looked_for_again_when_people_change(people):
    case = world.case(people)
    known_staff(people.konselor, nik="3171020304850006")
    assert sees(people.konselor, case)
    person = add_person(case, part="family", name="Paman", by=people.manajer)
    change_person(person, nik="3171020304850006", by=people.manajer)
    assert not sees(people.konselor, case)
    assert CaseEvent.every.filter(case=case, kind="conflict.staff").exists()


def test_declared_kin_is_walled_off(people):
    case = world.case(people)
    declare_kin(case, staff=people.manajer2, side="reported", by=people.supervisor)
    assert not sees(people.manajer2, case)
    assert Kinship.objects.get(staff=people.manajer2).case_id == case.pk


def test_somebody_known_is_shown_only_from_cases_one_may_read(people):
    first = world.complaint(people)
    asked = [{"part": "victim", "nik": world.NIK, "phone": "+62 812-9000-1234", "name": world.NAME.lower()}]
    (found,) = alike(people.penerima, asked)
    assert (found.case.pk, found.by) == (first.pk, ("nik", "phone", "name"))
    assert alike(people.dokter, asked) == []
    declare_kin(first, staff=people.penerima, side="victim", by=people.supervisor)
    assert alike(people.penerima, asked) == []


def test_a_reported_person_who_is_our_client_elsewhere_is_found(people):
    other = world.case(people)
    case = world.complaint(people, persons=[{"part": "victim"}, {"part": "reported", "nik": world.NIK}])
    assert [row.case_id for row in reported_as_client(case)] == [other.pk]
    assert reported_as_client(other) == []


def test_changing_the_manager_ends_the_former_ones_relation(people):
    case = world.case(people)
    assign_manager(case, manager=people.manajer2, by=people.supervisor)
    assert policy.get(people.manajer2, READ, case.pk).standing == {"handle_case", "cover_case"}
    assert policy.get(people.manajer, READ, case.pk).standing == {"cover_case"}


def test_a_counsellor_can_join_later(people):
    case = world.case(people, counsellor=False)
    assert not sees(people.konselor, case)
    assign_counsellor(case, counsellor=people.konselor, by=people.supervisor)
    assert sees(people.konselor, case)


def test_where_he_works_at_ppapp_one_receiver_is_entrusted_and_the_unit_stays_out(people):
    ticket = world.ticket(people, works_for=people.penerima.agency)
    entrust_ticket(ticket, receiver=people.penerima, by=people.supervisor)
    case = world.complaint(people, on=ticket)
    assert policy.get(people.penerima, READ, case.pk).standing == {"receive_case"}


def test_registration_keeps_persons_sealed_and_found_by_index(people):
    case = world.complaint(people)
    victim = CasePerson.every.get(case=case, part="victim")
    assert str(victim.name) == str(victim.nik) == "[tersegel]"
    assert None not in (victim.nik_index, victim.phone_index, victim.name_index)


def test_a_complaint_needs_no_name_at_all(people):
    case = register_complaint(world.ticket(people), persons=[{"part": "victim"}], kinds=["neglect"], by=people.penerima)
    assert CasePerson.every.get(case=case).name_index is None
