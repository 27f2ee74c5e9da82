"""Step 7 of the road: request, free places, hold, arrival, extension, departure; each by the person who does it."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.errors import NotNow, Refused
from access.newest import key_of
from casework.models import Ticket
from shelters import actions, schedule
from shelters.models import (
    Belonging,
    Claim,
    Hold,
    HouseReference,
    PlacementRequest,
    ReferenceCase,
    ResidentCard,
    Stay,
)
from shelters.queries.desk import MOST, page_for
from shelters.queries.protection import protection_of
from tests.shelters.world import NAME, browser, get, post, url

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_the_whole_way_through_the_pages(world):
    people, case = world.people, world.case()
    page = get(people.manajer, "ask_from_case", case.pk)
    assert page.status_code == 200
    assert NAME in page.content.decode()
    answer = post(people.manajer, "ask_from_case", case.pk, name=NAME, people="2", needs=["infant"], risk="tinggi")
    assert (answer.status_code, answer["Location"]) == (303, f"/kasus/{case.pk}/")
    request = PlacementRequest.every.get(case_id=case.pk)
    desk = get(people.penempatan, "request", request.pk).content.decode()
    assert NAME in desk
    assert "cukup untuk 2 orang" in desk
    assert "hanya untuk 1 orang" in desk
    family = world.places(world.a)[2]
    answer = post(people.penempatan, "request", request.pk, place=str(family.pk), hours="4")
    assert (answer.status_code, answer["Location"]) == (303, "/penempatan/")
    hold = Hold.every.get(request=request)
    assert hold.expires_at - hold.held_at == timedelta(hours=4)
    board = f"/rumah/{world.a.pk}/hunian/"
    assert "ditahan sampai" in get(people.petugas1, "board", world.a.pk).content.decode()
    assert NAME in get(people.petugas1, "arrive", hold.pk).content.decode()
    answer = post(people.petugas1, "arrive", hold.pk, things=["phone", "medicine"], rules_agreed="on")
    assert (answer.status_code, answer["Location"]) == (303, board)
    stay = Stay.every.get(case_id=case.pk)
    assert stay.planned_until == timezone.localdate() + timedelta(days=14)
    assert NAME in get(people.petugas1, "board", world.a.pk).content.decode()
    assert "Telepon" in get(people.petugas1, "card", stay.pk).content.decode()
    assert post(people.penempatan, "extend", stay.pk, nights="7")["Location"] == board
    stay.refresh_from_db()
    assert stay.planned_until == timezone.localdate() + timedelta(days=21)
    answer = post(people.petugas1, "leave", stay.pk, destination="family", things_returned="on")
    assert (answer.status_code, answer["Location"]) == (303, board)
    assert list(Belonging.every.filter(returned_at=None)) == []
    assert Claim.every.count() == 0
    assert get(people.petugas1, "card", stay.pk).status_code == 404


def test_case_manager_sees_asked_then_protected_since_and_never_which_house(world):
    case = world.case()
    case_page = f"/kasus/{case.pk}/"
    manager = browser(world.people.manajer)
    assert "tidak ada permohonan" in manager.get(case_page).content.decode()
    hold = world.hold(world.request(case))
    assert "sudah diminta" in manager.get(case_page).content.decode()
    actions.arrive(hold, rules_agreed=True, by=world.people.petugas1)
    page = manager.get(case_page).content.decode()
    assert "Dalam perlindungan sejak" in page
    assert world.a.code not in page
    assert str(world.a.pk) not in page


def test_an_emergency_place_is_asked_from_the_ticket_without_a_typed_word(world):
    ticket = world.ticket()
    client = browser(world.people.operator112)
    assert url("ask_from_ticket", ticket.pk) in client.get(f"/tiket/{ticket.pk}/").content.decode()
    answer = client.post(url("ask_from_ticket", ticket.pk), {"people": "1", "risk": "tinggi"})
    assert (answer.status_code, answer["Location"]) == (303, f"/tiket/{ticket.pk}/")
    assert ResidentCard.every.get(case_id=ticket.pk).code == ticket.number


def test_asking_twice_makes_one_request_and_both_askers_read_the_same(world):
    ticket = world.ticket()
    first = post(world.people.operator112, "ask_from_ticket", ticket.pk, people="1", risk="tinggi")
    second = post(world.people.penerima, "ask_from_ticket", ticket.pk, people="1", risk="tinggi")
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert first.cookies["messages"].value.split(":")[0] == second.cookies["messages"].value.split(":")[0]
    request = PlacementRequest.every.get(case_id=ticket.pk)
    assert request.asked_again_at is not None


def test_how_long_asking_takes_does_not_say_that_somebody_asked_before(world):
    """It takes as many statements of each database; those of the main one are of the same kinds."""
    asked_before, first, warm = world.ticket(), world.ticket(), world.ticket()
    post(world.people.penerima, "ask_from_ticket", asked_before.pk, people="1", risk="tinggi")
    operator = browser(world.people.operator112)
    said = []
    for ticket in (warm, asked_before, first):  # the first one's also read what a process reads once
        with ExitStack() as stack:
            heard = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]
            answer = operator.post(url("ask_from_ticket", ticket.pk), {"people": "1", "risk": "tinggi"})
        assert answer.status_code == 303
        said.append([[query["sql"].split()[0] for query in queries] for queries in heard])
    (default, shelters), (other, others) = said[1:]
    assert default == other
    assert len(shelters) == len(others)


def test_what_is_told_later_reaches_the_officer_and_the_house_and_nothing_told_before_is_lost(world):
    """The operator asks at once and knows little; the manager asks again with names, children and needs."""
    people, case = world.people, world.case()
    actions.ask_from_ticket(
        Ticket.every.get(pk=case.pk), by=people.operator112, people=2, needs=["medical"], risk="belum"
    )
    page = browser(people.manajer).get(f"/kasus/{case.pk}/").content.decode()
    assert url("ask_from_case", case.pk) in page
    assert "Lengkapi permohonan" in page
    assert (
        "yang sudah ditulis sebelumnya tidak hilang" in get(people.manajer, "ask_from_case", case.pk).content.decode()
    )
    fields = {"name": NAME, "people": "4", "needs": ["infant"], "older_boys": "on", "risk": "tinggi"}
    assert post(people.manajer, "ask_from_case", case.pk, **fields).status_code == 303
    assert post(people.operator112, "ask_from_ticket", case.pk, people="1", risk="belum").status_code == 303
    request = PlacementRequest.every.get(case_id=case.pk)
    desk = get(people.penempatan, "request", request.pk).content.decode()
    for told in (NAME, "termasuk anak laki-laki", "Bayi (tempat tidur", "Perawatan luka", "cukup untuk 4 orang"):
        assert told in desk
    hold = world.hold(request, place=world.places(world.a)[2])
    actions.assign_escort(hold, escort=people.pengantar, hours=3, by=people.penempatan)
    shown = [get(people.petugas1, "arrive", hold.pk), get(people.petugas1, "board", world.a.pk)]
    stay = actions.arrive(hold, rules_agreed=True, by=people.petugas1)
    shown += [get(people.petugas1, "card", stay.pk), get(people.petugas1, "board", world.a.pk)]
    for answer in shown:
        assert NAME in answer.content.decode()
    for answer in (shown[0], shown[2]):
        assert "Bayi (tempat tidur" in answer.content.decode()
        assert "Perawatan luka" in answer.content.decode()
    assert "Lengkapi permohonan" not in browser(people.manajer).get(f"/kasus/{case.pk}/").content.decode()


def test_two_askers_leave_the_same_entries(world):
    """Whether somebody asked before is not told by the main database either."""
    from audit.models import AuditEntry

    told = ("action", "decision", "purpose", "object_kind", "case_id", "role", "agency")
    ticket = world.ticket()
    kept = []
    for _ in range(2):
        before = AuditEntry.objects.count()
        post(world.people.operator112, "ask_from_ticket", ticket.pk, people="1", risk="tinggi")
        entries = list(AuditEntry.objects.order_by("time", "id")[before:])
        kept.append([(*(getattr(e, name) for name in told), len(e.digests), e.touched.count()) for e in entries])
    assert kept[0] == kept[1]
    assert kept[0] != []


def test_a_place_with_doubts_needs_a_coded_reason(world):
    request = world.request(people=3)
    single = world.places(world.a)[0]
    answer = post(world.people.penempatan, "request", request.pk, place=str(single.pk), hours="2")
    assert answer.status_code == 422
    assert "kurang sesuai" in answer.content.decode()
    answer = post(world.people.penempatan, "request", request.pk, place=str(single.pk), hours="2", reason="only_free")
    assert answer.status_code == 303
    assert Hold.every.get(request=request).reason == "only_free"


def test_advice_orders_places_by_code_room_and_number_whatever_suits(world):
    from shelters.queries.desk import free_places

    told = {"people": 4, "needs": ["quiet"], "older_boys": True, "risk": "tinggi"}
    advice = free_places(world.people.penempatan, told)
    assert [(a.house_code, a.place.room.number, a.place.number) for a in advice] == sorted(
        (a.house_code, a.place.room.number, a.place.number) for a in advice
    )
    assert len(advice) == 6
    assert {a.suits for a in advice} == {False}


def test_a_hold_runs_out_and_the_request_waits_again(world):
    hold = world.hold(hours=2)
    now = hold.expires_at
    assert schedule.run_once(now - timedelta(seconds=1)) == 0
    assert schedule.run_once(now) == 1
    hold.refresh_from_db()
    assert (hold.state, hold.request.state) == ("expired", "asked")
    assert Claim.every.count() == 0
    assert schedule.run_once(now) == 0


def test_a_released_place_can_be_held_for_another(world):
    place = world.places(world.a)[0]
    first = world.hold(place=place)
    post(world.people.penempatan, "release", first.pk)
    second = world.hold(place=place)
    assert Claim.every.get().hold_id == second.pk


def test_nothing_is_done_twice_or_out_of_turn(world):
    stay = world.stay()
    with pytest.raises(NotNow):
        actions.arrive(Hold.every.get(place=stay.place), rules_agreed=True, by=world.people.petugas1)
    actions.leave(stay, destination="self", things_returned=False, by=world.people.petugas1)
    with pytest.raises(NotNow):
        actions.extend_stay(stay, nights=3, by=world.people.penempatan)
    with pytest.raises(NotNow):
        actions.leave(stay, destination="self", things_returned=False, by=world.people.petugas1)


def test_a_copy_read_before_somebody_elses_press_acts_on_nothing(world):
    hold = world.hold()
    earlier = Hold.every.get(pk=hold.pk)
    actions.release_hold(hold, by=world.people.penempatan)
    world.hold(PlacementRequest.every.get(pk=hold.request_id), place=world.places(world.b)[0])
    assert earlier.state == "held"
    with pytest.raises(NotNow):
        actions.arrive(earlier, rules_agreed=True, by=world.people.petugas1)
    assert Stay.every.count() == 0


def test_a_taken_place_is_refused_with_a_sentence(world):
    place = world.places(world.a)[0]
    world.hold(place=place)
    with pytest.raises(Refused):
        world.hold(place=place)
    request = PlacementRequest.every.filter(state="asked").get()
    answer = post(world.people.penempatan, "request", request.pk, place=str(place.pk), hours="2")
    assert answer.status_code == 422
    assert "baru saja diambil" in answer.content.decode()


def test_a_declined_request_is_told_as_answered_without_its_reason(world):
    request = world.request()
    assert post(world.people.penempatan, "decline", request.pk, answer="full").status_code == 303
    assert protection_of(request.case_id).state == "declined"
    assert get(world.people.penempatan, "request", request.pk).status_code == 404


def test_the_same_form_sent_twice_acts_once(world):
    request, client = world.request(), browser(world.people.penempatan)
    place = world.places(world.a)[0]
    fields = {"place": str(place.pk), "hours": "2", "kirim": "7a1fd3b2-64f5-4d0c-9d0e-0d1f6a2b9c11"}
    first = client.post(url("request", request.pk), fields)
    second = client.post(url("request", request.pk), fields)
    assert first.status_code == 303
    assert second.status_code == 303
    assert Hold.every.count() == 1


def test_she_moves_by_leaving_one_house_before_she_arrives_in_the_other(world):
    case = world.case()
    stay = world.stay(case)
    hold = world.hold(world.request(case), world.b)
    desk = get(world.people.penempatan, "request", hold.request_id).content.decode()
    assert f"tercatat menginap di {world.a.code}" in desk
    answer = post(world.people.petugas2, "arrive", hold.pk, rules_agreed="on")
    assert answer.status_code == 422
    assert world.a.code not in answer.content.decode()
    assert Claim.every.count() == 2
    actions.leave(stay, destination="onward", things_returned=True, by=world.people.petugas1)
    assert post(world.people.petugas2, "arrive", hold.pk, rules_agreed="on").status_code == 303


def test_whoever_waits_stands_on_a_page_of_the_desk_and_who_asked_last_on_the_start_page(world):
    asked = [actions.ask_from_ticket(world.ticket(), by=world.people.operator112) for _ in range(MOST + 1)]
    officer, path, pages = browser(world.people.penempatan), url("desk"), []
    while path:
        page = officer.get(path)
        pages.append([line["request"].pk for line in page.context["requests"]])
        path = page.context["next_url"]
    assert pages == [[one.pk for one in asked[:-1]], [asked[-1].pk]]
    last = url("request", asked[-1].pk)
    assert last in officer.get("/").content.decode()
    earlier = {read.pk for read in HouseReference.every.all()}
    assert officer.get(last).status_code == 200  # the first page stands beside it, and she is read, too
    read = HouseReference.every.exclude(pk__in=earlier).get()
    touched = ReferenceCase.every.filter(reference=read).values_list("case_id", flat=True)
    assert set(touched) == {one.case_id for one in asked}


def test_a_page_of_the_desk_that_was_emptied_meanwhile_is_the_first(world):
    request = world.request()
    end = key_of(request.asked_at, request.pk)
    assert page_for(world.people.penempatan, end) == ([request], None)
