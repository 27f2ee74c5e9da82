"""A wall on a false match is lifted by two people; the same match puts up none again, and nobody is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from access import covering, policy
from access.errors import NotNow, Refused
from access.models import ConflictOfInterest, Staff, Strength
from access.permissions import Permission
from access.roles import Role
from audit.models import AuditEntry
from audit.register import unwatched
from audit.rules import acts_to_review
from casework.actions.conflicts import answer_doubt, declare_kin
from casework.actions.lifting import ask_to_lift, confirm_lift, decline_lift
from casework.actions.persons import add_person, change_person
from casework.models import CasePerson, Doubt, NameDoubt, Task, WallLift
from tests.access.making import person
from tests.audit.logs import owner
from tests.casework import world
from tests.casework.shredding import closed, shredded
from tests.casework.test_unit_walls import unit, works_in
from tests.casework.test_walls import NIK, PHONE, identify, reported, sees, walls
from vault.unseal import open_field

LIFT = Permission.CASE_LIFT_WALL
WHY = {"reason": "typed", "because": "Salah ketik, sudah diperiksa."}


def the_wall(case, **fields) -> ConflictOfInterest:
    return ConflictOfInterest.standing.get(case_id=case.pk, **fields)


def asked(case, people, by=None, **fields) -> WallLift:
    return ask_to_lift(case, wall=the_wall(case, **fields), by=by or people.supervisor, **WHY)


def lifted(case, people, **fields) -> WallLift:
    return confirm_lift(asked(case, people, **fields), by=people.kepala)


def behind(people):
    """A running case with `manajer2` behind a wall by NIK."""
    identify(people, people.manajer2)
    return world.case(people, persons=reported(nik=NIK))


def test_it_takes_two(people):
    case = behind(people)
    lift = asked(case, people)
    assert not sees(people.manajer2, case)
    with pytest.raises(Refused, match="sendiri"):
        confirm_lift(lift, by=people.supervisor)
    confirm_lift(lift, by=people.supervisor2)
    assert sees(people.manajer2, case)
    wall = ConflictOfInterest.objects.get(case_id=case.pk)
    lift.refresh_from_db()
    assert (wall.lifted_by, wall.lifted_at, lift.decided_by) == (people.supervisor2, lift.decided_at, wall.lifted_by)
    entries = AuditEntry.objects.filter(action__startswith="wall_lift.").order_by("time", "id")
    assert [(e.action, e.object_kind, e.actor) for e in entries] == [
        ("wall_lift.ask", "wall_lift", str(people.supervisor.pk)),
        ("wall_lift.confirm", "wall_lift", str(people.supervisor2.pk)),
    ]
    with pytest.raises(NotNow):
        confirm_lift(lift, by=people.kepala)
    assert [finding.key.partition(":")[0] for finding in acts_to_review(timezone.now())] == ["wall-lifted"]


def test_it_is_asked_once_and_declined_by_one(people):
    case = behind(people)
    lift, wall = asked(case, people), the_wall(case)
    with pytest.raises(NotNow):
        ask_to_lift(case, wall=wall, by=people.supervisor2, **WHY)
    decline_lift(lift, by=people.kepala)
    with pytest.raises(NotNow):
        confirm_lift(lift, by=people.kepala)
    assert not sees(people.manajer2, case)
    confirm_lift(ask_to_lift(case, wall=wall, by=people.supervisor2, **WHY), by=people.supervisor)
    assert sees(people.manajer2, case)


def test_two_accounts_of_one_person_are_one_and_one_without_a_nik_is_none(people):
    case = behind(people)
    lift = asked(case, people)
    other = person(Role.HEAD, within=unit("kepala"))
    with pytest.raises(Refused, match="tidak dapat Anda cabut"):
        confirm_lift(lift, by=other)
    same_nik(other, people.supervisor)
    with pytest.raises(Refused, match="sendiri"):
        confirm_lift(lift, by=other)


def same_nik(staff, other) -> None:
    """A second account of one person, as it came about before accounts were compared."""
    with unwatched():
        staff.nik = open_field(other, "nik")
        staff.save()


def test_neither_of_the_two_is_the_colleague_or_of_the_unit_or_behind_another_wall(people):
    case = behind(people)
    declare_kin(case, staff=people.supervisor2, side="reported", by=people.supervisor)
    wall = the_wall(case, staff=people.manajer2)
    with pytest.raises(Refused, match="tidak dapat Anda cabut"):
        ask_to_lift(case, wall=wall, by=people.supervisor2, **WHY)
    lift = ask_to_lift(case, wall=wall, by=people.supervisor, **WHY)
    with pytest.raises(Refused, match="tidak dapat Anda cabut"):
        confirm_lift(lift, by=people.supervisor2)
    double = person(Role.SUPERVISOR, within=unit("supervisor"))
    same_nik(double, people.manajer2)
    with pytest.raises(Refused, match="tidak dapat Anda cabut"):
        confirm_lift(lift, by=double)
    works_in(case, people, "manajer")
    boss = person(Role.SUPERVISOR, within=unit("manajer"))
    same_nik(boss, people.dokter)
    policy.grant(case, "supervise_case", boss, by=people.supervisor, why="test")
    assert sees(boss, case)  # assigned, and yet nobody to say that the unit has no conflict
    with pytest.raises(Refused, match="tidak dapat Anda cabut"):
        ask_to_lift(case, wall=the_wall(case, unit=unit("manajer")), by=boss, **WHY)


def lent(people, staff, role: Role, to) -> Staff:
    """This colleague on another unit's shift, until the evening."""
    row = covering.approve(Staff.objects.get(pk=staff.pk), role=role, unit=to, by=people.kepala)
    return covering.begin(row, until=timezone.now() + timedelta(hours=8), by=people.admin)


def test_whoever_is_lent_to_another_unit_lifts_no_wall_before_their_own(people):
    case = world.case(people)
    works_in(case, people, "manajer")
    lent(people, people.manajer, Role.SUPERVISOR, unit("supervisor"))
    manager = Staff.objects.get(pk=people.manajer.pk)
    assert policy.visible(manager, LIFT).filter(pk=case.pk).exists()  # assigned, with a supervisor's rights tonight
    with pytest.raises(Refused, match="tidak dapat Anda cabut"):
        ask_to_lift(case, wall=the_wall(case), by=manager, **WHY)
    lift = asked(case, people)
    with pytest.raises(Refused, match="tidak dapat Anda cabut"):
        confirm_lift(lift, by=manager)


def test_who_may_no_longer_ask_has_not_asked(people):
    case = behind(people)
    lift = asked(case, people)
    declare_kin(case, staff=people.supervisor, side="reported", by=people.supervisor)
    with pytest.raises(Refused, match="tidak lagi berwenang"):
        confirm_lift(lift, by=people.kepala)
    assert not sees(people.manajer2, case)


@pytest.mark.django_db(databases=["default", "shelters"])
def test_a_request_written_by_sql_lifts_nothing(people):
    case = behind(people)
    lift = asked(case, people)
    other = people.supervisor2.pk.hex if connection.vendor == "sqlite" else people.supervisor2.pk
    with owner() as cursor:
        cursor.execute(f"UPDATE {WallLift._meta.db_table} SET asked_by_id = %s", [other])
    with pytest.raises(Refused, match="halamannya"):
        confirm_lift(lift, by=people.supervisor)
    assert not sees(people.manajer2, case)


def test_the_same_match_puts_up_none_again_and_another_one_does(people):
    case = behind(people)
    lifted(case, people)
    party = CasePerson.every.get(case=case, part="reported")
    change_person(party, nik="31 7102 030485 0006", by=people.manajer)
    identify(people, people.manajer2)
    assert (walls(case), sees(people.manajer2, case)) == ({}, True)
    elsewhere = world.case(people, persons=reported(nik=NIK))
    assert not sees(people.manajer2, elsewhere)
    for nik in ("3171020304850077", NIK):
        identify(people, people.manajer2, nik=nik)
        change_person(party, nik=nik, by=people.manajer)
    assert walls(case) == {"manajer2": Strength.NIK}
    assert ConflictOfInterest.objects.filter(case_id=case.pk).count() == 2


def test_each_match_is_lifted_by_itself(people):
    identify(people, people.manajer2)
    case = world.case(people, persons=reported(nik=NIK, phone=PHONE))
    lifted(case, people, strength=Strength.PHONE)
    assert not sees(people.manajer2, case)
    lifted(case, people, strength=Strength.NIK)
    assert sees(people.manajer2, case)


def test_a_place_of_work_is_remembered_for_one_party(people):
    case = world.case(people)
    party = works_in(case, people, "manajer")
    lifted(case, people)
    change_person(party, works_in=unit("manajer"), by=people.manajer)
    assert sees(people.manajer2, case)
    change_person(party, works_in=unit("konselor"), by=people.manajer)
    assert the_wall(case).unit == unit("konselor")
    works_in(case, people, "manajer")
    assert not sees(people.manajer2, case)


def test_what_is_said_again_counts_again(people):
    case = world.case(people)
    for _ in range(2):
        declare_kin(case, staff=people.manajer2, side="reported", by=people.supervisor)
        assert not sees(people.manajer2, case)
        lifted(case, people)
        assert sees(people.manajer2, case)


def test_a_name_that_was_answered_wrongly_is_answered_anew(people):
    case = world.complaint(people, persons=reported(name=people.manajer2.name))
    doubt = NameDoubt.every.get()
    answer_doubt(doubt, same=True, by=people.supervisor)
    assert not policy.visible(people.kepala, LIFT).filter(pk=case.pk).exists()
    lift = asked(case, people)
    assert policy.visible(people.kepala, LIFT).filter(pk=case.pk).exists()  # a complaint is shown to the head now
    confirm_lift(lift, by=people.kepala)
    doubt.refresh_from_db()
    assert (doubt.answer, walls(case)) == (Doubt.OTHER, {})
    answer_doubt(doubt, same=True, by=people.supervisor)
    assert walls(case) == {"manajer2": Strength.NAME}


def test_what_was_handed_on_stays_and_nobody_is_told(people):
    case = world.case(people)
    declare_kin(case, staff=people.manajer, side="reported", by=people.supervisor)
    tasks, letters = Task.every.count(), len(mail.outbox)
    lifted(case, people)
    case.refresh_from_db()
    assert case.manager == people.manajer2
    assert policy.get(people.manajer, Permission.CASE_READ, case.pk).standing == {"cover_case"}
    assert (Task.every.count(), len(mail.outbox)) == (tasks, letters)


@pytest.mark.django_db(databases=["default", "shelters"])
def test_a_shredded_file_knows_no_match_any_more(people):
    identify(people, people.manajer2)
    case = closed(people)
    add_person(case, part="reported", nik=NIK, by=people.manajer)
    assert the_wall(case).match
    shredded(people, case)
    assert set(ConflictOfInterest.objects.filter(case_id=case.pk).values_list("match", flat=True)) == {""}


def test_the_digest_of_a_match_tells_files_apart(people):
    identify(people, people.manajer2)
    one, other = (world.case(people, persons=reported(nik=NIK)) for _ in range(2))
    assert the_wall(one).match != the_wall(other).match
