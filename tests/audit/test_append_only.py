"""The database itself refuses to change the log, for the application and for whoever has its rights."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from audit.errors import AppendOnly
from audit.models import AuditEntry, Checkpoint, Departure, Reason, Review, Touched, WitnessAnswer
from audit.models.reasons import REASONS_KEY
from tests.audit.logs import sealed, write
from vault import keyring

pytestmark = pytest.mark.django_db

WITHOUT_ID = "time, actor, agency, role, action, purpose, object_kind, object_id, decision, digests, stamp"
OTHER = "b6a1b6e0c0de4a5c8a4be2c0a7f0d001"
STATEMENTS = [
    "UPDATE audit_auditentry SET actor = 'other'",
    "UPDATE audit_auditentry SET number = 7",
    "UPDATE audit_auditentry SET number = NULL",
    "DELETE FROM audit_auditentry",
    "UPDATE audit_checkpoint SET note = ''",
    "DELETE FROM audit_checkpoint",
    "UPDATE audit_touched SET case_id = entry_id",
    "DELETE FROM audit_touched",
    "UPDATE audit_review SET key = 'other'",
    "DELETE FROM audit_review",
    "UPDATE audit_witnessanswer SET answer = 'cosigned'",
    "DELETE FROM audit_witnessanswer",
    "UPDATE audit_departure SET how = 'print'",
    "DELETE FROM audit_departure",
    "UPDATE audit_reason SET entry = id",
    "DELETE FROM audit_reason",
]


def refused(statement, *parameters):
    with transaction.atomic(), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def a_row_of_each():
    """One row at least in every table of the log."""
    entry = write(2)[0]
    sealed(2)
    Touched.objects.create(entry=entry, case_id=entry.pk, time=entry.time)
    Review.objects.create(id=Review.id_of("a"), key="a", by=entry.pk)
    checkpoint = Checkpoint.objects.first()
    Departure.objects.create(checkpoint=checkpoint, how="witness")
    WitnessAnswer.objects.create(checkpoint=checkpoint, witness="w", answer="refused")
    keyring.mint(Reason.sealed_purpose, REASONS_KEY)
    Reason(entry=entry.pk, text="pemeriksaan rutin").save()


@pytest.mark.parametrize("statement", STATEMENTS)
def test_sealed_rows_are_final(statement):
    a_row_of_each()
    refused(statement)


def test_an_entry_waiting_for_its_number_can_get_that_and_nothing_else():
    entry = write(1)[0]
    refused("UPDATE audit_auditentry SET number = 5, actor = 'other'")
    refused("UPDATE audit_auditentry SET digests = '{}'")
    refused("UPDATE audit_auditentry SET number = -1")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditentry SET number = 0")
    entry.refresh_from_db()
    assert entry.number == 0


def test_no_entry_is_inserted_with_a_number():
    with transaction.atomic(), pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry(action="forged", decision="allowed", stamp=bytes(16), number=0).save()


@pytest.mark.sqlite_only  # OR REPLACE is SQLite's
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_insert_or_replace_is_refused_on_sqlite(recursive):
    sealed(1)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers = {recursive}")
    columns = "id, time, actor, agency, role, action, purpose, object_kind, object_id, decision, digests, stamp"
    try:
        refused(
            f"INSERT OR REPLACE INTO audit_auditentry ({columns}) "
            f"SELECT {columns.replace('actor', chr(39) + 'other' + chr(39))} FROM audit_auditentry"
        )
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")


@pytest.fixture
def lax():
    """SQLite as whoever opens its file may have it: what OR REPLACE deletes wakes no trigger."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
        yield
        cursor.execute("PRAGMA recursive_triggers = ON")


@pytest.mark.sqlite_only  # OR REPLACE is SQLite's
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE OR REPLACE audit_auditentry SET number = 0 WHERE number IS NULL",
        "INSERT OR REPLACE INTO audit_review (id, key, by, at) SELECT 'other', key, by, at FROM audit_review",
        "INSERT OR REPLACE INTO audit_reason (id, entry, revision, text) "
        "SELECT 'other', entry, revision, text FROM audit_reason",
        f"INSERT OR REPLACE INTO audit_auditentry (rowid, id, {WITHOUT_ID}) "
        f"SELECT rowid, '{OTHER}', {WITHOUT_ID} FROM audit_auditentry WHERE number = 0",
        "UPDATE OR REPLACE audit_auditentry SET number = 9, rowid = (SELECT min(rowid) FROM audit_auditentry) "
        "WHERE number IS NULL",
        f"INSERT OR REPLACE INTO audit_departure (rowid, id, checkpoint_id, how, at) "
        f"SELECT rowid, '{OTHER}', checkpoint_id, how, at FROM audit_departure",
    ],
)
def test_nothing_takes_another_row_s_place(lax, statement):
    a_row_of_each()
    write(1)
    refused(statement)


@pytest.mark.sqlite_only  # PostgreSQL's columns have types that refuse these
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", "'x'"), ("id", f"'{OTHER.upper()}'"), ("case_id", "'x'"), ("time", "'x'"), ("time", "12"),
        ("time", "'2026-02-31 10:00:00'"), ("time", "'9999-01-01 00:00:00'"), ("time", "time || '000000000'"),
        ("time", "'2026-02-01 10:00:00.'"), ("time", "'2026-02-01 10:00:00+09:00'"),
        ("time", "'2026-02-01 10:00:00.1x'"), ("actor", "X'ff'"), ("action", "X'ff'"), ("stamp", "'x'"),
        ("stamp", "1000000000000"),
    ],
)  # fmt: skip
def test_a_row_that_no_reader_could_read_is_refused_on_sqlite(column, value):
    write(1)
    copied = f"id, case_id, {WITHOUT_ID}"
    given = f"'{OTHER}', case_id, {WITHOUT_ID}".replace(f"'{OTHER}'" if column == "id" else column, value, 1)
    refused(f"INSERT INTO audit_auditentry ({copied}) SELECT {given} FROM audit_auditentry")


@pytest.mark.parametrize("microsecond", [0, 1, 500_000, 999_999])
def test_a_moment_of_ours_is_taken_however_close_to_the_next_second(microsecond):
    moment = datetime(2026, 12, 31, 23, 59, 59, microsecond, tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        assert write(1)[0].time == moment


@pytest.mark.sqlite_only  # PostgreSQL's column is an integer
def test_a_number_that_is_none_is_refused_on_sqlite():
    write(1)
    refused("UPDATE audit_auditentry SET number = 'x'")


@pytest.mark.postgresql_only  # SQLite's times are texts, and have no infinity
@pytest.mark.parametrize("moment", ["infinity", "-infinity", "1999-12-31", "3000-01-02", "0044-03-15 BC"])
def test_a_moment_that_no_reader_could_read_is_refused_on_postgresql(moment):
    write(1)
    columns = f"id, {WITHOUT_ID}"
    given = f"'{OTHER}', {WITHOUT_ID}".replace("time", f"'{moment}'::timestamptz", 1)
    refused(f"INSERT INTO audit_auditentry ({columns}) SELECT {given} FROM audit_auditentry")


@pytest.mark.postgresql_only  # SQLite's times are texts, and have no infinity
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("audit_checkpoint", "at"), ("audit_departure", "at"), ("audit_touched", "time"), ("audit_review", "at"),
        ("audit_witnessanswer", "at"), ("audit_question", "at"), ("audit_question", "due"),
        ("audit_questionstep", "at"),
    ],
)  # fmt: skip
def test_nor_in_any_table_beside_the_entries(table, column):
    """Whatever else a row holds: what a column must be is looked at before what it refers to."""
    with connection.cursor() as cursor:
        columns = {one.name: one.type_code for one in connection.introspection.get_table_description(cursor, table)}
    values = {1184: "now()", 17: "''::bytea", 2950: "gen_random_uuid()", 20: "-9", 23: "1", 21: "1", 16: "true"}
    given = {name: values.get(kind, "''") for name, kind in columns.items()} | {column: "'infinity'"}
    insert = f"INSERT INTO {table} ({', '.join(given)}) VALUES ({', '.join(given.values())})"
    refusal = pytest.raises(DatabaseError, match=f"audit_{column}_within")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(insert)


@pytest.mark.django_db(databases=["default", "shelters"])
@pytest.mark.postgresql_only  # SQLite's triggers have no such setting
def test_every_trigger_of_ours_fires_for_a_replica_too():
    found = {}
    for alias in ("default", "shelters"):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal")
            found |= {(alias, name): enabled for name, enabled in cursor.fetchall()}
    assert {alias for alias, _name in found} == {"default", "shelters"}
    assert {name: enabled for name, enabled in found.items() if enabled not in ("A", b"A")} == {}


@pytest.mark.postgresql_only  # SQLite has no roles; its file has an owner
@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER audit_final_rows ON audit_auditentry",
        "ALTER TABLE audit_auditentry DISABLE TRIGGER audit_final_rows",
        "DROP FUNCTION audit_entry_final() CASCADE",
        "DROP TABLE audit_review",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_s_role_takes_no_trigger_away(statement):
    refused(statement)


@pytest.mark.postgresql_only  # SQLite has no TRUNCATE
def test_truncate_is_refused_on_postgresql():
    sealed(1)
    refused("TRUNCATE audit_auditentry CASCADE")


@pytest.mark.postgresql_only  # SQLite has no roles; its file has an owner
def test_the_owner_too_is_stopped_by_the_triggers():
    a_row_of_each()
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
    try:
        for statement in [*STATEMENTS, "TRUNCATE audit_auditentry CASCADE"]:
            refused(statement)
        refused("SET session_replication_role = replica; DELETE FROM audit_auditentry")
    finally:
        with connection.cursor() as cursor:
            from django.conf import settings

            cursor.execute(f"SET ROLE {settings.APP_ROLE}")


def test_the_model_refuses_before_the_database_does():
    sealed(1)
    entry = AuditEntry.objects.get()
    for attempt in (entry.save, entry.delete, AuditEntry.objects.all().delete, Checkpoint.objects.all().delete):
        with pytest.raises(AppendOnly):
            attempt()
    with pytest.raises(AppendOnly):
        AuditEntry.objects.update(actor="other")


@pytest.mark.parametrize("command", ["auditlogflush", "auditlogmigratejson"])
def test_the_commands_that_would_empty_or_rewrite_the_log_refuse(command):
    sealed(1)
    with pytest.raises(CommandError, match="append-only"):
        call_command(command, "--yes")
    assert AuditEntry.objects.count() == 1


def test_an_entry_has_no_column_for_values_or_network_addresses():
    names = {field.name for field in AuditEntry._meta.get_fields()}
    assert not names & {
        "changes", "changes_text", "object_repr", "serialized_data", "remote_addr", "remote_port", "actor_email",
        "additional_data", "cid",
    }  # fmt: skip
