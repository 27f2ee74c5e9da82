"""Whoever holds a place, or sends somebody there, proves who they are; what could tell where houses are rings."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connections
from django.utils import timezone

from access import signin
from access.models import ConflictOfInterest
from access.roles import Role
from audit import findings
from audit.register import unwatched
from casework import today
from shelters.actions.hold import release_hold
from shelters.actions.transfer import assign_escort
from shelters.models import Hold, HouseReference, Transfer
from shelters.queries import sent_around
from shelters.roots.actions import KEEP, SERVE, entrust, withdraw
from shelters.workflow import ESCORT_HOURS
from tests.audit.people import staff
from tests.shelters.alike import Statements
from tests.shelters.world import browser, url, whereabouts

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def on_a_code(person):
    """Their browser, in a session that a code opened for one shift."""
    client = browser(person, stepped_up=False)
    session = client.session
    session[signin.FOR_THE_SHIFT] = int((timezone.now() + timedelta(hours=12)).timestamp())
    session.save()
    return client


def held(client, world, request, house):
    place = next(p for p in world.places(house) if not hasattr(p, "claim"))
    return client.post(url("request", request.pk), {"place": place.pk, "hours": 4, "reason": "only_free"})


def sent(client, world, hold):
    return client.post(url("escort", hold.pk), {"escort": world.people.pengantar.pk, "hours": 3})


def rung(person) -> list[tuple[str, str]]:
    return [(str(item.title), item.reference) for item in today.lists(person)["due"] if item.urgency == today.NOW]


def found(kind: str) -> list[findings.Finding]:
    return [one for one in findings.standing(timezone.now()) if one.key.startswith(kind)]


def test_holding_a_place_and_naming_an_escort_ask_for_a_step_up_and_nothing_is_done_before(world):
    officer, request, hold = world.people.penempatan, world.request(), world.hold(world.request())
    client = browser(officer, stepped_up=False)
    for answer in (held(client, world, request, world.b), sent(client, world, hold)):
        assert (answer.status_code, answer["Location"]) == (303, "/masuk/lagi/")
        assert client.session[signin.BACK] == url("desk")
    assert (Hold.every.count(), Transfer.every.count()) == (1, 0)
    assert b'data-keep="off"' not in client.get(url("request", request.pk)).content.split(b"<main", 1)[1]
    proved = browser(officer)
    assert [held(proved, world, request, world.b)["Location"], sent(proved, world, hold)["Location"]] == [
        url("desk")
    ] * 2
    assert (Hold.every.count(), Transfer.every.count()) == (2, 1)
    assert [rung(person) for person in (world.people.kustodian, world.people.kustodian2)] == [[], []]


def test_whoever_may_not_be_there_gets_the_404_before_any_step_up(world):
    request, hold = world.request(), world.hold(world.request())
    for person in (world.people.manajer, world.people.kustodian, world.people.petugas1):
        client = browser(person, stepped_up=False)
        assert [held(client, world, request, world.a).status_code, sent(client, world, hold).status_code] == [404, 404]


def test_one_who_is_alone_with_a_code_sends_a_car_and_custodians_are_rung_at_once(world):
    people, request = world.people, world.request()
    client = on_a_code(people.penempatan)
    assert held(client, world, request, world.b)["Location"] == url("desk")
    assert sent(client, world, Hold.every.get())["Location"] == url("desk")
    assert Transfer.every.get().escort_id == people.pengantar.pk
    for custodian in (people.kustodian, people.kustodian2):
        lines = rung(custodian)
        assert [code for _title, code in lines] == ["Teratai", "Teratai"]
        assert {people.penempatan.get_full_name() in title for title, _code in lines} == {True}
        assert request.card.code not in str(lines)
    assert [rung(person) for person in (people.penempatan, people.petugas2, people.manajer)] == [[], [], []]
    first, second = found("on-code")
    assert (findings.standing(timezone.now())[:2], first.weight) == ([first, second], 101)
    events = HouseReference.every.filter(act__in=("hold.place_on_code", "transfer.assign_on_code"))
    assert {first.url, second.url} == {url("event", event.pk) for event in events}
    assert (first.of_houses, people.penempatan.get_full_name() in first.sentence) == (True, True)


def test_it_rings_for_a_day(world):
    held(on_a_code(world.people.penempatan), world, world.request(), world.a)
    assert len(rung(world.people.kustodian)) == 1
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert rung(world.people.kustodian) == []
        assert len(found("on-code")) == 1


def wall(person, case_id) -> None:
    with unwatched():
        ConflictOfInterest.objects.create(staff=person, case_id=case_id, strength="declared")


def test_a_custodian_behind_a_wall_of_hers_is_not_rung_for_her(world):
    request, behind = world.request(), world.people.kustodian
    wall(behind, request.case_id)
    client = on_a_code(world.people.penempatan)
    held(client, world, request, world.a)
    sent(client, world, Hold.every.get())
    release_hold(Hold.every.get(), by=world.people.penempatan)
    with_escorts(world, request, world.b)
    with_escorts(world, request, world.a)
    assert (rung(behind), len(rung(world.people.kustodian2))) == ([], 3)


def test_where_all_who_keep_the_house_stand_behind_a_wall_they_are_rung_all_the_same(world):
    people, request = world.people, world.request()
    for custodian in (people.kustodian, people.kustodian2):
        wall(custodian, request.case_id)
    held(on_a_code(people.penempatan), world, request, world.a)
    release_hold(Hold.every.get(), by=people.penempatan)
    with_escorts(world, request, world.b)
    with_escorts(world, request, world.a)
    told = [rung(custodian) for custodian in (people.kustodian, people.kustodian2)]
    assert [[houses for _title, houses in lines] for lines in told] == [["Seroja", "Seroja, Teratai"]] * 2
    assert request.card.code not in str(told)


def test_of_one_escort_s_round_each_custodian_is_rung_for_what_is_hers(world, monkeypatch):
    """Each keeps one of the houses, and is kept out of the file for which the escort drove to the other one's."""
    people, files = world.people, (uuid4(), uuid4(), uuid4())
    houses, now = (world.a.pk, world.b.pk, uuid4()), timezone.now()
    steps = tuple(
        sent_around.Step(now, house, people.penempatan.pk, file, uuid4())
        for house, file in zip(houses, files, strict=True)
    )
    monkeypatch.setattr(sent_around, "rounds", lambda since: [sent_around.Round(steps)])
    withdraw(world.b, KEEP, people.kustodian.unit, by=people.kustodian)
    withdraw(world.a, KEEP, people.kustodian2.unit, by=people.kustodian)
    wall(people.kustodian, files[1])
    wall(people.kustodian2, files[0])
    assert [[houses for _title, houses in rung(one)] for one in (people.kustodian, people.kustodian2)] == [
        ["Seroja"], ["Teratai"],
    ]  # fmt: skip


def test_whoever_did_it_signs_nothing_off(world):
    request, officer = world.request(), world.people.penempatan
    held(on_a_code(officer), world, request, world.a)
    with_escorts(world, world.request(), world.b)
    with_escorts(world, world.request(), world.a, escort=world.people.pengantar)
    release_hold(Hold.every.filter(state="held").first(), by=officer)
    for house in (world.a, world.b):
        with_escorts(world, request, house)
    for one in (*found("on-code"), *found("sent-around")):
        assert findings.judges(one, officer)
    assert found("on-code") and found("sent-around")


def with_escorts(world, request, house, escort=None):
    """A place held there, somebody sent to it, and let go again."""
    hold = world.hold(request, house)
    assign_escort(hold, escort=escort or world.people.pengantar, hours=ESCORT_HOURS[0], by=world.people.penempatan)
    release_hold(hold, by=world.people.penempatan)


def test_one_request_for_which_escorts_are_sent_to_two_houses_in_a_day_rings(world):
    request, custodian = world.request(), world.people.kustodian
    with_escorts(world, request, world.a)
    with_escorts(world, request, world.a)
    assert (rung(custodian), found("sent-around")) == ([], [])
    with_escorts(world, request, world.b)
    ((title, codes),) = rung(custodian)
    assert (world.people.penempatan.get_full_name() in title, codes) == (True, "Seroja, Teratai")
    (finding,) = found("sent-around")
    assert (finding.weight, finding.of_houses, findings.standing(timezone.now())[0]) == (101, True, finding)
    with unwatched():
        Transfer.every.filter(house_id=world.a.pk).update(starts_at=timezone.now() - timedelta(hours=25))
    assert (rung(custodian), found("sent-around")) == ([], [])


def third(world):
    """A house more."""
    house = world.house("Melur", world.people.petugas1, whereabouts("Jalan Ketapang Rimbun No. 8"))
    entrust(house, SERVE, world.people.petugas1, by=world.people.kustodian)
    return house


def test_one_request_that_is_held_in_three_houses_in_a_day_rings(world):
    request, houses = world.request(), (world.a, world.b, third(world))
    told = []
    for house in houses:
        release_hold(world.hold(request, house), by=world.people.penempatan)
        told.append(len(rung(world.people.kustodian)))
    assert told == [0, 0, 1]


def test_one_escort_who_is_sent_to_three_houses_for_others_each_time_rings(world):
    houses, other = (world.a, world.b, third(world)), staff("pengantar-2", Role.ESCORT)
    for house in houses:
        with_escorts(world, world.request(), house, escort=other if house == world.b else None)
    assert rung(world.people.kustodian) == []
    with_escorts(world, world.request(), world.b)
    assert [codes for _title, codes in rung(world.people.kustodian)] == ["Melur, Seroja, Teratai"]


def test_statements_of_the_main_database_tell_nothing_of_what_rings(world):
    request, client = world.request(), browser(world.people.kustodian)

    def said() -> list:
        statements = Statements()
        with connections["default"].execute_wrapper(statements):
            client.get("/")
        return statements.said

    client.get("/")
    before = said()
    held(on_a_code(world.people.penempatan), world, request, world.a)
    with_escorts(world, world.request(), world.b)
    assert said() == before
