"""Who stands behind a conflict of interest learns nothing of her from boards or from the log, whatever they read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.models import ConflictOfInterest
from audit.models import AuditEntry
from audit.register import unwatched
from shelters.models import ResidentCard, Stay
from shelters.queries.board import NIGHTS
from tests.shelters.world import NAME, browser, get

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def wall(person, case_id) -> None:
    with unwatched():
        ConflictOfInterest.objects.create(staff=person, case_id=case_id, strength="declared")


@pytest.fixture
def staying(world):
    """Two live in one house."""
    return world.stay(), world.stay()


def test_a_board_names_nobody_to_those_who_do_not_serve_there(world, staying):
    for person in (world.people.kustodian, world.people.penempatan):
        free_of_conflict = get(person, "board", world.a.pk).content
        assert NAME.encode() not in free_of_conflict
        assert free_of_conflict.count(b"terpakai") > 0
        wall(person, staying[0].case_id)
        behind = get(person, "board", world.a.pk).content
        assert [line for line in behind.splitlines() if b"csrf" not in line.lower()] == [
            line for line in free_of_conflict.splitlines() if b"csrf" not in line.lower()
        ]


def test_a_board_tells_a_held_place_from_a_taken_one_to_those_alone_who_serve_there(world):
    """Whoever lists all other holds, with the hour at which they end, would find the one that stands on no list."""
    world.stay()
    world.hold()
    for person in (world.people.kustodian, world.people.penempatan):
        board = get(person, "board", world.a.pk).content.decode()
        assert [word for word in ("ditahan", "terisi", "WIB", "rencana") if word in board.split("<main", 1)[1]] == []
        assert board.count("terpakai") == 2 * (NIGHTS + 1)  # a week's table, twice, and the list of a telephone
    assert "ditahan sampai" in get(world.people.petugas1, "board", world.a.pk).content.decode()


def test_an_officer_is_led_to_prolong_a_stay_whose_plan_ends_and_to_none_behind_a_wall(world):
    officer, (hers, other) = world.people.penempatan, (world.stay(), world.stay())
    start = browser(officer)
    paths = [reverse("shelters:extend", args=[stay.pk]) for stay in (hers, other)]
    assert [path for path in paths if path in start.get("/").content.decode()] == []
    with unwatched():
        Stay.every.update(planned_until=timezone.localdate() + timedelta(days=2))
    assert [path for path in paths if path in start.get("/").content.decode()] == paths
    assert start.get(paths[0]).status_code == 200
    wall(officer, hers.case_id)
    assert [path for path in paths if path in start.get("/").content.decode()] == paths[1:]


def test_those_who_live_with_her_are_shown_who_she_is(world, staying):
    assert NAME in get(world.people.petugas1, "board", world.a.pk).content.decode()


def test_an_auditor_behind_a_wall_finds_neither_the_file_nor_its_entries(world, staying):
    auditor, (hers, other) = world.people.auditor, (stay.case_id for stay in staying)
    references = dict(ResidentCard.every.values_list("case_id", "code"))
    client = browser(auditor)
    about_her = AuditEntry.objects.filter(case_id=hers).first()
    day = reverse("audit:person", args=[world.people.petugas1.pk])
    assert references[hers] in client.get(day).content.decode()
    actor = reverse("audit:person", args=[about_her.actor])
    line = reverse("audit:entry", args=[about_her.pk])
    assert line in client.get(actor).content.decode()
    wall(auditor, hers)
    absent = client.get(reverse("audit:file", args=["00000000-0000-4000-8000-000000000000"])).content
    for name, pk in (("file", hers), ("entry", about_her.pk), ("proof", about_her.pk)):
        answer = client.get(reverse(f"audit:{name}", args=[pk]))
        assert (answer.status_code, answer.content) == (404, absent)
    shown = client.get(day).content.decode()
    assert (references[hers] in shown, references[other] in shown) == (False, True)
    for q in (references[hers], str(hers)):
        assert client.post(reverse("audit:find-file"), {"q": q}).status_code == 422
    assert client.get(reverse("audit:file", args=[other])).status_code == 200
    assert line not in client.get(actor).content.decode()


def test_an_entry_of_a_house_event_about_her_is_not_there_either(world, staying):
    auditor, hers = world.people.auditor, staying[0].case_id
    client = browser(auditor)
    entries = [
        reverse("audit:entry", args=[pk])
        for pk in AuditEntry.objects.filter(action="house.event").values_list("pk", flat=True)
    ]
    told = [path for path in entries if ResidentCard.every.get(case_id=hers).code in client.get(path).content.decode()]
    assert told
    wall(auditor, hers)
    assert {client.get(path).status_code for path in told} == {404}
