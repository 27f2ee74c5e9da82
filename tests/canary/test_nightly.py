"""The nightly canary: a clean run finds nothing and leaves nothing; a leak is found and rings; robots are nobody."""

from __future__ import annotations

import base64
import fcntl
from dataclasses import fields
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import CommandError
from django.http import HttpResponse
from django.utils import timezone

from access import robots, roster
from access.accounts import identify
from access.errors import Refused
from access.models import Staff
from access.roles import Role
from audit import findings
from audit.errors import NotForYou
from audit.models import AuditEntry
from audit.reveal import reveal
from casework.actions.persons import add_person
from casework.models import Case
from casework.queries import statistics
from casework.views.today import TodayView
from shelters import actions
from shelters.canary import planting
from shelters.matcher.holding import Holding
from shelters.models import House, PlacementRequest, ResidentCard, Room
from shelters.queries import desk, transfers
from shelters.roots.models import Shelter
from shelters.views.houses import HousePage
from tests.canary.runs import QUICK, address_in_database, canary, grants_of_robots, place_in_database
from tests.shelters.world import browser

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def leaking(monkeypatch):
    """A start page that shows the invented address to a counsellor, in the middle of other bytes."""
    seen = TodayView.get

    def get(self, request, *args, **kwargs):
        if request.user.role != Role.COUNSELLOR:
            return seen(self, request, *args, **kwargs)
        return HttpResponse(b"\0\1" + base64.b64encode(b"x" + address_in_database().encode() + b"yz"))

    monkeypatch.setattr(TodayView, "get", get)


# a clean run


@pytest.mark.slow
def test_a_clean_run_over_every_route_finds_nothing_and_leaves_nothing(world):
    request, before = world.request(), statistics.total(world.people.supervisor)
    code, said = canary()
    assert (code, said[-1].split(", ")[-1]) == (0, "leaks 0")
    assert int(said[-1].split()[1].strip(",")) > 4000
    assert list(PlacementRequest.every.all()) == [request]  # nothing that robots sent was carried out
    assert statistics.total(world.people.supervisor) == before
    assert grants_of_robots() == 0
    assert set(place_in_database().values()) == {""}
    assert mail.outbox == []
    assert [told_about_the_canary(timedelta(days=days)) for days in (0, 2, 3)] == [[], [], ["canary-late"]]


def told_about_the_canary(later: timedelta = timedelta(0)) -> list[str]:
    """The kinds of findings about it that auditors see now, or LATER."""
    kinds = [finding.key.split(":")[0] for finding in findings.standing(timezone.now() + later)]
    return [kind for kind in kinds if kind.startswith(("canary", "failed"))]


def test_a_route_that_is_none_is_refused_before_anything_is_planted(world):
    with pytest.raises(CommandError, match="No route is called shelters:hose"):
        canary("--route", "shelters:hose")
    assert not Shelter.every.filter(code=planting.CODE).exists()


def test_every_entry_of_a_run_bears_the_canary_s_purpose_and_no_finding_comes_of_it(world):
    earlier, told = set(AuditEntry.objects.values_list("pk", flat=True)), len(findings.standing(timezone.now()))
    assert canary(*QUICK)[0] == 0
    purposes = AuditEntry.objects.exclude(pk__in=earlier).values_list("purpose", flat=True)
    assert len(purposes) > 60
    assert set(purposes) == {robots.PURPOSE}
    assert len(findings.standing(timezone.now())) == told


def test_it_enters_as_requests_come_in_production(world, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLOWED_HOSTS = ["lindung.example"]
    assert canary(*QUICK)[0] == 0


def test_a_run_that_shows_its_readers_nothing_proves_nothing(world, monkeypatch):
    monkeypatch.setattr(planting, "_tell", lambda *args, **kwargs: None)
    code, said = canary(*QUICK)
    assert code == 1
    assert said[0].startswith("BLIND not even a reader was shown the invented house")
    assert told_about_the_canary() == ["canary-blind"]


def test_a_robot_that_asks_to_break_glass_opens_nobody_s_number(world):
    supervisor, now = world.people.supervisor, timezone.now()
    identify(supervisor, real_name="Ratna Dewi", nik="3171234567890123", phone="0812-0000-0917", by=supervisor)
    roster.enter(supervisor, begins=now, ends=now + timedelta(hours=8), by=supervisor)
    code, said = canary("--route", "casework:break_glass")
    assert (code, said[-1].split(", ")[-1]) == (0, "leaks 0")


# a leak


def test_the_first_byte_seen_by_somebody_else_fails_the_run_and_names_role_and_route(world, leaking):
    code, said = canary(*QUICK)
    assert code == 1
    assert said[:-1] == ["LEAK shows the invented house's location: counsellor, GET casework:today"]


def test_each_thing_that_says_where_the_house_stands_is_found_by_itself(world, monkeypatch):
    told = [field.name for field in fields(planting.Whereabouts)] + ["landmarks"]
    shown = dict(zip((role for role in Role if role not in planting.HOUSE_GRANTS), told, strict=False))
    assert len(shown) == len(told) == 9

    def get(self, request, *args, **kwargs):
        role = request.user.role
        return HttpResponse(place_in_database()[shown[role]] if role in shown else "")

    monkeypatch.setattr(TodayView, "get", get)
    code, said = canary(*QUICK)
    assert code == 1
    assert said[:-1] == [f"LEAK shows the invented house's location: {role}, GET casework:today" for role in shown]


def test_a_leak_rings_the_custodians_without_a_word_of_it(world, leaking, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        canary(*QUICK)
    assert {message.body for message in mail.outbox} == {"Ada yang menunggu Anda di Lindung. Silakan masuk."}
    assert {to for message in mail.outbox for to in message.to} == {
        staff.agency.notify_address for staff in (world.people.kustodian, world.people.kustodian2)
    }
    assert "mohon tanyakan laporannya" in browser(world.people.kustodian).get("/").content.decode()
    assert [f.key.split(":")[0] for f in findings.standing(timezone.now())].count("canary") == 1


def test_another_answer_about_the_invented_house_than_about_none_is_a_leak(world, monkeypatch):
    def unseen(self):
        return HttpResponse(status=403 if House.every.filter(pk=self.kwargs["pk"]).exists() else 404)

    monkeypatch.setattr(HousePage, "unseen", unseen)
    code, said = canary("--route", "shelters:house")
    assert code == 1
    assert "LEAK another answer than on a house that never was: auditor, GET shelters:house" in said


# nothing invented reaches anybody


def test_in_the_middle_of_a_run_the_invented_house_is_offered_to_nobody(killed):
    offered = desk.free_places(killed.people.penempatan, {"people": 1})
    assert {advice.house_code for advice in offered} == {"Seroja", "Teratai"}
    invented = House.every.get(pk=Shelter.every.get(code=planting.CODE).pk)
    assert not invented.open
    assert not Room.every.filter(house=invented).exists()
    page = browser(killed.people.penempatan).get("/penempatan/").content.decode()
    assert planting.CODE not in page


def test_in_the_middle_of_a_run_the_invented_case_and_the_robots_are_listed_and_counted_nowhere(killed):
    assert statistics.total(killed.people.supervisor) == 0
    assert statistics.years(killed.people.supervisor) == []
    assert transfers.escorts() == [killed.people.pengantar]
    case = Case.every.get(pk=planting.CASE)
    for who in (killed.people.manajer, killed.people.supervisor, killed.people.penerima, killed.people.kepala):
        assert browser(who).get(f"/kasus/{case.pk}/").status_code == 404
    assert Staff.objects.filter(username__startswith=robots.PREFIX, is_active=True).count() == 0


def test_a_killed_run_is_tidied_by_the_next(killed):
    left = address_in_database()
    assert canary(*QUICK)[0] == 0
    assert grants_of_robots() == 0
    assert set(place_in_database().values()) == {""}
    holding = Holding()
    holding.refresh()
    assert holding.named(f"Antar ke {left}.") == set()


def test_what_robots_send_is_never_carried_out(killed):
    robot = planting.wake()[str(Role.CASE_MANAGER)]
    case = Case.every.get(pk=planting.CASE)
    with robots.looking({case.pk}):
        with pytest.raises(Refused):
            actions.ask_from_case(case, by=robot, name="Klien")
        with pytest.raises(Refused):
            add_person(case, part="reporter", name="Tetangga", by=robot)
    assert case.persons(manager="every").count() == 1
    assert not PlacementRequest.every.exists()


def test_robots_open_nothing_but_what_was_invented(killed):
    killed.request()
    card = ResidentCard.every.get()
    card.standing = frozenset({"serve_shelter"})
    reading = reveal(killed.people.petugas1, "card.read", card, [(card, "name")])
    with robots.looking({planting.CASE}), pytest.raises(NotForYou), reading:
        pass


def test_a_robot_of_the_placement_office_sees_no_request(killed):
    killed.request()
    assert list(desk.requests_for(killed.people.penempatan)) != []
    assert list(desk.requests_for(planting.wake()[str(Role.PLACEMENT_OFFICER)])) == []


# refusals


def test_two_runs_at_once_are_refused(world):
    with (settings.HOME / "canary.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="runs already"):
            canary(*QUICK)
    assert not Shelter.every.filter(code=planting.CODE).exists()


def test_a_real_house_of_the_invented_name_is_left_alone(world):
    house = world.house(planting.CODE, world.people.petugas1, planting.NOWHERE)
    with pytest.raises(CommandError, match="called Kenari"):
        canary(*QUICK)
    assert House.every.get(pk=house.pk).open
    assert grants_of_robots() == 0
