"""A file that is shut to every placement officer: custodians decide, and nobody passes a wall they stand behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from access.models import Agency, ConflictOfInterest, Staff
from access.roles import Role
from audit import findings
from audit.register import unwatched
from casework import today
from shelters import actions, schedule
from shelters.models import Hold, HouseReference, PlacementRequest, Stay, Transfer
from shelters.queries import waiting
from tests.audit.people import staff
from tests.shelters.alike import Statements
from tests.shelters.world import NAME, browser, get, post, url

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def wall(person, case_id) -> None:
    with unwatched():
        ConflictOfInterest.objects.create(staff=person, case_id=case_id, strength="declared")


@pytest.fixture
def shut(world):
    """A request of a file that the only placement officer is kept out of."""
    request = world.request()
    wall(world.people.penempatan, request.case_id)
    return request


def told(person) -> list:
    return [item for items in today.lists(person).values() for item in items if item.url.startswith("/penempatan/")]


def alarms(person) -> list[str]:
    now = [str(item.title) for item in today.lists(person)["due"] if item.urgency == today.NOW]
    return [title for title in now if "jadwal piket" not in title]  # nobody is on the roster of these tests


def test_custodians_see_it_at_once_and_no_other_request(world, shut):
    people, other = world.people, world.request()
    assert [get(people.penempatan, "request", one.pk).status_code for one in (shut, other)] == [404, 200]
    for custodian in (people.kustodian, people.kustodian2):
        assert [get(custodian, "request", one.pk).status_code for one in (shut, other)] == [200, 404]
        desk = get(custodian, "desk").content.decode()
        assert (url("request", shut.pk) in desk, url("request", other.pk) in desk) == (True, False)
        (line,) = told(custodian)
        assert (line.url, line.urgency, line.bucket) == (url("request", shut.pk), today.NOW, "due")
        assert waiting.count(custodian) == 1
    assert [line.url for line in told(people.penempatan)] == [url("request", other.pk)]


def test_while_an_officer_sees_it_custodians_see_nothing(world):
    request, second = world.request(), staff("penempatan-2", Role.PLACEMENT_OFFICER)
    wall(world.people.penempatan, request.case_id)
    custodian = world.people.kustodian
    assert (get(custodian, "request", request.pk).status_code, told(custodian), waiting.count(custodian)) == (
        404,
        [],
        0,
    )
    Staff.objects.filter(pk=second.pk).update(is_active=False)
    assert (get(custodian, "request", request.pk).status_code, waiting.count(custodian)) == (200, 1)


def test_where_no_officer_works_custodians_see_every_request(world):
    request, custodian = world.request(), world.people.kustodian
    assert get(custodian, "request", request.pk).status_code == 404
    Staff.objects.filter(role=Role.PLACEMENT_OFFICER).update(is_active=False)
    assert get(custodian, "request", request.pk).status_code == 200


def test_a_custodian_holds_a_place_sends_an_escort_lets_it_go_and_answers(world, shut):
    people, custodian = world.people, world.people.kustodian2
    place = world.places(world.b)[0]
    assert post(custodian, "request", shut.pk, place=place.pk, hours=4, reason="only_free").status_code == 303
    hold = Hold.every.get(request=shut)
    assert "Teratai" in get(custodian, "request", shut.pk).content.decode()
    assert post(custodian, "escort", hold.pk, escort=people.pengantar.pk, hours=3).status_code == 303
    assert (Transfer.every.get(hold=hold).escort_id, hold.held_by_id) == (people.pengantar.pk, custodian.pk)
    assert post(custodian, "release", hold.pk).status_code == 303
    assert post(custodian, "decline", shut.pk, answer="full").status_code == 303
    assert PlacementRequest.every.get(pk=shut.pk).state == "declined"


def test_what_is_held_for_others_is_no_custodian_s_to_let_go_or_to_send_to(world, shut):
    hold = world.hold(world.request())
    pages = [get(world.people.kustodian, name, hold.pk).status_code for name in ("release", "escort")]
    assert pages == [404, 404]


def test_a_custodian_behind_the_wall_learns_nothing_and_the_other_one_decides(world, shut):
    behind, other = world.people.kustodian, world.people.kustodian2
    wall(behind, shut.case_id)
    assert (get(behind, "request", shut.pk).status_code, told(behind), waiting.count(behind)) == (404, [], 0)
    assert url("request", shut.pk) not in get(behind, "desk").content.decode()
    assert (get(other, "request", shut.pk).status_code, waiting.count(other)) == (200, 1)


def test_a_wall_that_comes_after_a_hold_leads_custodians_to_it_and_to_what_waits_when_it_runs_out(world):
    hold, custodian = world.hold(hours=2), world.people.kustodian
    wall(world.people.penempatan, hold.case_id)
    assert [(line.url, str(line.title)) for line in told(custodian)] == [
        (url("request", hold.request_id), "Tempat ditahan")
    ]
    with unwatched():
        Hold.every.filter(pk=hold.pk).update(expires_at=timezone.now())
    schedule.run_once(timezone.now())
    (line,) = told(custodian)
    assert (line.url, line.urgency, waiting.count(custodian)) == (url("request", hold.request_id), today.NOW, 1)


def test_a_custodian_prolongs_a_stay_that_no_officer_may_see(world):
    stay, other, custodian = world.stay(), world.stay(), world.people.kustodian
    with unwatched():
        Stay.every.update(planned_until=timezone.localdate() + timedelta(days=1))
    wall(world.people.penempatan, stay.case_id)
    extending = [reverse("shelters:extend", args=[one.pk]) for one in (stay, other)]
    assert [browser(custodian).get(page).status_code for page in extending] == [200, 404]
    assert extending[0] in browser(custodian).get("/").content.decode()


def test_a_place_held_in_a_house_that_is_another_custodian_s_is_not_named(world, shut):
    """Whoever decides about a request knows the houses that they keep, and no other one."""
    far = actions.open_house("Melur", by=world.people.kustodian)
    actions.furnish_room(far, number=1, sleeps=[1], by=world.people.kustodian)
    hold = world.hold(world.request())
    with unwatched():
        Hold.every.filter(pk=hold.pk).update(request=shut, case_id=shut.case_id, place=world.places(far)[0])
        hold.claim.delete()
        actions.allocation.claim_for_hold(world.places(far)[0], Hold.every.get(pk=hold.pk))
    page = get(world.people.kustodian, "request", shut.pk).content.decode()
    assert ("Melur" in page, url("escort", hold.pk) in page, "Ditahan di rumah" in page) == (False, False, True)


def asked(world, case) -> str:
    answer = browser(world.people.manajer).post(
        url("ask_from_case", case.pk), {"people": 1, "risk": "tinggi"}, follow=True
    )
    return next(str(message) for message in answer.context["messages"])


def test_whoever_asks_is_told_the_same_true_sentence_whoever_may_see_it(world):
    people, cases = world.people, [world.case() for _ in range(3)]
    Agency.objects.filter(code="uptppa").update(telephone="021-500700")
    wall(people.penempatan, cases[1].pk)
    for person in (people.penempatan, people.kustodian, people.kustodian2):
        wall(person, cases[2].pk)
    said = {asked(world, case) for case in cases}
    assert len(said) == 1
    (sentence,) = said
    assert ("petugas penempatan" in sentence.lower(), "021-500700" in sentence) == (False, True)


def test_what_nobody_may_decide_rings_heads_and_stands_first_for_auditors(world, shut):
    people, head = world.people, world.people.kepala
    second = staff("kepala-2", Role.HEAD)
    found = [one for one in findings.standing(timezone.now()) if one.key.startswith("nobodys-request")]
    assert (found, alarms(head)) == ([], [])
    for person in (people.kustodian, people.kustodian2, second):
        wall(person, shut.case_id)
    (finding,) = [one for one in findings.standing(timezone.now()) if one.key.startswith("nobodys-request")]
    assert (findings.standing(timezone.now())[0].weight, finding.weight, finding.of_houses) == (101, 101, True)
    event = HouseReference.every.get(act="request.ask", case_id=shut.case_id)
    assert (finding.url, str(shut.pk) in finding.key) == (url("event", event.pk), False)
    (line,) = alarms(head)
    assert ("tidak dapat diputuskan siapa pun" in line, alarms(second), NAME in line) == (True, [], False)
    with unwatched():
        ConflictOfInterest.objects.filter(staff=people.kustodian2).update(lifted_at=timezone.now())
    assert alarms(head) == []


def test_statements_of_the_main_database_are_the_same_whether_a_place_is_asked_for_or_not(world):
    case, custodian = world.case(), world.people.kustodian
    wall(world.people.penempatan, case.pk)

    def said() -> list:
        statements = Statements()
        client = browser(custodian)
        with connections["default"].execute_wrapper(statements):
            client.get("/")
            client.get(url("desk"))
        return [one for one in statements.said if "audit_" not in str(one)]

    before = said()
    world.request(case)
    assert said() == before
