"""Whom nobody in her house may see: whoever decides about places records that she came; no bed is lost meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connections
from django.utils import timezone

from access.models import ConflictOfInterest, Staff
from access.roles import Role
from audit.register import unwatched
from casework import today
from shelters import schedule
from shelters.actions.transfer import assign_escort, finish_escort
from shelters.models import Claim, Hold, Stay, Transfer
from shelters.roots.actions import SERVE, entrust
from tests.audit.people import staff
from tests.shelters.alike import Statements
from tests.shelters.test_standing_in import alarms, wall
from tests.shelters.world import NAME, browser, get, post, url

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

NOBODY = "Tidak ada petugas rumah yang dapat mencatat kedatangannya: catat di sini begitu ia tiba"
RAN_OUT = "Waktu tahan tempatnya habis sebelum kedatangannya tercatat: tanyakan di mana ia sekarang"


@pytest.fixture
def coming(world):
    """She is on her way to house A, whose only staff stands behind a wall of hers since."""
    hold = world.hold()
    assign_escort(hold, escort=world.people.pengantar, hours=6, by=world.people.penempatan)
    wall(world.people.petugas1, hold.case_id)
    return hold


def may_receive(hold) -> set[str]:
    return {
        one.username
        for one in Staff.objects.filter(is_active=True)
        if browser(one).get(url("arrive", hold.pk)).status_code == 200
    }


def told(person) -> list:
    return [item for items in today.lists(person).values() for item in items if item.url.startswith("/hunian/")]


def lines(person) -> list[tuple[str, str]]:
    return [(str(item.title), item.url) for item in told(person)]


def test_the_officer_is_told_before_everything_and_records_that_she_came(world, coming):
    people = world.people
    first = today.lists(people.penempatan)["due"][0]
    assert (str(first.title), first.url, first.urgency) == (NOBODY, url("arrive", coming.pk), today.NOW)
    assert NAME in get(people.penempatan, "arrive", coming.pk).content.decode()
    assert post(people.penempatan, "arrive", coming.pk, rules_agreed="on", things=["phone"]).status_code == 303
    stay = Stay.every.get(case_id=coming.case_id)
    assert (stay.place_id, Transfer.every.get().state, alarms(people.penempatan)) == (coming.place_id, "done", [])


def served_by_her(world, case_id):
    return None


def by_nobody_who_works(world, case_id):
    Staff.objects.filter(pk=world.people.petugas1.pk).update(is_active=False)


def by_one_behind_a_wall(world, case_id):
    wall(world.people.petugas1, case_id)


def by_one_whose_unit_is_kept_out(world, case_id):
    with unwatched():
        ConflictOfInterest.objects.create(unit=world.people.petugas1.unit, case_id=case_id, strength="declared")


def by_a_second_one(world, case_id):
    wall(world.people.petugas1, case_id)
    entrust(world.a, SERVE, staff("petugas-3", Role.HOUSE_STAFF), by=world.people.kustodian)


def and_the_officer(world, case_id):
    for person in (world.people.petugas1, world.people.penempatan):
        wall(person, case_id)


def and_a_custodian(world, case_id):
    for person in (world.people.petugas1, world.people.penempatan, world.people.kustodian):
        wall(person, case_id)


def the_officer_alone(world, case_id):
    wall(world.people.penempatan, case_id)


@pytest.mark.parametrize(
    ("house", "who"),
    [
        (served_by_her, {"petugas1"}),
        (by_one_behind_a_wall, {"penempatan"}),
        (by_one_whose_unit_is_kept_out, {"penempatan"}),
        (by_nobody_who_works, {"penempatan"}),
        (by_a_second_one, {"petugas-3"}),
        (and_the_officer, {"kustodian", "kustodian2"}),
        (and_a_custodian, {"kustodian2"}),
        (the_officer_alone, {"petugas1"}),
    ],
)
def test_the_table_of_who_receives_her(world, house, who):
    hold, elsewhere = world.hold(), world.hold(house=world.b)
    house(world, hold.case_id)
    assert (may_receive(hold), may_receive(elsewhere)) == (who, {"petugas2"})


def test_a_custodian_receives_nobody_while_an_officer_may_see_her(world, coming):
    """Not even where another file is shut to all officers, so that custodians decide about that one."""
    other = world.hold()
    and_the_officer(world, other.case_id)
    custodian = world.people.kustodian
    assert [get(custodian, "arrive", hold.pk).status_code for hold in (coming, other)] == [404, 200]
    assert [link for _title, link in lines(custodian) if "datang" in link] == [url("arrive", other.pk)]


def test_a_custodian_receives_nobody_in_a_house_that_is_another_custodian_s(world):
    hold = world.hold()
    and_the_officer(world, hold.case_id)
    stranger = staff("kustodian-3", Role.CUSTODIAN)
    assert (get(stranger, "arrive", hold.pk).status_code, lines(stranger)) == (404, [])
    assert (NOBODY, url("arrive", hold.pk)) in lines(world.people.kustodian)


def test_the_one_behind_the_wall_learns_nothing_by_it(world):
    before, hold = lines(world.people.petugas1), world.hold()
    wall(world.people.petugas1, hold.case_id)
    assert (lines(world.people.petugas1), get(world.people.petugas1, "arrive", hold.pk).status_code) == (before, 404)
    assert NAME not in get(world.people.petugas1, "board", world.a.pk).content.decode()


@pytest.mark.parametrize("walled", [True, False])
def test_a_held_place_does_not_run_out_under_an_escort_who_is_under_way(world, walled):
    """Whether there is a wall or not: her board's clock would tell the one behind it."""
    hold, people = world.hold(hours=4), world.people
    way = assign_escort(hold, escort=people.pengantar, hours=6, by=people.penempatan)
    if walled:
        wall(people.petugas1, hold.case_id)
    with time_machine.travel(hold.expires_at + timedelta(minutes=1)):
        assert schedule.run_once(timezone.now()) == 0
        assert (Hold.every.get(pk=hold.pk).state, Transfer.every.get().state) == ("held", "planned")
        assert Claim.every.filter(place_id=hold.place_id, hold=hold).exists()
    with time_machine.travel(way.ends_at + timedelta(minutes=1)):
        assert schedule.run_once(timezone.now()) == 1
        assert Hold.every.get(pk=hold.pk).state == "expired"


def test_an_officer_receives_her_alone_whom_her_house_may_not_see(world):
    kept, seen = world.hold(), world.hold(world.request())
    wall(world.people.petugas1, kept.case_id)
    assert [get(world.people.penempatan, "arrive", hold.pk).status_code for hold in (kept, seen)] == [200, 404]


def test_an_escort_who_leaves_later_keeps_no_place_that_ran_out_before(world):
    hold, people = world.hold(hours=4), world.people
    later = hold.expires_at + timedelta(hours=1)
    assign_escort(hold, escort=people.pengantar, hours=3, starts_at=later, by=people.penempatan)
    assert schedule.run_once(hold.expires_at) == 1


def test_an_escort_who_is_done_before_the_house_wrote_it_down_keeps_the_place_for_the_hours_of_the_way(world, coming):
    way = Transfer.every.get()
    finish_escort(way, by=world.people.pengantar)
    with time_machine.travel(coming.expires_at):
        assert schedule.run_once(timezone.now()) == 0
    with time_machine.travel(way.ends_at):
        assert schedule.run_once(timezone.now()) == 1


def test_a_held_place_that_ran_out_rings_whoever_decides(world, coming):
    people, way = world.people, Transfer.every.get()
    finish_escort(way, by=people.pengantar)
    assert RAN_OUT not in alarms(people.penempatan)
    with time_machine.travel(max(way.ends_at, coming.expires_at)):
        assert schedule.run_once(timezone.now()) == 1
        assert RAN_OUT in alarms(people.penempatan)
        wall(people.penempatan, coming.case_id)
        assert (alarms(people.penempatan), RAN_OUT in alarms(people.kustodian)) == ([], True)


def test_who_lives_where_nobody_may_see_her_is_recorded_as_gone_by_the_officer(world):
    stay, people = world.stay(), world.people
    assert get(people.penempatan, "leave", stay.pk).status_code == 404
    wall(people.petugas1, stay.case_id)
    assert url("leave", stay.pk) in [item.url for item in told(people.penempatan)]
    assert post(people.penempatan, "leave", stay.pk, destination="family", things_returned="on").status_code == 303
    assert Stay.every.get(pk=stay.pk).state == "left"


def test_the_main_database_is_asked_the_same_whether_she_is_placed_or_not(world):
    case, officer = world.case(), world.people.penempatan
    wall(world.people.petugas1, case.pk)

    def said() -> list:
        statements = Statements()
        with connections["default"].execute_wrapper(statements):
            browser(officer).get("/")
        return [one for one in statements.said if "audit_" not in str(one)]

    before = said()
    world.hold(world.request(case))
    assert said() == before


def test_where_every_house_is_served_it_costs_the_start_page_one_statement(world, django_assert_num_queries):
    from shelters.queries.standing_in import unreceived

    world.hold()
    with django_assert_num_queries(1):
        assert unreceived() is None
