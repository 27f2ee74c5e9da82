"""A change in `shelters` is intended, made, settled. The process may die between any two; nothing is left untold."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError, connections, transaction
from django.utils import timezone

from access.errors import NotNow
from audit import house
from audit.examine import examine
from audit.models import AuditEntry
from shelters import actions
from shelters.models import Claim, Hold, HouseReference
from shelters.reveal_location import open_location, seen_by
from tests.shelters.rotating import problems
from tests.shelters.test_who_acted import rewrite

both = pytest.mark.django_db(databases=["default", "shelters"], transaction=True)


def dies_at(alias: str, sql: str, count: int, act: Callable[[], object]) -> None:
    """Runs ACT in a process that dies right before the COUNTth statement on ALIAS that begins with SQL."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        left = [count]

        def die(execute, statement, params, many, context):
            if statement.startswith(sql):
                left[0] -= 1
                if left[0] == 0:
                    os._exit(9)
            return execute(statement, params, many, context)

        try:
            with connections[alias].execute_wrapper(die):
                act()
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@contextmanager
def held_at(alias: str, sql: str, act: Callable[[], object]) -> Iterator[None]:
    """Meanwhile ACT stands still in another process, right before the statement on ALIAS that begins with SQL; then it
    goes on to its end."""
    connections.close_all()
    (there, tell), (wait, go) = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:

        def hold(execute, statement, params, many, context):
            if statement.startswith(sql):
                os.write(tell, b".")
                os.read(wait, 1)
            return execute(statement, params, many, context)

        try:
            with connections[alias].execute_wrapper(hold):
                act()
            os._exit(0)
        finally:
            os._exit(1)
    os.close(tell)
    assert os.read(there, 1) == b"."
    try:
        yield
    finally:
        os.write(go, b".")
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        for end in (there, wait, go):
            os.close(end)


def newest_decisions() -> list[str]:
    newest = AuditEntry.objects.filter(action="house.event").order_by("-time").values_list("object_id", flat=True)[0]
    return list(AuditEntry.objects.filter(object_id=newest).order_by("time").values_list("decision", flat=True))


def arrival(world, hold) -> Callable[[], object]:
    return lambda: actions.arrive(hold, rules_agreed=True, by=world.people.petugas1)


def rewritten(world, act: str) -> str:
    """Somebody writes in the houses' database that another did this; what the check must say of it."""
    done = HouseReference.every.get(act=act)
    rewrite(done, staff_id=world.people.petugas2.pk)
    return f"house event {done.pk}: what it stands for is not what its entry was made over"


@both
def test_a_process_that_dies_before_its_change_commits_leaves_no_change_and_is_settled_as_failed(world):
    hold = world.hold()
    dies_at("shelters", 'INSERT INTO "shelters_stay"', 1, arrival(world, hold))
    assert newest_decisions() == ["intended"]
    hold.refresh_from_db()
    assert (hold.state, Claim.every.get().hold_id) == ("held", hold.pk)
    assert house.run_once(timezone.now()) == 0
    assert house.run_once(timezone.now() + timedelta(seconds=61)) == 1
    assert newest_decisions() == ["intended", "failed"]
    arrival(world, hold)()
    assert newest_decisions() == ["intended", "done"]


@both
def test_a_process_that_dies_after_its_change_committed_is_settled_as_done(world):
    hold = world.hold()
    dies_at("default", 'INSERT INTO "audit_auditentry"', 2, arrival(world, hold))
    hold.refresh_from_db()
    assert hold.state == "used"
    assert newest_decisions() == ["intended"]
    assert house.run_once(timezone.now() + timedelta(seconds=61)) == 1
    assert newest_decisions() == ["intended", "done"]


@both
def test_what_was_settled_for_a_dead_process_can_t_be_changed_unnoticed(world):
    hold = world.hold()
    dies_at("default", 'INSERT INTO "audit_auditentry"', 2, arrival(world, hold))
    assert house.run_once(timezone.now() + timedelta(seconds=61)) == 1
    assert problems() == []
    wrong = rewritten(world, "stay.arrive")
    assert problems() == [wrong]


@both
@pytest.mark.postgresql_only  # one process held, another writes; SQLite lets one write at a time
def test_what_runs_still_after_a_minute_is_not_told_as_failed(world):
    hold = world.hold()
    with held_at("shelters", 'INSERT INTO "shelters_stay"', arrival(world, hold)):
        assert house.run_once(timezone.now() + timedelta(seconds=61)) == 0
        assert newest_decisions() == ["intended"]
    assert newest_decisions() == ["intended", "done"]


@both
def test_a_process_that_dies_right_after_its_intent_changes_nothing(world):
    hold = world.hold()
    dies_at("shelters", "SELECT", 1, arrival(world, hold))
    assert HouseReference.every.filter(act="stay.arrive").count() == 0
    assert house.run_once(timezone.now() + timedelta(seconds=61)) == 1
    assert newest_decisions() == ["intended", "failed"]


@both
def test_a_refused_change_is_settled_as_failed_at_once(world):
    hold = world.hold()
    actions.release_hold(hold, by=world.people.penempatan)
    with pytest.raises(NotNow):
        actions.release_hold(hold, by=world.people.penempatan)
    assert newest_decisions() == ["intended", "failed"]
    assert house.run_once(timezone.now() + timedelta(seconds=61)) == 0


@both
def test_a_change_that_committed_before_its_answer_was_lost_is_done(world, monkeypatch):
    hold, connection = world.hold(), connections["shelters"]
    commit = connection._commit

    def answer_lost():
        commit()
        raise OperationalError

    with monkeypatch.context() as patched:
        patched.setattr(connection, "_commit", answer_lost)
        with pytest.raises(OperationalError):
            actions.release_hold(hold, by=world.people.penempatan)
    hold.refresh_from_db()
    assert hold.state == "released"
    assert newest_decisions() == ["intended", "done"]
    assert problems() == []
    wrong = rewritten(world, "hold.release")
    assert problems() == [wrong]


@both
def test_a_look_that_died_before_its_entry_has_shown_nothing_and_troubles_no_check(world):
    custodian = world.people.kustodian

    def look():
        with open_location(seen_by(custodian, world.a.pk), by=custodian, reason="rekan yang bertugas sakit"):
            os._exit(0)

    dies_at("default", 'INSERT INTO "audit_auditentry"', 1, look)
    left = HouseReference.every.get(act="location.read")
    assert (bool(left.digests), AuditEntry.objects.filter(object_id=str(left.pk)).exists()) == (True, False)
    assert problems() == []
    assert examine(timezone.now()).without_entry == [f"house event {left.pk}: a read without an entry"]


@both
@pytest.mark.parametrize("alias", ["default", "shelters"])
def test_no_act_runs_inside_an_open_transaction(world, alias):
    hold = world.hold()
    with pytest.raises(RuntimeError), transaction.atomic(using=alias):
        actions.release_hold(hold, by=world.people.penempatan)
    assert Hold.every.get(pk=hold.pk).state == "held"
