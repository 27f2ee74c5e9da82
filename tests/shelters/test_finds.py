"""What the matcher found lies in lists of one size: only a custodian who opens them learns that something was found."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import UTC, datetime
from itertools import zip_longest

import pytest
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from disclosure.models import Release
from shelters.actions import finds as acting
from shelters.finds import LONGEST_NAME, Find, Left, as_json, from_json
from shelters.matcher import looking, pace
from shelters.matcher.holding import Holding
from shelters.models import Finds, HouseReference
from shelters.models.finds import FINDS_SIZE
from shelters.queries import finds
from shelters.reveal_location import keep_location
from tests.shelters.alike import MOMENT, listening, pinned, seal_ideally, undone
from tests.shelters.gate import NAMED, NOTHING, UNLIKE_A_PLACE, put, submit
from tests.shelters.world import ADDRESS, browser, found, post, url, whereabouts

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

OTHER_PLACE = "Gang Cempaka Bersemai No. 17"  # as long, and named by no text


@pytest.fixture
def case(world):
    looking.run_all(timezone.now())
    return world.case()


def shelters_rows() -> list[str]:
    """Every row of the houses' database as its administrator reads it, sealed values by their length alone."""
    told = []
    with connections["shelters"].cursor() as cursor:
        for table in sorted(connections["shelters"].introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                cells = [len(cell) if isinstance(cell, (bytes, memoryview)) else type(cell).__name__ for cell in row]
                told.append(f"{table} {cells}")
    return sorted(told)


def test_who_administers_the_houses_database_sees_no_hit(case, world):
    told = []
    put(case, world.people, "Yang pertama membuat daftarnya.", "a:9:x")
    for number, text in enumerate((UNLIKE_A_PLACE, NOTHING)):
        before, revisions = shelters_rows(), set(Finds.every.values_list("revision", flat=True))
        put(case, world.people, text, f"a:{number}:x")
        after = shelters_rows()
        assert len(revisions) == 1
        assert {row.revision for row in Finds.every.all()} == {revisions.pop() + 1}
        told.append(sorted((Counter(after) - Counter(before)).items()))
    assert [bool(find) for _, find in found(world.people.kustodian)] == [True]
    assert told[0] == told[1]


def test_finds_are_of_one_size_and_alerts_that_wait_are_left_out_last(world):
    now, ids = timezone.now(), [uuid.uuid4() for _ in range(500)]
    waiting = Find(ids[0], (), now, Left(ids[3], "é" * LONGEST_NAME, "Unit", now))
    settled = Find(ids[1], (1, 2), now, handled_by=ids[2])
    marked = [Find(pk, tuple(range(60)), now) for pk in ids[3:]]
    listed = as_json([waiting, settled, *marked])
    assert FINDS_SIZE - 200 < len(Finds._meta.get_field("listed").encode(listed)) <= FINDS_SIZE
    kept = from_json(listed)
    assert kept[0] == waiting
    assert settled not in kept
    assert [find.release_id for find in kept[1:]] == ids[500 - len(kept) + 1 :]
    assert {find.phrases for find in kept[1:]} == {()}
    alerts = [Find(pk, (), now, Left(pk, "A" * 30, "B" * 40, now)) for pk in ids]
    assert [find.release_id for find in from_json(as_json(alerts))] == ids[-len(as_json(alerts)) :]
    assert len(as_json(alerts)) > 100


def written(row: Finds, envelope: bytes) -> None:
    """Somebody writes into the houses' database."""
    with connections["shelters"].cursor() as cursor:
        key = row.pk if connection.vendor == "postgresql" else row.pk.hex
        cursor.execute("UPDATE shelters_finds SET listed = %s WHERE id = %s", [envelope, key])


def test_a_list_that_does_not_open_stays_as_it_is_and_nothing_that_it_held_is_lost(case, world):
    kustodian = world.people.kustodian
    before = put(case, world.people, UNLIKE_A_PLACE, "a:1:x")
    mine, other = Finds.every.get(house_id=world.a.pk), Finds.every.get(house_id=world.b.pk)
    broken = bytes(other.listed._envelope)
    written(mine, broken)
    since = put(case, world.people, f"{UNLIKE_A_PLACE} Lagi.", "a:2:x")
    for _look in range(2):
        assert [alert.key for alert in finds.alerts(kustodian)] == [since.pk]
        assert "gagal dibuka" in browser(kustodian).get(url("alerts")).content.decode()
        put(case, world.people, NOTHING, "a:3:x")
    assert bytes(Finds.every.get(pk=mine.pk).listed._envelope) == broken
    assert Finds.every.filter(house_id=world.a.pk).count() == 2
    written(mine, bytes(mine.listed._envelope))
    assert [alert.key for alert in finds.alerts(kustodian)] == [before.pk, since.pk]
    shown = browser(kustodian).get(url("alerts")).content.decode()
    assert ("gagal dibuka" in shown, before.reference in shown, since.reference in shown) == (False, True, True)
    for release in (before, since):
        post(kustodian, "handle-alert", release.pk)
    assert finds.alerts(kustodian) == []


def test_each_try_at_a_list_that_does_not_open_stands_in_the_log(case, world):
    put(case, world.people, NOTHING, "a:0:x")
    written(Finds.every.get(house_id=world.a.pk), bytes(Finds.every.get(house_id=world.b.pk).listed._envelope))
    put(case, world.people, UNLIKE_A_PLACE, "a:1:x")
    assert AuditEntry.objects.filter(decision="failed").count() == 2  # all lists at once, then each by itself


def test_texts_from_before_a_list_broke_may_name_its_house_and_later_ones_do_not(case, world):
    kustodian = world.people.kustodian
    put(case, world.people, NOTHING, "a:0:x")
    before = put(case, world.people, "Ia di Jl. Delima No. 3.", "a:1:x")
    assert finds.marks(kustodian, [before.pk]) == {}
    written(Finds.every.get(house_id=world.a.pk), bytes(Finds.every.get(house_id=world.b.pk).listed._envelope))
    for path in ("/", url("alerts"), reverse("disclosure:releases")):
        assert browser(kustodian).get(path).status_code == 200
    assert finds.marks(kustodian, [before.pk])[before.pk].beyond
    assert "gagal dibuka" in browser(kustodian).get(url("alerts")).content.decode()
    put(case, world.people, NOTHING, "a:2:x")
    since = put(case, world.people, "Ia di Jl. Delima No. 4.", "a:3:x")
    assert {pk: mark.beyond for pk, mark in finds.marks(kustodian, [before.pk, since.pk]).items()} == {before.pk: True}


def test_a_list_written_in_between_is_read_again(case, world, monkeypatch):
    first, opened = put(case, world.people, UNLIKE_A_PLACE, "a:1:x"), acting.opened_by_custodian
    second = []

    def overtaken(custodian, rows):
        found = opened(custodian, rows)
        if not second:
            second.append(put(case, world.people, f"{UNLIKE_A_PLACE} Lagi.", "a:2:x"))
        return found

    monkeypatch.setattr(acting, "opened_by_custodian", overtaken)
    assert post(world.people.kustodian, "handle-alert", first.pk).status_code == 303
    assert [alert.key for alert in finds.alerts(world.people.kustodian2)] == [second[0].pk]


ACTS = {
    "the start page": lambda client, left, waiting: client.get("/"),
    "the alerts": lambda client, left, waiting: client.get(url("alerts")),
    "the release desk": lambda client, left, waiting: client.get(reverse("disclosure:releases")),
    "the phrases of a text": lambda client, left, waiting: client.post(
        reverse("disclosure:release", args=[waiting.pk])
    ),
    "the press": lambda client, left, waiting: client.post(url("handle-alert", left.pk)),
}


@pytest.fixture
def ideal(monkeypatch):
    seal_ideally(monkeypatch)


@pytest.fixture
def lived(ideal, world, case, monkeypatch):
    """What both databases are asked, by act, once house A has moved to ADDRESS; and how many texts named it then."""

    def lived(address: str) -> tuple[dict, tuple[int, int]]:
        kustodian = world.people.kustodian
        with undone():
            with pinned(monkeypatch, "moving"):
                keep_location(world.a, whereabouts(address), by=kustodian)
                left, waiting, _file = (
                    submit(case, text=text, subject=subject, by=world.people.manajer)
                    and Release.objects.get(subject=subject)
                    for text, subject in ((UNLIKE_A_PLACE, "a:1:x"), (NAMED, "a:2:x"), (UNLIKE_A_PLACE, "paper:1:file"))
                )
            with pinned(monkeypatch, "looking"), listening() as asked:
                assert looking.run_all(MOMENT, Holding()) == 3
            told = {"the matcher's look": asked}
            for act, take in ACTS.items():
                with pinned(monkeypatch, act), undone():
                    client = browser(kustodian)
                    with listening() as asked:
                        assert take(client, left, waiting).status_code in (200, 303)
                    told[act] = asked
            with pinned(monkeypatch, "counting"):
                return told, (len(found(kustodian)), len(finds.alerts(kustodian)))

    return lived


def test_what_was_found_decides_no_statement_and_no_parameter_of_either_database(lived):
    (named, hits), (nothing, none) = lived(ADDRESS), lived(OTHER_PLACE)
    assert (hits, none) == ((3, 2), (0, 0))
    for act, asked in named.items():
        for alias, statements in asked.items():
            assert len(statements) > 3
            pairs = zip_longest(statements, nothing[act][alias])
            assert (act, alias, [pair for pair in pairs if pair[0] != pair[1]]) == (act, alias, [])


def test_dealing_with_an_alert_asks_both_databases_what_a_look_asks_and_nothing_about_its_text(
    ideal, case, world, monkeypatch
):
    release, asked = put(case, world.people, UNLIKE_A_PLACE), []
    pressed = [url("handle-alert", pk) for pk in (release.pk, uuid.UUID(int=7))]
    for method, path in (("get", url("alerts")), *(("post", path) for path in pressed)):
        with undone(), pinned(monkeypatch):
            client = browser(world.people.kustodian)
            with listening() as said:
                assert getattr(client, method)(path).status_code in (200, 303)
            asked.append(said)
    look, press, elsewhere = asked
    assert press == elsewhere
    assert press["shelters"] == look["shelters"]
    shared = len(press["default"])  # a look goes on: its page shows what waits beside its menu
    assert press["default"] == look["default"][:shared]
    assert {sql.lstrip("(").split()[0] for sql, _ in look["default"][shared:]} == {"SELECT"}


def test_looking_at_alerts_and_dealing_with_one_leave_the_same(case, world):
    release = put(case, world.people, UNLIKE_A_PLACE)
    left = []
    for act in (lambda c: c.get(url("alerts")), lambda c: c.post(url("handle-alert", release.pk))):
        client, before, entries = browser(world.people.kustodian), shelters_rows(), AuditEntry.objects.count()
        act(client)
        told = [(e.action, e.decision, e.actor) for e in AuditEntry.objects.order_by("time")[entries:]]
        left.append((sorted((Counter(shelters_rows()) - Counter(before)).items()), told))
    assert left[0] == left[1]
    acts = set(HouseReference.every.filter(staff_id=world.people.kustodian.pk).values_list("act", flat=True))
    assert acts & {"alerts.look", "finds.read"} == {"alerts.look", "finds.read"}
    assert "alert.handle" not in acts


def test_each_phrase_is_compared_with_every_house_whatever_the_text_names(case, world, monkeypatch):
    compared = []
    for number, named in enumerate((set(), {world.a.pk})):
        seen = []
        monkeypatch.setattr(
            Holding, "named", lambda self, text, *among, named=named, seen=seen: seen.append(among) or named
        )
        put(case, world.people, "Ia di Jl. Delima No. 3 dan Jl. Nangka No. 4.", f"a:{number}:x")
        compared.append(seen)
    assert compared[0] == compared[1] != []
    assert len(compared[0]) > 1


def test_a_busy_matcher_keeps_no_custodian_from_the_alerts(case, world, monkeypatch):
    release = put(case, world.people, UNLIKE_A_PLACE)
    monkeypatch.setattr(acting, "ATTEMPTS", 0)
    shown = browser(world.people.kustodian).get(url("alerts"))
    assert (shown.status_code, release.reference in shown.content.decode()) == (200, True)


def test_an_alert_shows_who_wrote_the_text_and_when_it_left_and_its_list_keeps_that_until_it_is_dealt_with(case, world):
    release, kustodian = put(case, world.people, UNLIKE_A_PLACE), world.people.kustodian
    writer = world.people.manajer
    shown = browser(kustodian).get(url("alerts")).content.decode()
    for told in (release.reference, "Seroja", f"{writer.get_full_name()} ({writer.agency.name})"):
        assert told in shown
    assert (alert := finds.alerts(kustodian)[0]).left.at == release.submitted_at
    assert alert.found_at > alert.left.at
    post(kustodian, "handle-alert", release.pk)
    assert [(find.left, find.handled_by) for _, find in found(kustodian)] == [(None, kustodian.pk)]


@pytest.mark.parametrize(
    ("began", "now", "writes"), [(10.0, 10.2, 11), (10.1, 10.3, 12), (10.9, 11.8, 12), (10.1, 12.5, 13)]
)
def test_a_look_writes_at_a_whole_second_whatever_it_took(began, now, writes):
    began, now = (datetime.fromtimestamp(moment, UTC) for moment in (began, now))
    assert now.timestamp() + pace.rest(began, now) == pytest.approx(writes)


@pytest.mark.parametrize("text", [NOTHING, UNLIKE_A_PLACE])
def test_between_matching_and_the_first_thing_written_a_look_waits_for_the_clock(case, world, text):
    submit(case, text=text, subject="a:1:x", by=world.people.manajer)
    marks = []
    with listening() as said:
        looking.run_once(MOMENT, wait=lambda began: marks.append((began, {a: len(s) for a, s in said.items()})))
    assert [began for began, _ in marks] == [MOMENT]
    before = [sql for alias, count in marks[0][1].items() for sql, _ in said[alias][:count]]
    after = [sql for alias, count in marks[0][1].items() for sql, _ in said[alias][count:]]
    changed = [sum(sql.startswith(("INSERT", "UPDATE")) for sql in told) for told in (before, after)]
    assert changed[0] == 2  # the entry of the look and the file it touched, before anything opens
    assert changed[1] > 5


def test_what_a_custodian_let_go_is_asked_for_in_one_statement_for_all_files(case, world):
    releases = [
        put(case, world.people, f"{UNLIKE_A_PLACE} {n}", f"paper:{n}:{part}")
        for n in range(3)
        for part in ("x", "file")
    ]
    with listening() as said:
        assert set(finds.let_go_already(releases)) == set(releases[1::2])
    assert len(said["default"]) == 1
