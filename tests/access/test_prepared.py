"""A query that is put together once answers as the queryset would, each time anew."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access import policy, prepared
from access.errors import UnscopedQuery
from access.guarded import GuardedModel
from access.models import Staff
from access.permissions import Permission
from access.prepared import Among, Prepared
from access.roles import Role
from audit.register import unwatched
from casework.models import Case, CasePerson
from tests.access.making import MORNING, case, cases, conflict, person, saved, unit
from vault import entropy, keyring
from vault.keyring import Purpose

pytestmark = pytest.mark.django_db


def granted(count: int = 1):
    manager, files = person(), cases(count)
    for file in files:
        policy.grant(file, "handle_case", manager, by=manager, why="test")
    return manager, files


def statement(ask) -> tuple[str, list]:
    with CaptureQueriesContext(connection) as seen:
        rows = ask()
    assert len(seen) == 1
    return seen[0]["sql"], rows


def of_role(role: str) -> Prepared:
    return Prepared(lambda wanted: Staff.objects.select_related("agency").filter(role=wanted).order_by("username"), str)


def test_it_sends_what_the_queryset_sends_and_gives_what_it_gives():
    made = [person(role) for role in (Role.CASE_MANAGER, Role.COUNSELLOR, Role.CASE_MANAGER)]
    once = of_role("x")
    for role in (Role.CASE_MANAGER, Role.COUNSELLOR, Role.HEAD):
        asked = Staff.objects.select_related("agency").filter(role=role).order_by("username")
        ours, theirs = statement(lambda role=role: once.rows(role)), statement(lambda asked=asked: list(asked))
        assert ours == theirs
        assert [row.agency.code for row in ours[1]] == [row.agency.code for row in theirs[1]]
        assert [row.__dict__.keys() for row in ours[1]] == [row.__dict__.keys() for row in theirs[1]]
    assert {row.pk for row in once.rows(Role.CASE_MANAGER)} == {made[0].pk, made[2].pk}
    assert once.first(Role.HEAD) is None


def written(row) -> list[str]:
    """The statements that write it as a new row, of which nothing stays."""
    row._state.adding = True
    with unwatched(), CaptureQueriesContext(connection) as seen, transaction.atomic():
        row.save(force_insert=True)
        transaction.set_rollback(True)
    return [query["sql"] for query in seen if query["sql"].startswith("INSERT")]


def test_a_new_row_is_written_by_the_statement_that_django_writes(monkeypatch):
    file = Case(reference="C-KARANGAN", kind="actual", channel="walk_in", opened=MORNING, chronology="Karangan.")
    keyring.mint(Purpose.CASE, file.pk)
    rows = [file, CasePerson(case=case(), part="victim", name="Karangan", facts={"children": 2}, added=MORNING)]
    ours = [written(row) for row in rows]
    monkeypatch.delattr(GuardedModel, "_do_insert")
    assert ours == [written(row) for row in rows]
    assert [len(statements) for statements in ours] == [1, 1]


def test_every_guarded_row_is_written_whole_with_a_key_of_its_own():
    guarded = [model for model in apps.get_models() if issubclass(model, GuardedModel)]
    assert len(guarded) > 30
    assert [model for model in guarded if model._meta.db_returning_fields or model._meta.parents] == []


def test_what_is_not_loaded_is_loaded_when_it_is_asked_for():
    staff = person()
    (row,) = Prepared(lambda pk: Staff.objects.filter(pk=pk).only("username"), UUID).rows(staff.pk)
    assert row.get_deferred_fields() >= {"name", "role"}
    assert row.role == staff.role


def test_a_condition_on_the_time_moves_with_the_time():
    manager, (file,) = granted()
    until = timezone.now() + timedelta(minutes=5)
    policy.grant(file, "handle_case", manager, by=manager, why="test", until=until)
    assert policy.get(manager, Permission.CASE_READ, file.pk).pk == file.pk
    with time_machine.travel(until, tick=False), pytest.raises(policy.Unseen):
        policy.get(manager, Permission.CASE_READ, file.pk)
    assert policy.get(manager, Permission.CASE_READ, file.pk).pk == file.pk


def test_nothing_of_one_person_is_left_for_the_next():
    (one, (first,)), (other, (second,)) = granted(), granted()
    for who, theirs, not_theirs in ((one, first, second), (other, second, first), (one, first, second)):
        assert policy.get(who, Permission.CASE_READ, theirs.pk).standing == {"handle_case"}
        with pytest.raises(policy.Unseen):
            policy.get(who, Permission.CASE_READ, not_theirs.pk)


def test_a_wall_that_goes_up_meanwhile_counts():
    manager, (file,) = granted()
    policy.get(manager, Permission.CASE_READ, file.pk)
    conflict(case_id=file.pk, staff=manager)
    with pytest.raises(policy.Unseen):
        policy.get(manager, Permission.CASE_READ, file.pk)
    assert policy.readers(file) == []


def test_what_hangs_on_a_row_is_for_who_was_shown_it():
    manager, (file,) = granted()
    saved(CasePerson(case=file, part="victim", name="Melati", added=timezone.now()))
    people = Prepared(lambda shown: shown.persons.filter(part="victim"), Case)
    shown = policy.get(manager, Permission.CASE_READ, file.pk)
    (found,) = people.rows(shown)
    assert found.case is shown
    assert found._state.seen_by_policy
    with pytest.raises(UnscopedQuery):
        people.rows(Case.every.get(pk=file.pk))


def test_a_guarded_model_that_no_policy_narrowed_is_not_put_together():
    with pytest.raises(UnscopedQuery):
        Prepared(lambda pk: Case.objects.filter(pk=pk), UUID).rows(case().pk)


def test_a_list_of_values_comes_as_the_queryset_gives_it():
    made = sorted((person(role) for role in (Role.HEAD, Role.COUNSELLOR)), key=lambda staff: staff.username)
    everybody = Staff.objects.filter(pk__in=[staff.pk for staff in made]).order_by("username")
    for listed in (("username", "agency__code", "approved_until"), ("role",)):
        asked = everybody.values_list(*listed, flat=len(listed) == 1)
        once = Prepared(lambda asked=asked: asked)
        assert statement(once.rows) == statement(lambda asked=asked: list(asked))
    assert [*map(type, once.rows())] == [str, str]


def test_among_keys_it_asks_what_the_queryset_asks_for_each_number_of_keys():
    made = [person() for _ in range(3)]
    among = Among(lambda keys: Staff.objects.filter(pk__in=keys).order_by("username"), UUID)
    for count in (1, 2, 3, 2):
        keys = [staff.pk for staff in made[:count]]
        asked = Staff.objects.filter(pk__in=keys).order_by("username")
        assert statement(lambda keys=keys: list(among.rows([*keys, *keys]))) == statement(
            lambda asked=asked: list(asked)
        )
    with CaptureQueriesContext(connection) as seen:
        assert list(among.rows([])) == []
    assert len(seen) == 0


def test_more_keys_than_a_page_has_are_asked_for_and_not_kept():
    made = [person() for _ in range(2)]
    among = Among(lambda keys: Staff.objects.filter(pk__in=keys), UUID)
    many = [staff.pk for staff in made] + [UUID(int=number) for number in range(Among.MOST)]
    assert {staff.pk for staff in among.rows(many)} == {staff.pk for staff in made}
    assert among.of == {}


@pytest.mark.parametrize(
    "build",
    [
        lambda name: Staff.objects.all(),
        lambda name: Staff.objects.filter(username=name.upper()),
        lambda name: Staff.objects.filter(username=name).order_by("name" if "0" in name else "username"),
        lambda name: Staff.objects.filter(username=name).values("pk"),
        lambda name: Staff.objects.filter(username=name).prefetch_related("groups"),
        lambda name: Staff.objects.filter(username=name).select_for_update(),
    ],
    ids=["not asked for", "made of a value", "another statement", "no rows", "two queries", "holds its rows"],
)
def test_what_cannot_be_put_together_once_says_so_at_its_first_use(build):
    with pytest.raises(ImproperlyConfigured):
        Prepared(build, str).rows("siapa")


def test_it_takes_as_many_values_as_it_has_and_rows_of_its_own_model():
    manager, _files = granted()
    with pytest.raises(TypeError):
        of_role("x").rows(Role.HEAD, timezone.now())
    with pytest.raises(TypeError):
        Prepared(lambda shown: shown.persons.all(), Case).rows(manager)


def test_putting_a_statement_together_draws_no_random_id(monkeypatch):
    manager, (file,) = granted()
    shown = policy.get(manager, Permission.CASE_READ, file.pk)
    of_case = Prepared(lambda of: of.persons.all(), Case)
    everything = policy.Visible(Permission.CASE_READ, lambda rows: rows.order_by("pk"))
    with entropy.use(lambda size: pytest.fail("something was drawn")):
        assert of_case.rows(shown) == []
        assert [row.pk for row in everything.rows(manager)] == [file.pk]


def test_two_roles_are_answered_by_what_each_of_them_may_see():
    manager, (file,) = granted()
    head, office = person(Role.HEAD), person(Role.COUNSELLOR)
    policy.grant(file, "head_case", head, by=manager, why="test")
    policy.grant(file, "handle_case", office, by=manager, why="test")  # opens nothing to a counsellor
    everything = policy.Visible(Permission.CASE_READ, lambda rows: rows.order_by("pk"))
    seen = [[row.standing for row in everything.rows(who)] for who in (manager, head, office, manager)]
    assert seen == [[{"handle_case"}], [{"head_case"}], [], [{"handle_case"}]]


@pytest.mark.postgresql_only  # ends a session of the server's
@pytest.mark.django_db(transaction=True)
def test_a_server_that_let_go_is_asked_over_a_new_connection():
    staff, once = person(), of_role("x")
    assert [row.pk for row in once.rows(staff.role)] == [staff.pk]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("SELECT pg_terminate_backend(%s)", [pid])
    connection.health_check_enabled, connection.health_check_done = True, False  # as at the next request's beginning
    assert [row.pk for row in once.rows(staff.role)] == [staff.pk]


@pytest.mark.postgresql_only  # statements that a server keeps
@pytest.mark.django_db(transaction=True)
def test_only_what_is_put_together_once_is_kept_by_the_server_also_after_a_rollback():
    staff, once = person(), of_role("x")
    once.rows(staff.role)
    with suppress(ZeroDivisionError), transaction.atomic():
        list(Staff.objects.filter(username=staff.username))
        raise ZeroDivisionError
    assert [row.pk for row in once.rows(staff.role)] == [staff.pk]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", ["%access_staff%"])
        assert cursor.fetchone() == (1,)


def test_tables_that_are_made_anew_are_asked_anew():
    once, seen = of_role("x"), []
    build, once.build = once.build, lambda role: seen.append(role) or once_build(role)
    once_build = build
    once.rows(Role.HEAD), once.rows(Role.HEAD)
    put_together = len(seen)
    prepared.forget()
    once.rows(Role.HEAD)
    assert (put_together, len(seen)) == (2, 4)


@pytest.mark.django_db(transaction=True)
def test_another_thread_asks_over_its_own_connection():
    staff, found = person(within=unit()), []
    once = of_role("x")
    once.rows(staff.role)

    def ask() -> None:
        found.extend(once.rows(staff.role))
        close_old_connections()
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert [row.pk for row in found] == [staff.pk]
