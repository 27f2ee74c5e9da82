"""Reads that nothing explains: without any grant, and by a unit's alone."""

import pytest

from access import grants, policy
from access.roles import Role
from audit.models import Decision
from audit.objects import Thing
from audit.recording import record
from audit.register import unwatched
from casework.models import Case
from tests.access import making
from tests.reading_room.stories import DAY, HOUR, NOON, found, read, wrote
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_a_read_without_any_grant_is_found_once_a_day_and_names_the_file_by_its_reference(office, clock):
    stranger = making.person(Role.SUPERVISOR, within=making.unit())
    for _ in range(2):
        clock.shift(HOUR)
        read(stranger, office.file)
        read(office.one, office.file)
    [finding] = found("no-grant")
    assert finding.sentence == (
        f"{stranger.get_full_name()} membuka Kasus {office.file.reference}, padahal tidak ditugaskan di sana, dan "
        "unitnya juga tidak."
    )
    assert finding.weight >= 80


def test_a_grant_that_came_later_explains_it_and_one_that_was_revoked_before_does_not(office, clock):
    late, former = (making.person(Role.CASE_MANAGER) for _ in range(2))
    policy.grant(office.file, "handle_case", former, by=office.head, why="assignment")
    clock.shift(HOUR)
    policy.revoke(office.file, "handle_case", former, by=office.head)
    clock.shift(HOUR)
    read(late, office.file)
    read(former, office.file)
    assert len(found("no-grant")) == 2
    clock.shift(HOUR)
    policy.grant(office.file, "handle_case", late, by=office.head, why="assignment")
    [finding] = found("no-grant")
    assert former.get_full_name() in finding.sentence


def test_a_row_put_back_by_sql_after_it_was_revoked_explains_nothing(office, clock):
    former = making.person(Role.CASE_MANAGER)
    rows = grants.of_persons(Case)
    policy.grant(office.file, "handle_case", former, by=office.head, why="assignment")
    kept = rows.every.get(user=former)
    clock.shift(HOUR)
    policy.revoke(office.file, "handle_case", former, by=office.head)
    with unwatched():
        kept.save(force_insert=True)
    clock.shift(HOUR)
    read(former, office.file)
    assert len(found("no-grant")) == 1


def test_an_expired_grant_explains_what_was_read_before_it_ended(office, clock):
    covering = making.person(Role.CASE_MANAGER)
    policy.grant(office.file, "handle_case", covering, by=office.head, why="assignment", until=NOON + HOUR)
    clock.shift(HOUR / 2)
    read(covering, office.file)
    assert found("no-grant", NOON + DAY) == []
    clock.move_to(NOON + 2 * HOUR)
    read(covering, office.file)
    assert len(found("no-grant")) == 1


def test_roles_that_read_by_their_role_and_denied_reads_need_no_grant(office):
    custodian = making.person(Role.CUSTODIAN)
    read(custodian, office.file)
    read(making.person(Role.SUPERVISOR), office.file, decision=Decision.DENIED)
    assert found("no-grant") == []


def test_a_half_typed_ticket_and_what_intake_looks_for_are_no_reads_of_a_file(office):
    operator, receiver = making.person(Role.OPERATOR), making.person(Role.RECEIVER)
    record(operator, "draft.read", Thing("draft", str(pk := new_id()), pk), purpose="ticket.desk")
    record(receiver, "search", Thing("search", "", office.file.pk), purpose="intake.duplicate")
    assert found("no-grant") == []
    record(receiver, "search", Thing("search", "", office.file.pk), purpose="search")
    assert len(found("no-grant")) == 1


def test_who_has_moved_to_another_unit_since_read_by_the_unit_of_then(office, clock):
    from access import approvals

    elsewhere = making.unit(office.unit.agency)
    read(office.one, office.file)
    clock.shift(HOUR)
    with unwatched():
        making.person(Role.SUPERVISOR, within=office.unit)
    approvals.change_role(office.one, role=Role.SUPERVISOR, unit=elsewhere, by=office.head)
    assert found("no-grant") == []
    clock.shift(HOUR)
    read(office.one, office.file)
    assert len(found("no-grant")) == 1


def opened(office, count, who=None):
    files = [office.file, *making.cases(count - 1)]
    for file in files[1:]:
        policy.grant(file, "supervise_case", office.unit, by=office.head, why="intake")
    for file in files:
        read(who or office.one, file)
    return files


def test_five_files_of_the_unit_in_a_day_without_a_task_are_a_finding_and_four_are_none(office, clock):
    opened(office, 4)
    assert found("by-unit") == []
    clock.move_to(NOON + DAY)
    opened(office, 5)
    [finding] = found("by-unit")
    assert finding.sentence.startswith(f"{office.one.get_full_name()} membuka 5 berkas lewat unitnya")
    assert str(NOON.date() + DAY) in finding.url


def test_files_in_which_one_did_something_are_none_of_them(office, clock):
    files = opened(office, 5)
    assert len(found("by-unit")) == 1
    wrote(office.one, files[0])
    assert found("by-unit") == []


def test_files_to_which_one_is_assigned_are_none_of_them(office, clock):
    files = opened(office, 5)
    clock.shift(DAY)
    policy.grant(files[1], "supervise_case", office.one, by=office.head, why="assignment")
    for file in files:
        read(office.one, file)
    assert [one.at for one in found("by-unit")] == [NOON]


def test_how_many_is_a_setting(office, settings):
    settings.AUDIT_LIMITS = {"files_by_unit": 2}
    opened(office, 2)
    assert len(found("by-unit")) == 1
