"""Who could have opened a file at a moment: by grants, roles, walls and accounts of then."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from access import accounts, approvals, policy
from access.roles import Role
from audit import in_force
from audit.models import AuditEntry
from audit.openers import could_open
from audit.recording import record
from audit.register import unwatched
from tests.access import making
from tests.casework import world
from tests.reading_room.stories import DAY, HOUR, NOON

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def names(file, moment):
    return {opener.who for opener in could_open(file.pk, moment)}


def called(*people):
    return {person.get_full_name() for person in people}


def test_whose_unit_held_it_then_could_and_before_it_was_given_nobody(office):
    assert names(office.file, NOON - HOUR) == set()
    assert names(office.file, NOON) == called(office.one, office.other)
    [one, _other] = could_open(office.file.pk, NOON)
    assert one.by == f"Lewat unit {office.unit.name} sejak 24 November 2026: menyelia"
    assert (one.role, one.agency, one.until, one.moved) == ("Supervisor", office.unit.agency.name, None, False)


def test_until_it_was_revoked_and_not_afterwards(office, clock):
    manager = making.person(Role.CASE_MANAGER)
    policy.grant(office.file, "handle_case", manager, by=office.head, why="assignment")
    clock.shift(DAY)
    policy.revoke(office.file, "handle_case", manager, by=office.head)
    clock.shift(DAY)
    assert manager.get_full_name() in names(office.file, NOON + HOUR)
    assert manager.get_full_name() not in names(office.file, NOON + DAY)


def test_until_it_ran_out_and_since_when_it_was_given_again(office, clock):
    helper = making.person(Role.COUNSELLOR)
    for start in (0, 10):
        clock.move_to(NOON + start * HOUR)
        until = NOON + (start + 1) * HOUR
        policy.grant(office.file, "emergency_case", helper, by=office.head, why="break_glass", until=until)
    could = [hour for hour in (0, 1, 5, 10, 11) if helper.get_full_name() in names(office.file, NOON + hour * HOUR)]
    assert could == [0, 10]


def test_a_relation_that_opens_nothing_for_a_role_is_none(office):
    policy.grant(office.file, "handle_case", making.person(Role.DOCTOR), by=office.head, why="assignment")
    assert names(office.file, NOON) == called(office.one, office.other)


def test_whoever_stood_behind_a_wall_then_could_not_and_before_and_after_could(office):
    with unwatched():
        making.conflict(
            staff=office.one, case_id=office.file.pk, found_at=NOON + HOUR, lifted_at=NOON + DAY, lifted_by=office.head
        )
    could = [office.one.get_full_name() in names(office.file, NOON + after) for after in (0 * HOUR, HOUR, DAY)]
    assert could == [True, False, True]


def test_a_wall_before_their_unit_keeps_all_out_but_the_assigned(office):
    making.conflict(unit=office.unit, case_id=office.file.pk, found_at=NOON)
    assert names(office.file, NOON) == set()
    policy.grant(office.file, "supervise_case", office.one, by=office.head, why="assignment")
    assert names(office.file, NOON) == called(office.one)


def test_a_closed_account_could_not_and_one_that_was_not_there_yet(office, clock):
    clock.shift(HOUR)
    accounts.close_account(office.one, by=office.head)
    clock.shift(HOUR)
    newcomer = making.person(Role.SUPERVISOR, within=office.unit)
    record(office.head, "account.open", newcomer)
    clock.shift(HOUR)
    assert names(office.file, NOON) == called(office.one, office.other)
    assert names(office.file, NOON + HOUR) == called(office.other)
    assert names(office.file, NOON + 2 * HOUR) == called(office.other, newcomer)


def test_who_has_moved_since_is_there_in_the_role_and_unit_of_then(office, clock):
    elsewhere = making.unit(office.unit.agency)
    clock.shift(HOUR)
    approvals.change_role(office.one, role=Role.CASE_MANAGER, unit=elsewhere, by=office.head)
    [opener] = [one for one in could_open(office.file.pk, NOON) if one.who == office.one.get_full_name()]
    assert (opener.role, opener.moved) == ("Supervisor", False)
    assert office.one.get_full_name() not in names(office.file, NOON + HOUR)


def test_who_moved_before_entries_said_from_where_may_have_been_able_to(office, clock):
    stranger = making.person(Role.COUNSELLOR)
    clock.shift(HOUR)
    record(office.head, "account.change_role", stranger)
    [opener] = [one for one in could_open(office.file.pk, NOON) if one.who == stranger.get_full_name()]
    assert (opener.moved, opener.by) == (True, "")


def test_the_page_names_them_and_nobody_who_is_served_and_is_an_entry(people, browse, clock):
    case = world.case(people)
    clock.shift(HOUR)
    policy.revoke(case, "handle_case", people.manajer, by=people.supervisor)
    clock.shift(HOUR)
    path, client = reverse("audit:openers", args=[case.pk]), browse(people.auditor)
    then = client.get(path, {"hari": "2026-11-24", "jam": "12:30"})
    main = then.content.decode().split("<main", 1)[1].split("</main>")[0]
    assert then.status_code == 200
    for said in (people.manajer.get_full_name(), people.supervisor2.get_full_name(), "menangani kasus", case.reference):
        assert said in main
    assert [part for part in (world.NAME, world.NIK) if part in main] == []
    now = client.get(path).content.decode()
    assert ("menangani kasus" in now, "menyelia" in now) == (False, True)
    looks = AuditEntry.objects.filter(action="log.read", purpose="log.openers", object_id=str(case.pk))
    assert (looks.count(), looks.first().case_id) == (2, None)


@pytest.mark.parametrize("asked", [{"hari": "x"}, {"hari": "0001-01-01", "jam": "00:00"}, {"jam": "25:00"}])
def test_a_moment_that_is_none_is_now_and_says_so(people, office, browse, asked):
    answer = browse(people.auditor).get(reverse("audit:openers", args=[office.file.pk]), asked)
    assert answer.status_code == 200
    assert "menyelia" in answer.content.decode()
    assert answer.context["form"].errors


def test_a_file_the_log_does_not_know_or_that_is_kept_from_the_auditor_is_the_one_404(people, office, browse):
    client = browse(people.auditor)
    absent = client.get(reverse("audit:openers", args=["00000000-0000-4000-8000-000000000000"]))
    path = reverse("audit:openers", args=[office.file.pk])
    assert client.get(path).status_code == 200
    making.conflict(staff=people.auditor, case_id=office.file.pk)
    kept = client.get(path)
    assert (kept.status_code, kept.content) == (absent.status_code, absent.content) == (404, absent.content)
    assert browse(people.manajer).get(path).content == absent.content


def test_its_queries_do_not_grow_with_those_who_could(office, django_assert_num_queries):
    with django_assert_num_queries(9):
        could_open(office.file.pk, NOON)
    for _ in range(5):
        policy.grant(office.file, "handle_case", making.person(), by=office.head, why="assignment")
        making.person(Role.SUPERVISOR, within=office.unit)
    with django_assert_num_queries(9):
        assert len(could_open(office.file.pk, NOON)) == 12


def test_what_a_relation_opened_is_read_from_the_table_of_then(office, clock, monkeypatch):
    manager = making.person(Role.CASE_MANAGER)
    policy.grant(office.file, "handle_case", manager, by=office.head, why="assignment")
    call_command("sealer", "--once")
    clock.shift(DAY)
    fewer = {role: relations for role, relations in in_force.today().items() if role != str(Role.CASE_MANAGER)}
    monkeypatch.setattr(in_force, "today", lambda: fewer)
    for _ in range(2):
        call_command("sealer", "--once")
    clock.shift(DAY)
    could = [manager.get_full_name() in names(office.file, NOON + day * DAY) for day in (0, 1, 2)]
    assert (could, AuditEntry.objects.filter(action="log.readers").count()) == ([True, False, False], 2)


def test_before_the_first_note_it_is_that_one_and_one_put_in_by_sql_is_none(office, clock, monkeypatch):
    clock.shift(DAY)
    in_force.note(timezone.now())
    told = in_force.today()
    AuditEntry(action="log.readers", object_kind="log", object_id="readers", decision="done").save()
    monkeypatch.setattr(in_force, "today", dict)
    assert [in_force.at(NOON + day * DAY) == told for day in (0, 1, 2)] == [True, True, True]
    assert told[str(Role.INVESTIGATOR)] == {"answer_referral", "respond_ticket"}
