"""The one place that decides, decided upon."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as PermissionRow
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

from access import policy
from access.matrix import MATRIX
from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from audit.models import AuditEntry
from casework.models import Case, CaseUserGrant, Ticket
from tests.access.making import case, cases, conflict, person, saved, shelters, tickets, unit

pytestmark = pytest.mark.django_db

READ = Permission.CASE_READ


def seen(user, permission=READ) -> set:
    return set(policy.visible(user, permission).values_list("pk", flat=True))


def granted(obj, relation, to, **terms) -> None:
    policy.grant(obj, relation, to, by=terms.pop("by", to if isinstance(to, Staff) else person()), why="test", **terms)


def test_manager_sees_her_own_case_and_no_other():
    mine, _other = cases(2)
    manager = person()
    granted(mine, "handle_case", manager)
    assert seen(manager) == {mine.pk}
    assert policy.get(manager, READ, mine.pk) == mine


def test_unit_sees_what_was_granted_to_it_and_a_newcomer_too():
    file = case()
    intake = unit()
    granted(file, "receive_case", intake)
    newcomer = person(Role.RECEIVER, within=intake)
    assert seen(newcomer) == {file.pk}
    newcomer.unit = None
    saved(newcomer)
    assert seen(newcomer) == set()


def test_relation_opens_nothing_for_a_role_that_the_matrix_does_not_name_with_it():
    file = case()
    for role in Role:
        if role not in MATRIX[READ]:
            stranger = person(role)
            granted(file, "handle_case", stranger)
            assert seen(stranger) == set(), role
    counsellor = person(Role.COUNSELLOR)
    granted(file, "handle_case", counsellor)
    assert seen(counsellor) == set()


def test_expired_grant_opens_nothing_and_a_renewed_one_opens_again():
    file = case()
    manager = person()
    granted(file, "handle_case", manager, until=timezone.now() - timedelta(seconds=1))
    assert CaseUserGrant.every.filter(user=manager).count() == 1
    assert seen(manager) == set()
    granted(file, "handle_case", manager, until=timezone.now() + timedelta(hours=1))
    assert seen(manager) == {file.pk}
    assert CaseUserGrant.every.filter(user=manager).count() == 1


def test_readers_are_those_whose_grant_lives_by_the_relations_asked_for():
    file, team, past = case(), unit(), timezone.now() - timedelta(seconds=1)
    manager, member = person(), person(within=team)
    granted(file, "handle_case", manager)
    granted(file, "handle_case", person(), until=past)
    granted(file, "cover_case", team)
    assert set(policy.readers(file)) == {manager, member}
    assert policy.readers(file, ("handle_case",)) == [manager]
    assert policy.readers(file, ("cover_case",)) == [member]
    granted(file, "cover_case", team, until=past)
    assert policy.readers(file) == [manager]


@pytest.mark.sqlite_only  # the words are those of SQLite's plan
def test_a_check_walks_through_no_more_grants_the_more_cases_there_are():
    plan = policy.visible(person(within=unit()), READ).explain()
    assert "caseusergrant_root (content_object_id=?" in plan
    assert "(permission_id=?)" not in plan


def test_revoked_grant_is_gone_expired_or_not():
    file = case()
    manager = person()
    granted(file, "handle_case", manager, until=timezone.now() - timedelta(days=1))
    policy.revoke(file, "handle_case", manager, by=manager)
    assert CaseUserGrant.every.count() == 0
    policy.revoke(file, "handle_case", manager, by=manager)
    assert CaseUserGrant.every.count() == 0


def test_conflict_of_interest_beats_the_grants_of_a_person():
    file = case()
    manager = person()
    granted(file, "handle_case", manager)
    granted(file, "cover_case", manager)
    wall = conflict(staff=manager, case_id=file.pk)
    assert seen(manager) == set()
    assert policy.newest(manager, READ) == ([], None)
    assert manager not in policy.readers(file)
    wall.lifted_at = timezone.now()
    saved(wall)
    assert seen(manager) == {file.pk}
    assert manager in policy.readers(file)


def test_conflict_of_interest_of_a_unit_beats_the_grants_of_its_people():
    file = case()
    intake = unit()
    receiver = person(Role.RECEIVER, within=intake)
    granted(file, "receive_case", intake)
    assert seen(receiver) == {file.pk}
    conflict(unit=intake, case_id=file.pk)
    assert seen(receiver) == set()
    assert policy.readers(file) == []


def test_closed_account_sees_nothing():
    file = case()
    manager = person()
    granted(file, "handle_case", manager)
    manager.is_active = False
    assert seen(manager) == set()
    assert not policy.may(manager, Permission.SERVICE_TODAY)


def test_global_permissions_given_by_sql_open_nothing():
    file = case()
    admin = person(Role.ADMINISTRATOR)
    group = Group.objects.create(name="everything")
    group.permissions.set(PermissionRow.objects.all())
    admin.groups.add(group)
    admin.user_permissions.set(PermissionRow.objects.all())
    manager = person()
    manager.user_permissions.set(PermissionRow.objects.all())
    assert seen(admin) == seen(manager) == set()
    with pytest.raises(policy.Unseen):
        policy.get(admin, READ, file.pk)
    assert not admin.has_perm("casework.handle_case", file)


def test_superuser_in_memory_opens_nothing():
    file = case()
    admin = person(Role.ADMINISTRATOR)
    admin.is_superuser = True
    assert seen(admin) == set()
    with pytest.raises(policy.Unseen):
        policy.get(admin, READ, file.pk)


def test_no_superuser_column_exists_and_none_can_be_made():
    with connection.cursor() as cursor:
        columns = {column.name for column in connection.introspection.get_table_description(cursor, "access_staff")}
    assert "username" in columns
    assert "is_superuser" not in columns
    assert "last_login" not in columns
    with pytest.raises(NotImplementedError):
        Staff.objects.create_superuser("root", password="root")


def test_standing_names_the_relations_an_object_was_seen_by():
    file = case()
    team = unit()
    manager = person(within=team)
    granted(file, "cover_case", team)
    covering = policy.get(manager, READ, file.pk)
    assert covering.standing == {"cover_case"}
    assert not policy.explained(manager, READ, covering)
    granted(file, "handle_case", manager)
    handling = policy.get(manager, READ, file.pk)
    assert handling.standing == {"cover_case", "handle_case"}
    assert policy.explained(manager, READ, handling)
    assert policy.visible(manager, READ).get().standing == {"cover_case", "handle_case"}


@pytest.mark.parametrize("exists", [True, False])
def test_get_asks_one_query_whether_the_case_exists_or_not(exists, django_assert_num_queries):
    file = case()
    manager = person()
    seen(manager)  # relations by number are read once a process
    pk = file.pk if exists else person().pk
    with django_assert_num_queries(1), pytest.raises(policy.Unseen):
        policy.get(manager, READ, pk)
    granted(file, "handle_case", manager)
    with django_assert_num_queries(1):
        policy.get(manager, READ, file.pk)


def test_what_is_no_id_is_unseen():
    for pk in (None, "", "1", "' or 1=1", 7):
        with pytest.raises(policy.Unseen):
            policy.get(person(), READ, pk)


def test_permission_without_a_root_cannot_be_asked_for_objects():
    with pytest.raises(ImproperlyConfigured):
        policy.visible(person(), Permission.SERVICE_TODAY)


def test_permission_of_a_role_alone_shows_no_roots():
    desk = person(Role.OPERATOR)
    tickets(1, by=desk)
    assert policy.may(desk, Permission.TICKET_OPEN)
    assert not policy.visible(desk, Permission.TICKET_OPEN).exists()


def test_everything_absent_from_the_matrix_is_denied():
    for permission in Permission:
        for role in Role:
            assert policy.may(Staff(role=role, approved_role=role), permission) == (role in MATRIX.get(permission, {}))


def test_readers_are_counted_from_live_grants_with_units_expanded():
    file = case()
    intake = unit()
    receivers = [person(Role.RECEIVER, within=intake) for _ in range(2)]
    manager = person()
    former = person()
    closed = person(Role.RECEIVER, within=intake, is_active=False)
    granted(file, "receive_case", intake)
    granted(file, "handle_case", manager)
    granted(file, "handle_case", former, until=timezone.now() - timedelta(days=1))
    assert set(policy.readers(file)) == {*receivers, manager}
    assert set(policy.readers(file, ["handle_case"])) == {manager}
    assert closed not in policy.readers(file)


def test_grant_row_says_who_gave_it_why_and_carries_the_columns_of_lists():
    file = case()
    supervisor, manager = person(Role.SUPERVISOR), person()
    policy.grant(file, "handle_case", manager, by=supervisor, why="assignment")
    row = CaseUserGrant.objects.get()
    assert (row.granted_by, row.why, row.opened, row.state) == (supervisor, "assignment", file.opened, file.state)
    file.state = "closed"
    policy.sync(file)
    row.refresh_from_db()
    assert row.state == "closed"


def test_entry_of_a_grant_names_the_file_and_who_was_given_it_but_never_house_staff():
    file, supervisor, manager, team = case(), person(Role.SUPERVISOR), person(), unit()
    for to in (manager, team):
        policy.grant(file, "handle_case", to, by=supervisor, why="test")
        policy.revoke(file, "handle_case", to, by=supervisor)
    entries = AuditEntry.objects.filter(case_id=file.pk)
    assert {(entry.action, entry.object_kind, entry.object_id) for entry in entries} == {
        (action, kind, str(to.pk))
        for action in ("access.grant", "access.revoke")
        for kind, to in (("staff", manager), ("unit", team))
    }
    house, guard = shelters(1)[0], person(Role.HOUSE_STAFF)
    assert guard.log_name.startswith("RA-")
    policy.grant(house, "serve_shelter", guard, by=supervisor, why="test")
    assert AuditEntry.objects.get(action="access.grant", case_id=None).object_id == str(house.pk)


def test_unknown_relation_cannot_be_granted():
    with pytest.raises(LookupError):
        policy.grant(case(), "read_minds", person(), by=person(), why="test")


def test_two_roots_do_not_share_a_relation():
    desk_unit = unit()
    desk = person(Role.OPERATOR, within=desk_unit)
    ticket = tickets(1, by=desk)[0]
    granted(ticket, "take_ticket", desk_unit)
    assert set(policy.visible(desk, Permission.TICKET_READ)) == {ticket}
    assert not policy.may(desk, READ)
    assert not Case.every.exists()
    assert Ticket.every.count() == 1
