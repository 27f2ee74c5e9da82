"""House events: intended, done, settled; nothing in `default` tells what happened."""

import hashlib
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from audit import house, references
from audit.errors import AuditError, NoResolver
from audit.house import current_reference, house_action, house_event
from audit.models import AuditEntry, Decision
from audit.references import Meaning
from audit.reveal import reveal

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@contextmanager
def as_owner():
    """A cursor of the owner of the houses' tables."""
    with connections["shelters"].cursor() as cursor:
        on_postgresql = connections["shelters"].vendor == "postgresql"
        if on_postgresql:
            cursor.execute("SET ROLE NONE")
        yield cursor
        if on_postgresql:
            cursor.execute(f"SET ROLE {settings.APP_ROLE}")


class Houses:
    """A houses' package of one table: reference -> what it stands for."""

    using = "shelters"

    def __init__(self):
        with as_owner() as cursor:
            cursor.execute("CREATE TABLE test_meaning (reference varchar(36), act varchar(40), reason varchar(80))")
            if connections[self.using].vendor == "postgresql":
                cursor.execute(f"GRANT ALL ON test_meaning TO {settings.APP_ROLE}")

    def note(self, reference, *, act, by, about, reason=""):
        with connections[self.using].cursor() as cursor:
            cursor.execute("INSERT INTO test_meaning VALUES (%s, %s, %s)", [str(reference), act, reason])

    def settle(self, reference, digests):
        self.settled_with = dict(digests)
        return self.settled_with

    def happened(self, refs):
        return {UUID(row[0]) for row in self.rows()} & set(refs)

    def describe(self, refs):
        return {ref: Meaning("Melati", UUID(int=7), "stay.arrive") for ref in refs}

    def concerning(self, case_id, which):
        return []

    def done_by(self, staff_id, since, until, which):
        return []

    def denied_since(self, since):
        return []

    def page_of(self, reference):
        return ""

    def rows(self):
        with connections[self.using].cursor() as cursor:
            cursor.execute("SELECT reference, act, reason FROM test_meaning")
            return cursor.fetchall()


@pytest.fixture
def houses(db, monkeypatch):
    port = Houses()
    monkeypatch.setattr(references, "_resolver", port)
    yield port
    with as_owner() as cursor:
        cursor.execute("DROP TABLE test_meaning")


def decisions():
    return list(AuditEntry.objects.order_by("time").values_list("decision", flat=True))


def test_three_steps_share_one_random_reference(houses, guard, manager):
    with house_event(by=guard, act="stay.arrive", about=manager) as reference:
        assert decisions() == [Decision.INTENDED]
        assert current_reference() == reference
    assert decisions() == [Decision.INTENDED, Decision.DONE]
    assert {(e.object_kind, e.object_id) for e in AuditEntry.objects.all()} == {("reference", str(reference))}
    assert [row[:2] for row in houses.rows()] == [(str(reference), "stay.arrive")]


def test_an_entry_tells_neither_act_nor_house_nor_account(houses, guard, manager):
    with house_event(by=guard, act="stay.arrive", about=manager):
        pass
    for entry in AuditEntry.objects.all():
        leaf = entry.leaf()
        assert entry.action == "house.event"
        assert (entry.actor, entry.agency, entry.role) == ("", "", "")
        assert b"stay" not in leaf
        assert b"melati-7" not in leaf
        assert str(manager.pk).encode() not in leaf
        assert str(guard.pk).encode() not in leaf


def test_events_of_any_size_leave_entries_of_one_length(houses, guard, manager, auditor):
    from audit.action import running

    with house_event(by=guard, act="a", about=manager):
        pass
    with house_event(by=guard, act="transfer.handover", about=manager):
        running().digests.update({f"shelters.stay:{i}": "ab" * 32 for i in range(50)})
    done = AuditEntry.objects.filter(decision=Decision.DONE)
    assert len({len(entry.leaf()) for entry in done}) == 1
    assert len(houses.settled_with) == 50


def test_a_change_that_fails_is_undone_and_recorded(houses, guard, manager):
    with pytest.raises(ValueError, match="full"), house_event(by=guard, act="stay.arrive", about=manager):
        raise ValueError("full")
    assert decisions() == [Decision.INTENDED, Decision.FAILED]
    assert houses.rows() == []


def test_a_house_event_inside_an_open_transaction_is_refused(houses, guard):
    with transaction.atomic(), pytest.raises(RuntimeError), house_event(by=guard, act="x"):
        pytest.fail("ran")
    with transaction.atomic(using="shelters"), pytest.raises(RuntimeError), house_event(by=guard, act="x"):
        pytest.fail("ran")


def test_a_house_event_inside_another_is_refused(houses, guard):
    with pytest.raises(AuditError), house_event(by=guard, act="x"), house_event(by=guard, act="y"):
        pytest.fail("ran")


def test_without_a_houses_package_no_house_event_is_recorded(guard, monkeypatch):
    monkeypatch.setattr(references, "_resolver", None)
    with pytest.raises(NoResolver), house_event(by=guard, act="x"):
        pytest.fail("ran")
    assert decisions() == []


def test_the_decorator_wraps_a_verb(houses, guard, manager):
    @house_action("stay.arrive")
    def arrive(stay, *, nights, by):
        return nights

    @house_action("stay.leave")
    def leave(stay, *, by, reference):
        return reference

    assert arrive(manager, nights=3, by=guard) == 3
    assert [row[1] for row in houses.rows()] == ["stay.arrive"]
    assert isinstance(leave(manager, by=guard), UUID)
    with pytest.raises(TypeError, match="by="):
        house_action("x")(lambda stay: None)


def test_what_a_dead_process_left_open_is_settled_by_what_is_there(houses, guard, manager):
    from audit.recording import record

    there, absent = uuid4(), uuid4()
    for reference in (there, absent):
        record(guard, house.EVENT, house.thing(reference), decision=Decision.INTENDED)
    houses.note(there, act="stay.arrive", by=guard, about=manager)
    assert house.run_once(timezone.now()) == 0
    late = timezone.now() + timedelta(minutes=2)
    assert house.run_once(late) == 2
    assert house.run_once(late) == 0
    settled = AuditEntry.objects.exclude(decision=Decision.INTENDED)
    assert {(e.object_id, e.decision) for e in settled} == {(str(there), "done"), (str(absent), "failed")}
    assert {e.actor for e in settled} == {""}


def test_a_read_in_a_house_commits_its_meaning_before_its_entry(houses, guard, manager):
    manager._state.db = "shelters"
    manager.standing = frozenset({"serve_shelter"})
    with reveal(guard, "shelter.location", manager, [], "kendaraan berangkat") as opened:
        assert opened is not None
    (reference, act, reason), entry = houses.rows()[0], AuditEntry.objects.get()
    assert (entry.object_kind, entry.object_id) == ("reference", reference)
    assert (act, reason) == ("shelter.location", "kendaraan berangkat")
    assert (entry.action, entry.purpose, entry.case_id) == ("house.event", "", None)
    assert list(entry.digests) == [f"reference:{reference}"]


def test_the_digest_of_an_event_is_made_over_all_of_it_salt_included():
    told = {"salt": "s", "act": "a"}
    assert house.combined(told) == hashlib.sha256(b'{"act":"a","salt":"s"}').hexdigest()


def test_two_reconcilers_at_once_settle_an_event_once(houses, guard, monkeypatch):
    from audit.recording import record

    begun = [str(uuid4()) for _ in range(3)]
    for reference in begun:
        record(None, house.EVENT, house.thing(UUID(reference)), decision=Decision.INTENDED)
    late = timezone.now() + timedelta(minutes=2)
    left = house.open_intents(late)
    monkeypatch.setattr(house, "open_intents", lambda now: left)  # what both had read before either wrote
    assert (house.run_once(late), house.run_once(late)) == (3, 0)
    ended = AuditEntry.objects.filter(object_id__in=begun, decision__in=house.SETTLED)
    assert sorted(ended.values_list("object_id", flat=True)) == sorted(begun)


def test_an_event_that_took_long_is_done_once_whoever_writes_it(houses, guard, manager, monkeypatch):
    monkeypatch.setattr(house, "PATIENCE", timedelta(0))
    with house_event(by=guard, act="stay.arrive", about=manager) as reference:
        pass
    assert not house._settle(reference, Decision.DONE, {}, unless=(Decision.DONE,))
    assert house.run_once(timezone.now() + timedelta(minutes=2)) == 0
    assert decisions() == [Decision.INTENDED, Decision.DONE]
