"""One custodian alone writes another address for a house: whoever would rely on it is told, and auditors are."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit import findings
from casework import today
from shelters.actions import furnish_room, open_house
from shelters.models import HouseReference
from shelters.models.reference import WRITTEN
from shelters.queries import rewritten
from shelters.reveal_location import keep_landmarks, keep_location, seen_by
from shelters.roots.actions import KEEP, PLACE, entrust, withdraw
from tests.shelters.alike import Statements
from tests.shelters.world import browser, url, whereabouts

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

NEW = "Jalan Baru Sekali No. 1"


def rung(person) -> list[tuple[str, str, str]]:
    due = today.lists(person)["due"]
    return [(str(item.title), item.reference, item.url) for item in due if item.urgency == today.NOW]


def found() -> list[findings.Finding]:
    return [one for one in findings.standing(timezone.now()) if one.key.startswith("rewritten:")]


def test_a_house_s_first_address_and_its_landmarks_ring_nobody(world):
    people = world.people
    keep_landmarks(seen_by(people.kustodian, world.a.pk), landmarks=["patung kuda laut"], by=people.kustodian)
    assert HouseReference.every.filter(act=WRITTEN).count() == 2
    for person in (people.kustodian, people.kustodian2, people.penempatan, people.petugas1):
        assert rung(person) == []
    assert found() == []


def test_another_address_rings_all_who_know_the_house_and_nobody_else(world):
    people = world.people
    keep_location(world.a, whereabouts(NEW), by=people.kustodian)
    told = {}
    for person in (people.kustodian, people.kustodian2, people.penempatan, people.petugas1):
        ((title, code, where),) = rung(person)
        told[person.username] = (people.kustodian.get_full_name() in title, code, where)
        assert NEW not in title
    assert set(told.values()) == {(True, "Seroja", url("house", world.a.pk))}
    others = (people.petugas2, people.manajer, people.operator112, people.auditor, people.pengantar)
    assert [rung(person) for person in others] == [[]] * len(others)
    assert "Seroja" in browser(people.kustodian2).get("/").content.decode()


def test_who_no_longer_keeps_the_house_is_not_told(world):
    people = world.people
    keep_location(world.a, whereabouts(NEW), by=people.kustodian)
    withdraw(world.a, KEEP, people.kustodian2.unit, by=people.kustodian)
    assert rung(people.kustodian2) == []


def test_auditors_find_it_first_and_are_led_to_the_event(world):
    keep_location(world.a, whereabouts(NEW), by=world.people.kustodian2)
    (one,) = found()
    act = HouseReference.every.filter(act=WRITTEN, staff_id=world.people.kustodian2.pk).get()
    assert (one.weight, one.of_houses, one.url) == (101, True, url("event", act.pk))
    assert world.people.kustodian2.get_full_name() in one.sentence
    assert "Seroja" not in one.sentence and act.pk.hex not in one.key.replace("-", "")
    assert findings.standing(timezone.now())[0] == one


def test_it_rings_for_three_days_and_is_found_for_thirty(world):
    keep_location(world.a, whereabouts(NEW), by=world.people.kustodian)
    for days, rings, finds in ((2.9, 1, 1), (3.1, 0, 1), (29.9, 0, 1), (30.1, 0, 0)):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            assert (len(rung(world.people.penempatan)), len(found())) == (rings, finds)


def test_whoever_writes_again_and_again_hides_no_other_house(world):
    people = world.people
    keep_location(world.a, whereabouts(NEW), by=people.kustodian)
    for number in range(60):
        keep_location(world.b, whereabouts(f"Jalan {number}"), by=people.kustodian)
    request = world.request()
    lines = today.lists(people.penempatan)
    assert [code for _title, code, _url in rung(people.penempatan)] == ["Seroja", "Teratai"]
    assert "berulang kali" in rung(people.penempatan)[1][0]
    assert request.card.code in {item.reference for bucket in lines.values() for item in bucket}
    assert ["berulang kali" in one.sentence for one in found()] == [True, False]


def test_two_who_wrote_are_one_line_and_two_findings(world):
    people = world.people
    keep_location(world.a, whereabouts(NEW), by=people.kustodian)
    keep_location(world.a, whereabouts("Jalan Lain No. 2"), by=people.kustodian2)
    ((title, _code, _url),) = rung(people.penempatan)
    assert people.kustodian2.get_full_name() in title and "berulang kali" in title
    assert {one.whose for one in found()} == {str(people.kustodian.pk), str(people.kustodian2.pk)}


def test_what_was_put_in_for_a_time_to_come_hides_nothing(world):
    """Whoever may insert into the houses' database, as the application may."""
    people = world.people
    for number in range(60):
        HouseReference.every.create(
            id=uuid4(), act=WRITTEN, staff_id=uuid4(), house_id=world.b.pk if number % 2 else uuid4(),
            at=timezone.now() + timedelta(days=number),
        )  # fmt: skip
    keep_location(world.a, whereabouts(NEW), by=people.kustodian)
    assert {code for _title, code, _url in rung(people.penempatan)} == {"Seroja", "Teratai"}
    assert str(people.kustodian.pk) in {one.whose for one in found()}


def test_a_house_s_first_address_rings_where_somebody_was_sent_there_before(world):
    bare = open_house("Kemuning", by=world.people.kustodian)
    furnish_room(bare, number=1, sleeps=[1], by=world.people.kustodian)
    entrust(bare, KEEP, world.people.kustodian.unit, by=world.people.kustodian)
    entrust(bare, PLACE, world.people.penempatan.unit, by=world.people.kustodian)
    world.hold(house=bare)
    keep_location(bare, whereabouts(NEW), by=world.people.kustodian)
    assert "Kemuning" in {code for _title, code, _url in rung(world.people.penempatan)}
    assert len(found()) == 1


def test_whoever_wrote_it_signs_nothing_off(world):
    writer = world.people.kustodian2
    keep_location(world.a, whereabouts(NEW), by=writer)
    (one,) = found()
    assert findings.judges(one, writer) and not findings.judges(one, world.people.auditor)


def test_statements_of_start_pages_tell_the_main_database_nothing_of_it(world):
    clients = [browser(world.people.kustodian2), browser(world.people.penempatan), browser(world.people.petugas1)]

    def said() -> list:
        statements = Statements()
        with connections["default"].execute_wrapper(statements):
            for client in clients:
                client.get("/")
        return statements.said

    said()
    before = said()
    keep_location(world.a, whereabouts(NEW), by=world.people.kustodian)
    assert said() == before


@pytest.mark.sqlite_only  # PostgreSQL chooses by how few rows there are
def test_the_rows_are_found_by_an_index():
    houses = connections["shelters"]
    with CaptureQueriesContext(houses) as captured:
        rewritten.rewritten(timezone.now() - rewritten.LOOKED_BACK, [])
    (asked,) = captured.captured_queries
    with houses.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked['sql']}")
        assert "written_of_houses" in str(cursor.fetchall())
