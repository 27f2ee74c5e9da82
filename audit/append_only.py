"""The database's own word that the log is append-only: triggers, for SQLite and PostgreSQL.

An entry may be inserted without a number; its number may be set once; nothing else may ever happen to it.
Checkpoints, departures, witnesses' answers, reviews, typed reasons, questions and the index beside the log may be
inserted. The triggers stop the application and whoever holds its rights; an owner who drops them is found by the tree.
"""

from __future__ import annotations

from collections.abc import Iterable

ENTRIES = "audit_auditentry"
FINAL = {  # table → its key
    "audit_checkpoint": "size",
    "audit_departure": "id",
    "audit_touched": "id",
    "audit_review": "id",
    "audit_witnessanswer": "id",
    "audit_question": "id",
    "audit_questionstep": "id",
    "audit_reviewnote": "id",
    "audit_reason": "id",
}
UNIQUE = {"audit_review": ("key",), "audit_reason": ("entry",), "audit_questionstep": ("question_id", "kind")}
"""Of which no two rows have the same: SQLite's OR REPLACE would take the other row away without a word."""
EVER_NUMBERED = "the log is append-only: the sealer sets a number once, nothing else of an entry changes"
REFUSAL = "the log is append-only"
ILLEGIBLE = "the log takes no row that a reader could not read"
SAME_ROW = " OR (NEW.rowid > 0 AND rowid = NEW.rowid)"
"""SQLite's own key beside the table's: OR REPLACE goes by it, too. Where none is given it is -1 here."""
CASE = "coalesce(NEW.case_id, NEW.id)"
WITHIN = "{0} >= '2000-01-01' AND {0} < '3000-01-01'"
"""PostgreSQL knows moments that no program does, `infinity` among them."""


def install(connection) -> None:
    """Make the triggers on CONNECTION's database (as the tables' owner)."""
    final = _final(connection)
    if connection.vendor == "sqlite":
        _run(connection, _sqlite(final))
    else:
        _run(connection, [*_postgresql(final), *_timely(connection, final)])


def remove(connection) -> None:
    """Drop them again (as the owner): for the reverse migration."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_final_%%'")
            names = [name for (name,) in cursor.fetchall()]
        _run(connection, [f'DROP TRIGGER "{name}"' for name in names])
        return
    tables = (ENTRIES, *_final(connection))
    names = ("audit_final_rows", "audit_final_truncate")
    _run(connection, [f"DROP TRIGGER IF EXISTS {name} ON {table}" for table in tables for name in names])
    times = _times(connection, tables)
    _run(connection, [f"ALTER TABLE {one} DROP CONSTRAINT IF EXISTS audit_{column}_within" for one, column in times])
    _run(connection, ["DROP FUNCTION IF EXISTS audit_final()", "DROP FUNCTION IF EXISTS audit_entry_final()"])


def _final(connection) -> dict[str, str]:
    """Those of FINAL that there are: an early migration finds fewer of them than a later one."""
    there = set(connection.introspection.table_names())
    return {table: key for table, key in FINAL.items() if table in there}


def _times(connection, tables: Iterable[str]) -> list[tuple[str, str]]:
    """The columns of PostgreSQL's that hold a moment, each with its table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND data_type = 'timestamp with time zone' AND table_name = ANY(%s) ORDER BY 1, 2",
            [list(tables)],
        )
        return cursor.fetchall()


def _timely(connection, final: Iterable[str]) -> list[str]:
    """No new row has a time that a reader could not read; what is there already stays as it is."""
    return [
        f"ALTER TABLE {table} ADD CONSTRAINT audit_{column}_within CHECK ({WITHIN.format(column)}) NOT VALID"
        for table, column in _times(connection, final)
    ]


def _run(connection, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _entry_columns() -> list[str]:
    return [
        "id", "time", "actor", "agency", "role", "action", "purpose", "object_kind", "object_id", "case_id",
        "decision", "digests", "stamp",
    ]  # fmt: skip


def _same(*columns: str) -> str:
    """That a row has what a new one has in these columns."""
    return "(" + " AND ".join(f"{column} = NEW.{column}" for column in columns) + ")"


def _legible() -> str:
    """What every program that reads an entry relies on, and SQLite's columns don't see to: types, ids, a time."""
    texts = [name for name in _entry_columns() if name not in ("case_id", "stamp")]
    types = " || ".join(f"typeof(NEW.{name})" for name in texts)
    ids = " AND ".join(f"length({one}) = 32 AND {one} NOT GLOB '*[^0-9a-f]*'" for one in ("NEW.id", CASE))
    second, rest = "substr(NEW.time, 1, 19)", "substr(NEW.time, 20)"  # apart, for SQLite rounds what is before a second
    moment = f"strftime('%Y-%m-%d %H:%M:%S', {second}, '+0 days') = {second} AND length(NEW.time) <= 26"
    fraction = f"({rest} = '' OR {rest} GLOB '.[0-9]*' AND substr(NEW.time, 21) NOT GLOB '*[^0-9]*')"
    return f"""typeof(NEW.stamp) = 'blob' AND {types} = '{"text" * len(texts)}' AND {ids}
        AND {moment} AND {fraction} AND {WITHIN.format("NEW.time")}"""


def _or_same(table: str) -> str:
    return f" OR {_same(*UNIQUE[table])}" if table in UNIQUE else ""


def _sqlite(final: dict[str, str]) -> list[str]:
    same = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in _entry_columns())
    statements = [
        f"""CREATE TRIGGER audit_final_entry_update BEFORE UPDATE ON {ENTRIES}
            WHEN NOT (OLD.number IS NULL AND typeof(NEW.number) = 'integer' AND NEW.number >= 0
                    AND NEW.rowid = OLD.rowid AND {same})
                OR EXISTS (SELECT 1 FROM {ENTRIES} WHERE number = NEW.number)
            BEGIN SELECT RAISE(ABORT, '{EVER_NUMBERED}'); END""",  # noqa: S608
        # OR REPLACE deletes silently where recursive_triggers is off: refuse the insert, or the number, itself
        f"""CREATE TRIGGER audit_final_entry_insert BEFORE INSERT ON {ENTRIES}
            WHEN NEW.number IS NOT NULL OR EXISTS (SELECT 1 FROM {ENTRIES} WHERE {_same("id")}{SAME_ROW})
            BEGIN SELECT RAISE(ABORT, '{EVER_NUMBERED}'); END""",  # noqa: S608
        f"""CREATE TRIGGER audit_final_entry_form BEFORE INSERT ON {ENTRIES} WHEN ({_legible()}) IS NOT TRUE
            BEGIN SELECT RAISE(ABORT, '{ILLEGIBLE}'); END""",
    ]
    for table in (ENTRIES, *final):
        statements.append(
            f"""CREATE TRIGGER audit_final_{table}_delete BEFORE DELETE ON {table}
                BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
        )
    for table, key in final.items():
        statements += [
            f"""CREATE TRIGGER audit_final_{table}_update BEFORE UPDATE ON {table}
                BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
            f"""CREATE TRIGGER audit_final_{table}_insert BEFORE INSERT ON {table}
                WHEN EXISTS (SELECT 1 FROM {table} WHERE {_same(key)}{_or_same(table)}{SAME_ROW})
                BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",  # noqa: S608
        ]
    return statements


def _postgresql(final: dict[str, str]) -> list[str]:
    same = " AND ".join(f'NEW."{name}" IS NOT DISTINCT FROM OLD."{name}"' for name in _entry_columns())
    statements = [
        f"""CREATE FUNCTION audit_final() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"""CREATE FUNCTION audit_entry_final() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'INSERT' AND NEW.number IS NULL AND {WITHIN.format("NEW.time")} THEN RETURN NEW; END IF;
                IF TG_OP = 'UPDATE' AND OLD.number IS NULL AND NEW.number >= 0 AND {same} THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION '{EVER_NUMBERED}' USING ERRCODE = 'integrity_constraint_violation';
            END $$""",
        f"""CREATE TRIGGER audit_final_rows BEFORE INSERT OR UPDATE OR DELETE ON {ENTRIES}
            FOR EACH ROW EXECUTE FUNCTION audit_entry_final()""",
    ]
    statements += [
        f"""CREATE TRIGGER audit_final_rows BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION audit_final()"""
        for table in final
    ]
    for table in (ENTRIES, *final):
        statements.append(
            f"""CREATE TRIGGER audit_final_truncate BEFORE TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION audit_final()"""
        )
        for name in ("audit_final_rows", "audit_final_truncate"):
            statements.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    return statements
