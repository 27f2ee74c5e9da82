"""A file that is shut to every custodian: its texts are decided by a placement officer, its alerts show the house."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from access import accounts
from access.models import ConflictOfInterest, Staff
from access.roles import Role
from audit import findings
from audit.register import unwatched
from casework import today
from casework.actions.persons import add_person
from disclosure import gate, queries, ringing
from disclosure.workflow import GateState
from shelters.matcher import looking
from shelters.queries import finds
from tests.audit.people import staff
from tests.shelters.alike import listening, pinned, seal_ideally, undone
from tests.shelters.gate import DISGUISED, NAMED, NOTHING, UNLIKE_A_PLACE, put
from tests.shelters.test_standing_in import alarms, wall
from tests.shelters.world import browser, get, post, url

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

TEXTS = "Teks yang tertutup bagi semua kustodian menunggu pelepasan"


@pytest.fixture
def case(world):
    looking.run_all(timezone.now())
    return world.case()


def shut_out(world, case, *more) -> None:
    for person in (world.people.kustodian, world.people.kustodian2, *more):
        wall(person, case.pk)


def lines(person) -> list[str]:
    every = (item for items in today.lists(person).values() for item in items)
    return [str(item.title) for item in every if "eks" in str(item.title)]


def told() -> list:
    return [one for one in findings.standing(timezone.now()) if one.key.startswith("texts-shut")]


def test_both_custodians_telephones_in_one_box_silence_nothing(world, case):
    """The manager of the file adds a relative with the numbers of both, after a text named a house and left."""
    people = world.people
    for n, one in enumerate((people.kustodian, people.kustodian2)):
        nik, phone = f"999902010180005{n}", f"0811 6000 123{n}"
        accounts.identify(one, real_name=f"Kustodian {n}", nik=nik, phone=phone, by=people.admin)
    waiting, left = put(case, people, NAMED, "note:1:text"), put(case, people, UNLIKE_A_PLACE, "note:2:text")
    assert [queries.waiting_count(one) for one in (people.kustodian, people.penempatan)] == [1, 0]
    add_person(case, part="family", name="Sdr. X", phone="0811 6000 1230 / 0811 6000 1231", by=people.manajer)
    for one in (people.kustodian, people.kustodian2):
        (alert,) = finds.alerts(one)
        assert (alert.houses, alert.left, alert.at) == (["Seroja"], None, left.submitted_at)
    assert [release.pk for release in queries.waiting_releases(people.penempatan)] == [waiting.pk]
    assert queries.waiting_count(people.kustodian) == 0


def test_such_an_alert_shows_the_house_and_nothing_of_the_file_and_stays_until_it_is_dealt_with(world, case):
    people, left = world.people, put(case, world.people, UNLIKE_A_PLACE)
    shut_out(world, case)
    for who in (people.kustodian, people.kustodian2):
        shown = get(who, "alerts").content.decode()
        assert ("Seroja" in shown, "Jaga atau kosongkan rumahnya" in shown, "telepon kepala" in shown) == (True,) * 3
        hidden = (left.reference, str(left.pk), left.pk.hex, str(case), str(case.pk), people.manajer.get_full_name())
        assert [one for one in hidden if one in shown] == []
        assert "1 teks yang sudah keluar menyebut lokasi" in browser(who).get("/").content.decode()
    post(people.kustodian, "handle-alert", left.pk)
    (alert,) = finds.alerts(people.kustodian2)
    assert (alert.reference, alert.key.hex[:6] == left.pk.hex[:6]) == ("", False)
    post(people.kustodian, "handle-alert", alert.key)
    assert [finds.alerts(one) for one in (people.kustodian, people.kustodian2)] == [[], []]


def test_whoever_is_appointed_and_not_kept_out_sees_the_text_and_those_who_are_nothing(world, case):
    left = put(case, world.people, UNLIKE_A_PLACE)
    shut_out(world, case)
    with unwatched():
        ConflictOfInterest.objects.filter(staff=world.people.kustodian2).update(lifted_at=timezone.now())
    assert finds.alerts(world.people.kustodian) == []
    assert [alert.key for alert in finds.alerts(world.people.kustodian2)] == [left.pk]


def test_a_custodian_of_other_houses_alone_keeps_no_alert_from_those_of_this_one(world, case):
    """She sees no alert about it, so it would be nobody's."""
    put(case, world.people, UNLIKE_A_PLACE)
    other = staff("kustodian-lain", Role.CUSTODIAN)
    shut_out(world, case)
    assert [len(finds.alerts(one)) for one in (world.people.kustodian, other)] == [1, 0]
    assert queries.waiting_count(world.people.penempatan) == 0


def test_a_placement_officer_decides_with_marks_about_those_texts_alone(world, case):
    people, officer = world.people, world.people.penempatan
    mine, more = put(case, people, NAMED, "a:1:x"), put(case, people, DISGUISED, "a:2:x")
    other = put(world.case(), people, NAMED, "a:3:x")
    desk = reverse("disclosure:releases")
    assert (finds.marks(officer, [mine.pk]), lines(officer)) == ({}, [])
    assert mine.reference not in browser(officer).get(desk).content.decode()
    shut_out(world, case)
    shown = browser(officer).get(desk).content.decode()
    assert [one.reference in shown for one in (mine, more, other)] == [True, True, False]
    assert shown.count("menyebut lokasi rumah</") == 2
    assert lines(officer) == [TEXTS, TEXTS]
    pages = [browser(officer).post(reverse("disclosure:release", args=[one.pk])) for one in (mine, more, other)]
    assert [page.status_code for page in pages] == [200, 200, 404]
    assert "dengan cara yang tersamar" in pages[1].content.decode()
    assert browser(officer).post(reverse("disclosure:let-go", args=[other.pk])).status_code == 404
    assert browser(officer).post(reverse("disclosure:let-go", args=[mine.pk])).status_code == 303
    assert browser(officer).post(reverse("disclosure:ask-rewrite", args=[more.pk])).status_code == 303
    assert gate.states(["a:1:x", "a:2:x"]) == {"a:1:x": GateState.RELEASED, "a:2:x": GateState.REWRITE}
    assert get(officer, "alerts").status_code == 404


def test_a_placement_officer_behind_the_wall_sees_none_of_them(world, case):
    release, officer = put(case, world.people, NAMED), world.people.penempatan
    shut_out(world, case, officer)
    opening = browser(officer).post(reverse("disclosure:release", args=[release.pk]))
    assert (queries.waiting_count(officer), lines(officer), opening.status_code) == (0, [], 404)


def test_where_no_custodian_works_a_placement_officer_decides_about_every_text(world, case):
    put(case, world.people, NAMED)
    Staff.objects.filter(role=Role.CUSTODIAN).update(is_active=False)
    assert queries.waiting_count(world.people.penempatan) == 1
    assert told() == []  # that nobody works there is told by itself


def test_heads_and_auditors_are_told_and_a_head_behind_the_wall_is_not(world, case):
    people, second = world.people, staff("kepala-2", Role.HEAD)
    put(case, people, NAMED)
    wall(people.kustodian, case.pk)
    assert (told(), lines(people.kepala)) == ([], [])
    shut_out(world, case, second)
    (finding,) = told()
    assert (finding.weight, finding.files, finding.of_houses) == (100, frozenset({case.pk}), False)
    assert finding.url == reverse("audit:file", args=[case.pk])
    (line,) = (one for one in alarms(people.kepala) if "semua kustodian tertutup" in one)
    assert (str(case) in line, [one for one in alarms(second) if "kustodian" in one]) == (False, [])
    assert post_decision(people.penempatan) == 303
    assert (told(), lines(people.kepala)) == ([], [])


def post_decision(officer) -> int:
    (release,) = queries.waiting_releases(officer)
    return browser(officer).post(reverse("disclosure:let-go", args=[release.pk])).status_code


def test_the_bell_rings_those_alone_who_may_see_what_waits(world, case, django_capture_on_commit_callbacks):
    people, now = world.people, timezone.now()
    put(case, people, NAMED)

    def rung(minutes: int) -> list:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            ringing.run_once(now + timedelta(minutes=minutes))
        return [address for message in mail.outbox for address in message.to]

    assert rung(31) == ["lpsk@lindung.example", "uptppa@lindung.example"]
    wall(people.kustodian, case.pk)
    assert rung(62) == ["lpsk@lindung.example"]
    wall(people.kustodian2, case.pk)
    assert rung(93) == ["uptppa@lindung.example"]  # the placement officer's
    wall(people.penempatan, case.pk)
    assert rung(124) == []
    with unwatched():
        ConflictOfInterest.objects.filter(staff=people.kustodian2).update(lifted_at=timezone.now())
    assert rung(125) == ["lpsk@lindung.example"]


def test_what_was_found_decides_no_statement_while_the_file_is_shut(world, case, monkeypatch):
    """The pages of a custodian behind the wall, of the officer and of the head, with a text that names a house and with
    one that names none."""
    seal_ideally(monkeypatch)
    shut_out(world, case)
    pages = (("kustodian", "/"), ("kustodian", url("alerts")), ("penempatan", "/"), ("kepala", "/"))
    desk = ("penempatan", reverse("disclosure:releases"))
    said, found = [], []
    for text in (UNLIKE_A_PLACE, NOTHING):
        with undone():
            with pinned(monkeypatch, "putting"):
                put(case, world.people, text)
                put(case, world.people, "Ia di Jl. Delima No. 3.", "a:9:x")
            for who, path in (*pages, desk):
                with pinned(monkeypatch, f"{who} {path}"), undone():
                    client = browser(getattr(world.people, who))
                    with listening() as asked:
                        assert client.get(path).status_code == 200
                    said.append((who, path, asked))
            with pinned(monkeypatch, "counting"):
                found.append(len(finds.alerts(world.people.kustodian)))
    assert found == [1, 0]
    assert said[: len(said) // 2] == said[len(said) // 2 :]
