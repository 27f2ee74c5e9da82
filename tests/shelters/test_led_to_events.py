"""Where a finding about a house event leads: what opening and signing it off leaves names nobody who acted in a house.

The key of a finding that is signed off stays in the main database, and may hold an event's reference; the entry of the
page that the finding led to stands there a minute before it, by the same auditor.
"""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.apps import apps
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit import findings
from audit.models import AuditEntry, Review
from shelters.models import HouseReference
from tests.shelters.test_sent_around import with_escorts
from tests.shelters.world import browser, get, locate, url

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def denied(world):
    for _ in range(5):
        get(world.people.petugas2, "house", world.a.pk)
    return world.people.petugas2


def looked(world):
    locate(world.people.penempatan, world.a.pk, "Mencocokkan nomor telepon di gerbang")
    return world.people.penempatan


def sent_around(world):
    request = world.request()
    for house in (world.a, world.b):
        with_escorts(world, request, house)
    return world.people.penempatan


MADE = {"denials:house": denied, "reasoned-looks": looked, "sent-around": sent_around}


def rows() -> set[str]:
    """All that lies in the main database, but for sessions, which hold theirs encoded."""
    models = [model for model in apps.get_models() if model._meta.app_label not in ("shelters", "sessions")]
    found = set()
    for model in models:
        with connections["default"].cursor() as cursor:
            if model._meta.db_table in connections["default"].introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connections['default'].ops.quote_name(model._meta.db_table)}")
                found |= {f"{model._meta.label} {row}" for row in cursor.fetchall()}
    return found


def names(person) -> set[str]:
    return {str(person.pk), person.pk.hex, person.username, person.log_name}


@pytest.mark.parametrize("kind", MADE)
def test_following_a_finding_and_signing_it_off_tells_the_main_database_nobodys_name(world, kind):
    person, auditor = MADE[kind](world), browser(world.people.auditor)
    [finding] = [one for one in findings.standing(timezone.now()) if one.key.startswith(kind)]
    page = auditor.get(reverse("audit:log")).content.decode()
    sentence = re.escape(finding.sentence)
    [address] = re.findall(rf'href="([^"]+)">{sentence}</a>', unescape(page))
    before = rows()
    with CaptureQueriesContext(connections["default"]) as asked:
        assert auditor.get(address).status_code == 200
        note = {"temuan": finding.key, "catatan": "Sudah ditanyakan kepadanya."}
        assert auditor.post(reverse("audit:review"), note).status_code == 303
    left = [row for row in rows() - before if not row.startswith("access.Staff ")]
    said = [*left, *(one["sql"] for one in asked.captured_queries), str(dict(auditor.session))]
    assert [one for one in said for name in names(person) if name in one] == []
    assert Review.objects.filter(key=finding.key).count() == 1
    entries = sorted(one.action for one in AuditEntry.objects.order_by("-time")[:2])
    assert entries == ["house.event", "log.review"]


def test_the_page_of_an_event_tells_what_else_that_person_did_in_houses_that_day(world):
    denied(world)
    get(world.people.petugas2, "house", world.b.pk)
    get(world.people.petugas1, "board", world.a.pk)
    newest = HouseReference.every.filter(act="house.denied").latest("at")
    page = browser(world.people.auditor).get(url("event", newest.pk)).content.decode()
    assert page.count("Mencoba membuka halaman rumah") == 5
    assert page.count("Membuka halaman rumah · Teratai") == 1
    assert "papan hunian" not in page
    assert url("event", newest.pk) not in page.split("<main", 1)[1]
