"""Leaks of which house she is in (N2), and of whether she is placed at all (N3)."""

from __future__ import annotations

import types
from datetime import timedelta
from unittest import mock

from django.utils import timezone

from tests.two_worlds.mutants.knowing import house_of, on_arrival, on_departure, on_the_end_of_a_hold
from tests.two_worlds.mutants.planting import mutant


@mutant("house code in the case's timeline", secret="N2", since="residents", until="whole_files")
def timeline_names_the_house():
    """An arrival is a moment on the case's line, with the code name of the house."""
    from casework import timeline

    def change(case, house):
        timeline.register(f"arrived.{house.code}", f"Tiba di Rumah {house.code}")
        timeline.note(case, f"arrived.{house.code}", by=case.manager)

    with on_arrival(change):
        yield


@mutant("house code in the case's thread", secret="N2", since="residents", until="whole_files")
def thread_names_the_house():
    """An arrival writes a line into the case's thread, for her manager."""
    from casework.actions.handling import write_message

    def change(case, house):
        write_message(case, text=f"Klien tiba di Rumah {house.code}.", by=case.manager)

    with on_arrival(change):
        yield


@mutant("placement row in `default`", secret="N2", since="residents")
def grant_because_of_a_stay():
    """Who serves the house gets the right to it anew with each stay, and the row says for which file."""
    from access import policy

    def change(case, house):
        policy.grant(house, "place_shelter", case.manager, by=case.manager, why=f"stay {case.reference}")

    with on_arrival(change):
        yield


@mutant("number of beds free told to the case manager", secret="N2", since="residents")
def free_beds_of_her_house():
    """The manager reads how many places are left where she is."""
    from casework import panels
    from shelters.models import Place
    from shelters.panels import ProtectionPanel

    original = panels.shown

    def shown(some, user, obj, opened):
        found = original(some, user, obj, opened)
        house = house_of(obj.pk)
        for panel, one in zip(some, found, strict=True):
            if isinstance(panel, ProtectionPanel) and house:
                free = Place.every.filter(room__house_id=house.pk, claim=None).count()
                one["title"] = f"{one['title']} ({free} tempat kosong)"
        return found

    with mock.patch.object(panels, "shown", shown):
        yield


@mutant("referral row only for the placed", secret="N3", since="placement")
def referred_on_arrival():
    """Whoever arrives is referred to social affairs by itself, for her keep."""
    from access.models import Unit
    from referrals.actions.sending import send_referral

    def change(case, house):
        unit = Unit.objects.select_related("agency", "group").get(code="dinsos")
        send_referral(case, to_unit=unit, needs=["basic_needs"], basis="law", law="kdrt_15", sex="F", by=case.manager)

    with on_arrival(change):
        yield


@mutant("a task that appears only for the placed one", secret="N3", since="placement")
def task_on_arrival():
    """An arrival gives her manager a task."""
    from casework.actions.handling import add_task

    def change(case, house):
        add_task(case, text="Kunjungi.", due=timezone.localdate() + timedelta(days=3), by=case.manager)

    with on_arrival(change):
        yield


@mutant("placement count in `default`", secret="N3", since="placement")
def grants_say_protected():
    """The word for a case's state on its grant rows becomes `protected`, so that lists can be filtered by it."""
    from access import grants
    from casework.models import Case

    def change(case, house):
        for rows in (grants.of_persons(Case), grants.of_units(Case)):
            rows.every.filter(content_object=case).update(state="protected")

    with on_arrival(change):
        yield


@mutant("statistics by placed and unplaced to non-readers", secret="N3", since="figures")
def figures_of_the_placed():
    """The figures by city say how many of them are protected."""
    from casework.models import Case
    from casework.queries import statistics
    from shelters.models import Stay

    original = statistics.by_city

    def by_city(user, year=None):
        staying = list(Stay.every.filter(state="staying").values_list("case_id", flat=True))
        cities = list(Case.every.filter(pk__in=staying).values_list("city_code", flat=True))
        return [
            statistics.Cell(cell.code, f"{cell.label} ({cities.count(cell.code)} dalam perlindungan)", cell.number)
            for cell in original(user, year)
        ]

    with mock.patch.object(statistics, "by_city", by_city):
        yield


@mutant("time of arrival told to somebody off the list", secret="N3", since="wall_is_lifted")
def arrival_told_to_the_receiver():
    """Whoever registered the complaint may see, too, since when she is protected."""
    from access import matrix
    from access.permissions import Permission
    from access.roles import Role

    protection = {**matrix.MATRIX[Permission.CASE_PROTECTION], Role.RECEIVER: matrix.by("receive_case")}
    wider = types.MappingProxyType({**matrix.MATRIX, Permission.CASE_PROTECTION: types.MappingProxyType(protection)})
    with mock.patch.object(matrix, "MATRIX", wider):
        yield


@mutant("what is said beside a shredding told to all its readers", secret="N3", since="handed_over")
def notices_told_to_all():
    """The case's page says to everybody what is said beside its shredding; one sentence is that she is placed."""
    from casework import shredding
    from casework.views.case import SummaryView

    original = SummaryView.inside

    def inside(self, obj, opened):
        found = original(self, obj, opened)
        found["told"]["needs"] = " ".join(shredding.notices(obj))
        return found

    with mock.patch.object(SummaryView, "inside", inside):
        yield


@mutant("a place that keeps a file from being shredded", secret="N3", since="shredding")
def placement_keeps_a_file():
    """Confirming is refused while she has a place: of two files one stays, and who isn't to know sees which."""
    from casework import shredding

    with mock.patch.object(shredding, "_obstacles", [*shredding._obstacles, *shredding._notices]):
        yield


@mutant("what is left before a file is destroyed", secret="N3", since="shredding")
def kept_where_she_is_placed():
    """A house event is left where a card had to be kept, and none where there was nothing to do."""
    from casework import shredding
    from shelters.models import Stay

    original = shredding.keep

    def keep(case_id, *, by):
        if Stay.every.filter(case_id=case_id, state="staying").exists():
            original(case_id, by=by)

    with mock.patch.object(shredding, "keep", keep):
        yield


@mutant("what is left when she leaves", secret="N3", since="one_leaves")
def task_on_departure():
    """Whoever leaves a house gives her manager a task, while her file is open: ring her."""
    from casework.actions.handling import add_task

    def change(case, house):
        if case.state == "open":
            add_task(case, text="Telepon.", due=timezone.localdate() + timedelta(days=1), by=case.manager)

    with on_departure(change):
        yield


@mutant("what is left when a place is let go", secret="N3", since="one_is_let_go")
def moment_on_release():
    """A place that is let go is a moment on the case's line."""
    from casework import timeline

    def change(case, house):
        timeline.register("place.released", "Tempat dilepas")
        timeline.note(case, "place.released", by=case.manager)

    with on_the_end_of_a_hold("release", change):
        yield


@mutant("what is left when a hold runs out", secret="N3", since="hours_over", until="too_late")
def message_on_expiry():
    """A hold that has run out writes into the case's thread, so that her manager asks again."""
    from casework.actions.handling import write_message

    def change(case, house):
        write_message(case, text="Tempat tidak jadi dipakai; mohon minta lagi.", by=case.manager)

    with on_the_end_of_a_hold("expire", change):
        yield
