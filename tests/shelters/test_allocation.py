"""Never two in one place, never one in two: in any order of acts, and for real at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from access.errors import Refused
from audit.register import unwatched
from shelters import actions, schedule
from shelters.models import Claim, Hold, PlacementRequest, Stay
from tests.undone import undone

DATABASES = ["default", "shelters"]


@pytest.mark.django_db(databases=DATABASES)
def test_whatever_is_pressed_in_whatever_order_a_place_has_one_at_most(world):  # noqa: C901 (one book, many buttons)
    cases = [world.case() for _ in range(4)]
    places = [*world.places(world.a)[:2], world.places(world.b)[0]]
    by = world.people

    class Placing(RuleBasedStateMachine):
        """Presses buttons, stale ones too; keeps its own book of who has which place."""

        def __init__(self) -> None:
            super().__init__()
            self.blocks = [undone("default"), undone("shelters")]
            self.book: dict = {}

        def teardown(self) -> None:
            for block in self.blocks:
                block()

        @rule(case=st.sampled_from(cases))
        def ask(self, case):
            actions.ask_from_case(case, by=by.manajer)

        @rule(case=st.sampled_from(cases), place=st.sampled_from(places))
        def hold(self, case, place):
            request = PlacementRequest.every.filter(case_id=case.pk).order_by("-asked_at").first()
            if request is None:
                return
            may = request.state == "asked" and place.pk not in self.book
            try:
                actions.hold_place(request, place=place.pk, hours=2, by=by.penempatan)
            except Refused:
                assert not may
            else:
                assert may
                self.book[place.pk] = case.pk

        @rule(place=st.sampled_from(places), verb=st.sampled_from(["release", "arrive", "expire"]))
        def end_a_hold(self, place, verb):
            hold = Hold.every.filter(place=place).order_by("-held_at").first()
            if hold is None:
                return
            was = hold.state
            try:
                if verb == "release":
                    actions.release_hold(hold, by=by.penempatan)
                elif verb == "arrive":
                    actions.arrive(hold, rules_agreed=True, by=by.petugas1)
                else:
                    schedule._expire(hold.pk, hold.expires_at)
            except Refused:
                assert was != "held" or verb == "arrive"
                return
            if was == "held" and verb != "arrive":
                del self.book[place.pk]

        @rule(place=st.sampled_from(places))
        def leave(self, place):
            stay = Stay.every.filter(place=place).order_by("-arrived_at").first()
            if stay is None:
                return
            was = stay.state
            try:
                actions.leave(stay, destination="self", things_returned=True, by=by.petugas1)
            except Refused:
                assert was == "left"
            else:
                del self.book[place.pk]

        @invariant()
        def one_claim_a_place_and_it_is_whose_we_think(self):
            claims = {c.place_id: (c.stay or c.hold).case_id for c in Claim.every.select_related("stay", "hold")}
            assert claims == self.book
            staying = list(Stay.every.filter(state="staying").values_list("place_id", "case_id"))
            assert len({place for place, _ in staying}) == len(staying)
            assert len({case for _, case in staying}) == len(staying)
            held = set(Hold.every.filter(state="held").values_list("place_id", flat=True))
            assert held | {place for place, _ in staying} == set(self.book)
            assert held & {place for place, _ in staying} == set()

    run_state_machine_as_test(
        Placing,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


@pytest.mark.django_db(databases=DATABASES)
def test_the_database_itself_refuses_a_second_stay_in_a_place(world):
    stay = world.stay()
    request = world.request()
    second = Stay(
        request=request, card=request.card, place=stay.place, case_id=request.case_id,
        arrived_at=timezone.now(), planned_until=timezone.localdate(),
    )  # fmt: skip
    with unwatched(), pytest.raises(IntegrityError), transaction.atomic(using="shelters"):
        second.save()


@pytest.mark.django_db(databases=DATABASES)
def test_the_database_itself_refuses_a_claim_by_nobody_or_by_two(world):
    stay, hold = world.stay(), world.hold()
    free = world.places(world.b)[1]
    for claimants in ({}, {"hold": hold, "stay": stay}):
        with unwatched(), pytest.raises(IntegrityError), transaction.atomic(using="shelters"):
            Claim(house_id=world.b.pk, place=free, **claimants).save()


def at_once(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Runs the acts in threads that start together; what each raised."""
    gate, raised = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
        except BaseException as error:
            raised[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(databases=DATABASES, transaction=True)
def test_of_four_officers_who_press_at_once_one_gets_the_place(world):
    place = world.places(world.a)[0]
    requests = [world.request() for _ in range(4)]
    raised = at_once(
        *[
            lambda r=request: actions.hold_place(r, place=place.pk, hours=2, by=world.people.penempatan)
            for request in requests
        ]
    )
    assert sorted(type(error).__name__ for error in raised) == ["NoneType", "Refused", "Refused", "Refused"]
    assert Claim.every.count() == 1
    assert Hold.every.count() == 1


@pytest.mark.django_db(databases=DATABASES, transaction=True)
def test_one_request_pressed_at_once_for_two_places_gets_one(world):
    request, places = world.request(), world.places(world.a)[:2]
    raised = at_once(
        *[
            lambda p=place: actions.hold_place(request, place=p.pk, hours=2, by=world.people.penempatan)
            for place in places
        ]
    )
    assert sorted(type(error).__name__ for error in raised) == ["NoneType", "NotNow"]
    assert Claim.every.count() == 1


@pytest.mark.django_db(databases=DATABASES, transaction=True)
def test_arrival_release_and_expiry_at_once_leave_one_outcome(world):
    hold = world.hold()
    at_once(
        lambda: actions.arrive(hold, rules_agreed=True, by=world.people.petugas1),
        lambda: actions.release_hold(hold, by=world.people.penempatan),
        lambda: schedule.run_once(hold.expires_at),
    )
    hold.refresh_from_db()
    stays = Stay.every.filter(state="staying").count()
    assert (hold.state == "used") == (stays == 1)
    assert Claim.every.count() == stays


@pytest.mark.django_db(databases=DATABASES, transaction=True)
def test_two_who_ask_at_once_make_one_request(world):
    case = world.case()
    raised = at_once(*[lambda: actions.ask_from_case(case, by=world.people.manajer)] * 2)
    assert raised == [None, None]
    assert PlacementRequest.every.count() == 1
