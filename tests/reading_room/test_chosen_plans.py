"""What an auditor chose narrows what an index finds: no statement of a page goes through the whole log."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.roles import Role
from audit.models import AuditEntry, Touched
from tests.access.making import person
from tests.audit.logs import owner
from tests.reading_room.stories import read, wrote
from tests.shelters.world import browser

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
MANY = 4000


@pytest.fixture
def long_log(office, clock):
    """A log of some thousand entries by as many people about as many files, of which the office made a few."""
    hour = timezone.now()
    rows = [
        AuditEntry(
            time=hour - n * timedelta(minutes=1), actor=str(uuid4()), role="case_manager", case_id=uuid4(),
            action=("case.read", "message.write")[n % 2], object_kind="case", object_id=str(uuid4()), stamp=b"s" * 16,
            decision="denied" if n % 10 == 0 else "allowed",
        ) for n in range(MANY)
    ]  # fmt: skip
    AuditEntry.objects.bulk_create(rows)
    Touched.objects.bulk_create(Touched(entry=row, case_id=uuid4(), time=row.time) for row in rows)
    for _ in range(30):
        clock.shift(timedelta(minutes=1))
        read(office.one, office.file)
        wrote(office.one, office.file)
    with owner() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.usefixtures("long_log")
@pytest.mark.parametrize(
    "query",
    [
        "jenis=baca",
        "jenis=tulis",
        "jenis=tolak",
        "jenis=keluar",
        "peran=supervisor",
        "tanpa_tugas=on",
        "dari=2026-11-24",
    ],
)
def test_whatever_is_chosen_no_statement_goes_through_the_whole_log(office, query):
    client = browser(person(Role.AUDITOR))
    for route, key in (("audit:file", office.file.pk), ("audit:person", office.one.pk)):
        path = f"{reverse(route, args=[key])}?{query}"
        client.get(path)
        with CaptureQueriesContext(connections["default"]) as told:
            client.get(path)
        for one in told.captured_queries:
            if one["sql"].endswith(" LIMIT 1"):  # whether there is any: asked whatever is chosen, and ends at the first
                continue
            if one["sql"].startswith("SELECT") and re.search(r'FROM "audit_(auditentry|touched)"', one["sql"]):
                plan = explained(one["sql"])
                whole = r"(Seq Scan on|SCAN) audit_(auditentry|touched)"
                assert re.search(whole, plan) is None, f"{one['sql']}\n{plan}"


def explained(sql: str) -> str:
    connection = connections["default"]
    how = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{how} {sql}".replace("%", "%%"), [])
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
