"""Beside each read stands the assignment or task that explains it, as it stood then, or that there is none."""

import pytest
from django.db import connection
from django.urls import reverse

from access import accounts, approvals, policy
from access.roles import Role
from audit.holding import GIVEN_OR_TAKEN, Holding
from audit.lines import lines
from audit.models import AuditEntry
from audit.objects import Thing
from audit.recording import record
from audit.register import unwatched
from casework.actions.handling import add_task, finish_task
from casework.models import CaseUserGrant
from tests.access import making
from tests.casework import world
from tests.reading_room.stories import DAY, HOUR, NOON, read, searched, wrote
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def beside(entry):
    """What the line of this entry says."""
    [line] = lines([AuditEntry.objects.get(pk=entry.pk)])
    return line.task or ("tanpa tugas" if line.no_task else "")


def test_an_assignment_is_told_with_its_day_and_what_it_is(office, clock):
    manager = making.person(Role.CASE_MANAGER)
    early = read(manager, office.file)
    clock.shift(2 * DAY)
    policy.grant(office.file, "handle_case", manager, by=office.head, why="assignment")
    clock.shift(HOUR)
    assert beside(read(manager, office.file)) == "Ditugaskan sejak 26 November 2026: menangani kasus"
    assert beside(searched(manager, office.file)) == "Ditugaskan sejak 26 November 2026: menangani kasus"
    assert beside(early) == "tanpa tugas"


def test_what_a_unit_holds_is_told_as_the_units(office):
    assert beside(read(office.one, office.file)) == "Lewat unitnya sejak 24 November 2026: menyelia"


def test_what_was_revoked_explains_what_was_read_until_then(office, clock):
    manager = making.person(Role.CASE_MANAGER)
    policy.grant(office.file, "handle_case", manager, by=office.head, why="assignment")
    before = read(manager, office.file)
    clock.shift(HOUR)
    policy.revoke(office.file, "handle_case", manager, by=office.head)
    after = read(manager, office.file)
    assert [beside(entry) for entry in (before, after)] == [
        "Ditugaskan sejak 24 November 2026: menangani kasus", "tanpa tugas",
    ]  # fmt: skip


def test_everything_taken_away_at_once_ends_all(office, clock):
    clock.shift(HOUR)
    policy.revoke_all(office.file, by=office.head)
    assert beside(read(office.one, office.file)) == "tanpa tugas"


def test_a_grant_that_ran_out_and_was_given_again_explains_nothing_in_between(office, clock):
    helper = making.person(Role.COUNSELLOR)
    terms = {"by": office.head, "why": "break_glass"}
    policy.grant(office.file, "emergency_case", helper, until=NOON + HOUR, **terms)
    during = read(helper, office.file)
    clock.shift(2 * HOUR)
    between = read(helper, office.file)
    clock.shift(HOUR)
    policy.grant(office.file, "emergency_case", helper, until=NOON + 4 * HOUR, **terms)
    again = read(helper, office.file)
    told = "Ditugaskan sejak 24 November 2026: akses darurat"
    assert [beside(entry) for entry in (during, between, again)] == [told, "tanpa tugas", told]


def test_a_row_that_no_entry_names_stands_for_itself(people, clock):
    """As an import gives them: a thousand grants in one entry."""
    case = making.case()
    with unwatched():
        rows = CaseUserGrant.objects
        rows.assign_perm("handle_case", people.manajer, case, granted_by=people.supervisor, why="import")
    assert AuditEntry.objects.filter(case_id=case.pk).count() == 0
    clock.shift(HOUR)
    assert beside(read(people.manajer, case)) == "Ditugaskan sejak 24 November 2026: menangani kasus"
    assert beside(read(people.manajer2, case)) == "tanpa tugas"


def test_a_task_explains_while_it_is_open(people, clock):
    case = world.case(people)
    counsellor = people.konselor
    task = add_task(case, text="Telepon klien", due=NOON.date(), assignee=counsellor, by=people.manajer)
    clock.shift(HOUR)
    policy.revoke(case, "counsel_case", counsellor, by=people.supervisor)
    clock.shift(HOUR)
    assert beside(read(counsellor, case)) == "Ditugaskan sejak 24 November 2026: diberi tugas"
    finish_task(task, by=counsellor)
    clock.shift(HOUR)
    assert beside(read(counsellor, case)) == "tanpa tugas"


def test_who_moved_read_by_the_unit_of_then(office, clock):
    making.person(Role.SUPERVISOR, within=office.unit)
    entry = read(office.one, office.file)
    clock.shift(HOUR)
    approvals.change_role(office.one, role=Role.CASE_MANAGER, unit=making.unit(office.unit.agency), by=office.head)
    assert beside(entry) == "Lewat unitnya sejak 24 November 2026: menyelia"
    clock.shift(HOUR)
    office.one.refresh_from_db()
    assert beside(read(office.one, office.file)) == "tanpa tugas"


def test_a_shift_that_ended_with_the_account_s_factor_is_told_from_its_entry(office, clock):
    own = {"own_role": Role.CASE_MANAGER, "own_unit": making.unit(office.unit.agency)}
    colleague = making.person(Role.SUPERVISOR, within=office.unit, **own)
    entry = read(colleague, office.file)
    clock.shift(HOUR)
    accounts.reset_second_factor(colleague, by=office.head)
    assert beside(entry) == "Lewat unitnya sejak 24 November 2026: menyelia"


def test_a_move_that_no_entry_describes_is_said_to_be_unknown(office, clock):
    entry = read(office.one, making.case())
    clock.shift(HOUR)
    record(office.head, "account.change_role", office.one)
    assert beside(entry) == "Berganti peran atau unit sejak itu; unitnya waktu itu tidak tercatat"


def test_a_referral_is_told_by_what_was_held_on_it(clock):
    [referral] = making.referrals(1)
    unit = referral.to_unit
    doctor = making.person(Role.DOCTOR, within=unit)
    policy.grant(referral, "answer_referral", unit, by=doctor, why="referral")
    assert beside(record(doctor, "referral.read", referral, purpose="referral.page")) == (
        "Lewat unitnya sejak 24 November 2026: menerima rujukan"
    )


def test_writes_lists_custodians_and_house_events_have_nothing_beside_them(office):
    entries = [
        wrote(office.one, office.file),
        record(office.one, "case.read", Thing("list", ""), cases=[office.file.pk]),
        record(making.person(Role.CUSTODIAN), "release.read", office.file),
        record(None, "house.event", Thing("reference", str(office.file.pk))),
    ]
    assert [beside(entry) for entry in entries] == ["", "", "", ""]


def test_it_stands_on_the_files_page_on_the_persons_and_on_the_entrys(people, office, browse):
    entry = read(office.one, office.file)
    read(making.person(Role.SUPERVISOR), office.file)
    client = browse(people.auditor)
    pages = {
        name: client.get(reverse(f"audit:{name}", args=[pk])).content.decode()
        for name, pk in (("file", office.file.pk), ("person", office.one.pk), ("entry", entry.pk))
    }
    assert [name for name, page in pages.items() if "Lewat unitnya sejak 24 November 2026: menyelia" not in page] == []
    assert [name for name, page in pages.items() if "tanpa tugas" in page] == ["file"]


def test_many_files_cost_as_many_queries_as_one(office, django_assert_num_queries):
    files = [office.file, *making.cases(9)]
    for file in files:
        policy.grant(file, "supervise_case", office.unit, by=office.head, why="intake")
        read(office.one, file)
    entries = list(AuditEntry.objects.filter(action="case.read"))
    for some in (entries[:1], entries):
        with django_assert_num_queries(9):
            lines(some)


def test_grants_of_a_file_are_asked_for_by_their_own_index(office):
    """A file that everybody reads has many entries, few of giving and taking. PostgreSQL reads a small table whole."""
    if connection.vendor == "sqlite":
        asked = AuditEntry.objects.filter(GIVEN_OR_TAKEN, case_id__in=[office.file.pk])
        assert "entry_of_grants" in asked.order_by("time", "id").explain()


def test_files_are_asked_for_once(office, django_assert_num_queries):
    holding = Holding([office.file.pk])
    with django_assert_num_queries(0):
        holding.load([office.file.pk])
    with django_assert_num_queries(3):
        holding.load([office.file.pk, new_id()])
