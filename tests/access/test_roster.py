"""The roster of those who decide about break-glass: whose hours, and which hours have no pair."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from access import roster
from access.errors import Refused
from access.models import Duty
from access.roles import Role
from audit.register import unwatched
from tests.access.making import person, saved, unit

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(EVENING, tick=False) as clock:
        yield clock


def known(role: Role, within, nik: str):
    staff = person(role, within=within)
    staff.nik = nik
    saved(staff)
    return staff


@pytest.fixture
def sides():
    """A supervisor of one agency and a duty officer of another."""
    return known(Role.SUPERVISOR, unit(), "9999020101800001"), known(Role.DUTY_OFFICER, unit(), "9999020101800002")


def put(staff, begins: int, ends: int) -> Duty:
    """On the roster from so many hours after now to so many."""
    return roster.enter(staff, begins=EVENING + begins * HOUR, ends=EVENING + ends * HOUR, by=staff)


def found(hours: int) -> list[tuple]:
    gaps = roster.gaps(roster.to_come(timezone.now()), EVENING, EVENING + hours * HOUR)
    return [((gap.begins - EVENING) // HOUR, (gap.ends - EVENING) // HOUR, gap.missing) for gap in gaps]


def test_an_hour_without_a_pair_is_told_with_the_side_that_is_missing(sides):
    supervisor, officer = sides
    assert found(12) == [(0, 12, (0, 1))]
    put(supervisor, -1, 8)
    put(officer, 2, 6)
    put(officer, 6, 10)
    assert found(12) == [(0, 2, (1,)), (8, 10, (0,)), (10, 12, (0, 1))]
    put(supervisor, 8, 12)
    put(officer, 0, 2)
    put(officer, 10, 12)
    assert found(12) == []


def test_who_has_left_is_on_no_roster(sides):
    supervisor, officer = sides
    put(supervisor, -1, 12)
    put(officer, -1, 12)
    assert (found(12), set(roster.on_duty(timezone.now()))) == ([], {supervisor, officer})
    with unwatched():
        officer.is_active = False
        officer.save()
    assert (found(12), roster.on_duty(timezone.now())) == ([(0, 12, (1,))], [supervisor])


def test_on_duty_is_who_has_begun_and_not_ended(sides, clock):
    supervisor, _ = sides
    put(supervisor, 1, 2)
    for minutes, there in ((59, []), (60, [supervisor]), (119, [supervisor]), (120, [])):
        clock.move_to(EVENING + timedelta(minutes=minutes))
        assert roster.on_duty(timezone.now()) == there


@pytest.mark.parametrize(("begins", "ends"), [(2, 2), (2, 1), (0, 25), (-3, 0)])
def test_hours_that_are_none_too_long_or_past_are_refused(sides, begins, ends):
    with pytest.raises(Refused):
        put(sides[0], begins, ends)
    assert not Duty.objects.exists()


def test_one_puts_colleagues_of_ones_own_agency_who_decide_and_are_known(sides):
    supervisor, officer = sides
    manager = known(Role.CASE_MANAGER, supervisor.unit, "9999020101800003")
    unknown = person(Role.SUPERVISOR, within=supervisor.unit)
    assert list(roster.colleagues(supervisor)) == [supervisor]
    for staff in (officer, manager, unknown):
        with pytest.raises(Refused):
            roster.enter(staff, begins=EVENING, ends=EVENING + HOUR, by=supervisor)
    duty = put(officer, 0, 1)
    with pytest.raises(Refused):
        roster.strike(duty, by=supervisor)
    roster.strike(duty, by=officer)
    assert not Duty.objects.exists()


def test_the_page_names_the_gaps_and_takes_hours(signed_in, sides):
    supervisor, officer = sides
    desk = signed_in(supervisor)
    page = desk.get("/jadwal-piket/")
    assert page.context["gaps"][0].missing == (0, 1)
    typed = {"colleague": str(supervisor.pk), "begins": "2026-11-23T19:00", "ends": "2026-11-24T07:00"}
    assert desk.post("/jadwal-piket/", typed).status_code == 303
    duty = Duty.objects.get()
    assert (duty.staff, duty.begins, duty.ends) == (supervisor, EVENING, EVENING + 12 * HOUR)
    assert desk.post("/jadwal-piket/", {**typed, "ends": "x"}).status_code == 422
    assert desk.post("/jadwal-piket/", {**typed, "colleague": str(officer.pk)}).status_code == 422
    strike = f"/jadwal-piket/{duty.pk}/hapus/"
    assert signed_in(officer).post(strike).status_code == 404
    assert desk.get(strike).status_code == 200
    assert Duty.objects.exists()
    assert desk.post(strike).status_code == 303
    assert not Duty.objects.exists()
