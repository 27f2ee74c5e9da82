"""The houses' database refuses to change what happened in a house, to the application and whoever has its rights."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connections, transaction

from shelters.actions import questions
from shelters.models import HouseReference
from tests.shelters.world import get, locate
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

STATEMENTS = [
    "UPDATE shelters_housereference SET staff_id = %s",
    "UPDATE shelters_housereference SET house_id = %s",
    "UPDATE shelters_housereference SET case_id = NULL WHERE case_id IS NOT NULL",
    "UPDATE shelters_housereference SET act = 'stay.leave'",
    "UPDATE shelters_housereference SET at = '2026-01-01 00:00:00'",
    "UPDATE shelters_housereference SET salt = id",
    """UPDATE shelters_housereference SET digests = '{"a": "b"}' WHERE act = 'stay.arrive'""",
    "DELETE FROM shelters_housereference WHERE id NOT IN (SELECT reference_id FROM shelters_referencecase)",
    "UPDATE shelters_referencecase SET case_id = %s",
    "DELETE FROM shelters_referencecase",
    "UPDATE shelters_referencereason SET house_id = reference_id",
    "DELETE FROM shelters_referencereason",
    "UPDATE shelters_housequestion SET asked = %s",
    "DELETE FROM shelters_housequestion WHERE id NOT IN (SELECT question_id FROM shelters_housequestionstep)",
    "UPDATE shelters_housequestionstep SET kind = 'silence'",
    "DELETE FROM shelters_housequestionstep",
]


def _as_stored(key) -> str:
    return key.hex if connections["shelters"].vendor == "sqlite" else str(key)


def refused(statement: str) -> None:
    parameters = [_as_stored(new_id())] * statement.count("%s")
    with (
        transaction.atomic(using="shelters"),
        pytest.raises(DatabaseError, match=r"append-only|fixed|permission denied"),
        transaction.atomic(using="shelters"),
        connections["shelters"].cursor() as cursor,
    ):
        cursor.execute(statement, parameters)


@pytest.fixture
def of_each(world) -> None:
    """One row at least in every table of what happened."""
    people = world.people
    for _ in range(2):
        world.stay()
    get(people.petugas1, "board", world.a.pk)
    locate(people.penempatan, world.a.pk, "pemeriksaan rutin rumah")
    _waiting, answered = (
        questions.ask(people.petugas1.pk, event=event, text="Untuk apa?", by=people.auditor)
        for event in HouseReference.every.filter(act="stay.arrive")
    )
    questions.answer(answered, text="Giliran jaga.", by=people.petugas1)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_what_happened_in_a_house_is_final(of_each, statement):
    table = statement.replace("DELETE FROM", "UPDATE").split()[1]
    with connections["shelters"].cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        assert cursor.fetchone()[0] > 0
    refused(statement)


@pytest.mark.sqlite_only  # OR REPLACE is SQLite's
@pytest.mark.parametrize("key", ["rowid", "id"])
def test_no_changed_row_takes_another_one_s_place(of_each, key):
    with connections["shelters"].cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
    last, first = (f"(SELECT {which}({key}) FROM shelters_housereference)" for which in ("max", "min"))
    try:
        refused(f"UPDATE OR REPLACE shelters_housereference SET {key} = {last} WHERE {key} = {first}")
    finally:
        with connections["shelters"].cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")


@pytest.mark.sqlite_only  # OR REPLACE is SQLite's
@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("shelters_referencecase", "reference_id, case_id"),
        ("shelters_housequestion", '"by", file, at, due, reference_id, asked, quietly, revision, text'),
        ("shelters_referencereason", "reference_id, house_id, revision, text"),
    ],
)
def test_nothing_takes_another_row_s_place_by_sqlite_s_own_key(of_each, table, columns):
    with connections["shelters"].cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
    try:
        given = columns.replace("reference_id", "%s", 1) if table == "shelters_referencereason" else columns
        refused(f"INSERT OR REPLACE INTO {table} (rowid, id, {columns}) SELECT rowid, %s, {given} FROM {table} LIMIT 1")
    finally:
        with connections["shelters"].cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")


@pytest.mark.sqlite_only  # OR REPLACE is SQLite's
@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("shelters_referencereason", "reference_id, house_id, revision, text"),
        ("shelters_housequestionstep", 'question_id, kind, revision, "by", at, text'),
    ],
)
def test_nothing_takes_another_row_s_place(of_each, table, columns):
    with connections["shelters"].cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
    try:
        refused(f"INSERT OR REPLACE INTO {table} (id, {columns}) SELECT %s, {columns} FROM {table} LIMIT 1")
    finally:
        with connections["shelters"].cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")
