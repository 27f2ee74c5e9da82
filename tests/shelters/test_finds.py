"""What the matcher found lies in lists of one size: only a custodian who opens them learns that something was found."""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from contextlib import ExitStack

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from shelters.actions import finds as acting
from shelters.finds import FINDS_SIZE, Find, as_json, from_json
from shelters.matcher import looking
from shelters.matcher.holding import Holding
from shelters.models import Finds, HouseReference
from shelters.queries import finds
from tests.shelters.gate import NOTHING, UNLIKE_A_PLACE, put
from tests.shelters.world import browser, found, post, url

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

SAVEPOINT = re.compile(r"s\d+_x\d+")  # Django counts them through the whole process


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
    now, ids = timezone.now(), [uuid.uuid4() for _ in range(400)]
    waiting = Find(ids[0], (), True, now)
    settled = Find(ids[1], (1, 2), True, now, handled_by=ids[2])
    marked = [Find(pk, tuple(range(60)), False, now) for pk in ids[3:]]
    listed = as_json([waiting, settled, *marked])
    assert len(json.dumps(listed, separators=(",", ":")).encode()) <= FINDS_SIZE
    kept = from_json(listed)
    assert kept[0] == waiting
    assert settled not in kept
    assert [find.release_id for find in kept[1:]] == ids[400 - len(kept) + 1 :]
    assert len(kept) > 100
    assert {find.phrases for find in kept[1:]} == {()}


def test_a_list_of_finds_that_does_not_open_begins_anew_and_the_failure_stands_in_the_log(case, world):
    put(case, world.people, UNLIKE_A_PLACE, "a:1:x")
    one, other = Finds.every.order_by("pk")
    with connections["shelters"].cursor() as cursor:
        key = one.pk if connection.vendor == "postgresql" else one.pk.hex
        cursor.execute("UPDATE shelters_finds SET listed = %s WHERE id = %s", [bytes(other.listed._envelope), key])
    release = put(case, world.people, f"{UNLIKE_A_PLACE} Lagi.", "a:2:x")
    assert release.pk in {find.release_id for _, find in found(world.people.kustodian)}
    assert AuditEntry.objects.filter(decision="failed").count() == 2


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
    assert [alert.release.pk for alert in finds.alerts(world.people.kustodian2)] == [second[0].pk]


def test_custodians_pages_open_while_one_list_is_broken_and_any_text_may_name_its_house(case, world):
    release = put(case, world.people, "Ia di Jl. Delima No. 3.", "a:1:x")
    assert finds.marks(world.people.kustodian, [release.pk]) == {}
    one, other = Finds.every.order_by("pk")
    with connections["shelters"].cursor() as cursor:
        key = one.pk if connection.vendor == "postgresql" else one.pk.hex
        cursor.execute("UPDATE shelters_finds SET listed = %s WHERE id = %s", [bytes(other.listed._envelope), key])
    for path in ("/", url("alerts"), reverse("disclosure:releases")):
        assert browser(world.people.kustodian).get(path).status_code == 200
    assert finds.marks(world.people.kustodian, [release.pk])[release.pk].beyond
    assert "gagal dibuka" in browser(world.people.kustodian).get(url("alerts")).content.decode()


@pytest.mark.parametrize("page", ["start", "alerts"])
def test_custodians_pages_ask_the_same_of_both_databases_whatever_was_found(case, world, page):
    path = "/" if page == "start" else url("alerts")
    asked = []
    for number, text in enumerate((NOTHING, UNLIKE_A_PLACE)):
        put(case, world.people, text, f"a:{number}:x")
        said = {}
        client = browser(world.people.kustodian)
        with ExitStack() as stack:
            for alias in connections:
                said[alias] = stack.enter_context(CaptureQueriesContext(connections[alias]))
            assert client.get(path).status_code == 200
        asked.append({alias: [SAVEPOINT.sub("s", re.sub(r"'[^']*'|\b[0-9.]+\b", "?", q["sql"])) for q in queries]
                      for alias, queries in said.items()})  # fmt: skip
    assert len(finds.alerts(world.people.kustodian)) == 1
    assert asked[0] == asked[1]


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
