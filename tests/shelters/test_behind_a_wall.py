"""Who stands behind a conflict of interest learns nothing of her from boards or from the log, whatever they read."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from access.models import ConflictOfInterest, Staff, Unit
from access.roles import Role
from audit import actions, findings, house, queries
from audit import questions as of_the_log
from audit.models import AuditEntry
from audit.recording import record
from audit.register import unwatched
from casework import today
from shelters.actions import questions as acting
from shelters.models import HouseReference, ResidentCard, Stay
from shelters.queries.board import NIGHTS
from tests.audit.people import staff
from tests.shelters.alike import Statements
from tests.shelters.world import NAME, browser, get, locate, url
from vault.entropy import new_id

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
    assert (references[hers] in shown, references[other] in shown) == (False, False)
    for q in (references[hers], str(hers)):
        assert client.post(reverse("audit:find-file"), {"q": q}).status_code == 422
    assert client.get(reverse("audit:file", args=[other])).status_code == 200
    assert line not in client.get(actor).content.decode()


def exported() -> list[str]:
    """The house events that were done, as an exported log names them."""
    done = AuditEntry.objects.filter(action="house.event", decision="done").order_by("time", "id")
    return list(done.values_list("object_id", flat=True))


def answered(client, path: str) -> tuple:
    """What is answered, and the statements that it took."""
    statements = Statements()
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(statements))
        answer = client.get(path)
    return answer.status_code, sorted(answer.headers.items()), answer.content, statements.said


def of_the_person(auditor) -> dict:
    return {"staff": auditor}


def of_their_unit(auditor) -> dict:
    return {"unit": auditor.unit}


def of_the_unit_that_lends_them(auditor) -> dict:
    lending = Unit.objects.exclude(pk=auditor.unit_id).first()
    Staff.objects.filter(pk=auditor.pk).update(own_unit=lending)
    return {"unit": lending}


@pytest.mark.parametrize("kept_out", [of_the_person, of_their_unit, of_the_unit_that_lends_them])
def test_behind_a_wall_the_page_of_every_house_event_is_the_one_404_with_the_same_statements(world, staying, kept_out):
    """Were hers alone not there, whoever opens all that an exported log names would know which are hers, and when."""
    auditor, client, events = world.people.auditor, browser(world.people.auditor), exported()
    assert {str(one.pk) for one in HouseReference.every.filter(case_id=staying[0].case_id)} & set(events)
    assert {client.get(url("event", event)).status_code for event in events} == {200}
    with unwatched():
        ConflictOfInterest.objects.create(case_id=staying[0].case_id, strength="declared", **kept_out(auditor))
    never = answered(client, url("event", new_id()))
    assert never[0] == 404
    assert [event for event in events if answered(client, url("event", event)) != never] == []


def test_behind_a_wall_no_house_event_stands_on_any_day_or_file(world, staying):
    """Nor is any among them that is exported and missing on everybody's day alone."""
    client, (hers, other) = browser(world.people.auditor), (stay.case_id for stay in staying)
    pages = [reverse("audit:person", args=[person.pk]) for person in vars(world.people).values()]
    pages.append(reverse("audit:file", args=[other]))

    def told() -> set[str]:
        shown = "".join(client.get(page).content.decode() for page in pages)
        return {event for event in exported() if url("event", event) in shown}

    assert told() == set(exported())
    entries = client.get(pages[-1]).content.decode().count("/log/entri/")
    wall(world.people.auditor, hers)
    assert told() == set()
    assert client.get(pages[-1]).content.decode().count("/log/entri/") == entries > 0


def test_behind_a_wall_no_entry_of_a_house_event_is_there_whosever_it_is(world, staying):
    client = browser(world.people.auditor)
    entries = [
        reverse("audit:entry", args=[pk])
        for pk in AuditEntry.objects.filter(action="house.event").values_list("pk", flat=True)
    ]
    code = ResidentCard.every.get(case_id=staying[1].case_id).code
    assert [path for path in entries if code in client.get(path).content.decode()]
    wall(world.people.auditor, staying[0].case_id)
    never = answered(client, reverse("audit:entry", args=[new_id()]))
    assert never[0] == 404
    assert [path for path in entries if answered(client, path) != never] == []


def test_behind_a_wall_no_question_about_a_house_event_is_listed_counted_or_signed_off(world, staying):
    people, auditor = world.people, world.people.auditor
    arrivals = HouseReference.every.filter(act="stay.arrive").order_by("at", "id")
    asked = [acting.ask(people.petugas1.pk, event=event, text="Mengapa?", by=auditor) for event in arrivals]
    for question in asked:
        acting.answer(question, text="Listrik padam.", by=people.petugas1)
    client, signing = browser(auditor), [url("review_question", question.pk) for question in asked]

    def counted() -> list[str]:
        lists = today.lists(auditor)
        return [
            str(one.title) for name in ("due", "new", "waiting") for one in lists[name] if "penjelasan" in one.title
        ]

    assert (len(of_the_log.open_for(auditor)), counted()) == (2, ["2 penjelasan menunggu tinjauan"])
    assert [client.get(page).status_code for page in signing] == [200, 200]
    wall(auditor, staying[0].case_id)
    assert (of_the_log.open_for(auditor), counted()) == ([], [])
    never = answered(client, url("review_question", new_id()))
    assert [answered(client, page) for page in signing] == [never] * 2
    assert never[0] == 404


@pytest.fixture
def found(world, staying) -> list[findings.Finding]:
    """What is found of house events: a look, denials, a silence, one event that nobody settled and one that failed."""
    people, now = world.people, timezone.now()
    locate(people.penempatan, world.b.pk, "Mencocokkan nomor telepon di gerbang")
    for _ in range(5):
        get(people.petugas2, "house", world.a.pk)
    event = HouseReference.every.filter(act="stay.arrive").latest("at")
    silent = acting.ask(people.petugas1.pk, event=event, text="Mengapa?", by=people.auditor)
    for decision in ("intended", "failed"):
        record(None, house.EVENT, house.thing(new_id()), decision=decision)
    then = max(silent.due, now) + timedelta(minutes=1)
    kinds = ("reasoned-looks", "denials:house", "silence", "unsettled", "failed")
    standing = findings.standing(then)
    return [next(one for one in standing if one.key.startswith(kind)) for kind in kinds]


def test_behind_a_wall_nothing_is_found_of_house_events_whosever_they_are(world, staying, found):
    then, keys = max(one.at for one in found) + timedelta(minutes=1), {one.key for one in found}
    hers = frozenset({staying[0].case_id})
    assert {one.key for one in findings.standing(then)} & keys == keys
    assert {one.key for one in findings.standing(then, without=hers)} & keys == set()
    assert {one.of_houses for one in found} == {True}


def test_behind_a_wall_no_note_on_such_a_finding_is_opened(world, staying, found):
    auditor, note = world.people.auditor, "Sudah dibicarakan dengan petugasnya."
    actions.review(found[0].key, note=note, by=staff("auditor-2", Role.AUDITOR))
    page = reverse("audit:entry", args=[AuditEntry.objects.get(action=queries.REVIEW).pk])
    client = browser(auditor)
    assert note in client.post(page).content.decode()
    wall(auditor, staying[0].case_id)
    answer = client.post(page)
    assert (answer.status_code, note in answer.content.decode()) == (404, False)
