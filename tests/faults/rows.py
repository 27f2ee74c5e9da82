"""PostgreSQL's rows put back as they were built, where each injection would otherwise wait for two whole databases.

Beside each table stands a copy of it, in a schema that is the superuser's alone. What a later transaction wrote is
taken away, what is lacking comes again from there, and a row that nobody touched stays. Triggers and foreign keys,
which refuse just that, are asleep meanwhile: the log's own, which would wake even then, are made to sleep as others do,
which is nothing to the application. What was written lies on in the server's files, which are searched at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connections

SWEPT = 50  # times after which the room of rows that are gone is given free
OURS = "c.relnamespace = 'public'::regnamespace"
TABLES = f"""
    SELECT c.oid::regclass::text, string_agg(format('kept.%1$I = now.%1$I', a.attname), ' AND ') FROM pg_class c
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
    WHERE c.relkind = 'r' AND {OURS} GROUP BY c.oid ORDER BY c.oid
"""
SEQUENCES = f"SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind = 'S' AND {OURS} ORDER BY c.oid"
OTHERS_END = """
    SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
WAKEFUL = f"""
    SELECT c.oid::regclass::text, quote_ident(t.tgname) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE t.tgenabled = 'A' AND {OURS}
"""
PUT_BACK = """
    CREATE FUNCTION built.put_back(built_by bigint) RETURNS bigint LANGUAGE plpgsql
    SET session_replication_role = replica AS $$ BEGIN {} RETURN pg_current_xact_id()::text::bigint; END $$
"""


class Rows:
    """Those of one database, as they are now. Nobody else may be at work in it, now or when they are put back."""

    def __init__(self, alias: str) -> None:
        self.place, self.times = connections[alias].settings_dict, 0
        self.connect()
        execute = self.superuser.execute
        self.tables = dict(execute(TABLES).fetchall())
        self.sequences = [name for (name,) in execute(SEQUENCES).fetchall()]
        for table, trigger in execute(WAKEFUL).fetchall():
            execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
        execute("CREATE SCHEMA built")
        lines = []
        for table, same in self.tables.items():
            execute(f"CREATE TABLE built.{table} AS TABLE {table}")
            lines.append(f"DELETE FROM {table} WHERE xmin::text::bigint > built_by;")
            lines.append(
                f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM built.{table} kept "
                f"WHERE NOT EXISTS (SELECT FROM {table} now WHERE {same});"
            )
        for name in self.sequences:
            execute(f"CREATE TABLE built.{name} AS SELECT last_value, is_called FROM {name}")
            lines.append(f"PERFORM setval('{name}', last_value, is_called) FROM built.{name};")
        execute(PUT_BACK.format("\n".join(lines)))
        ((self.built_by,),) = execute("SELECT pg_current_xact_id()::text::bigint").fetchall()

    def connect(self) -> None:
        """As whoever may do anything; again after the server was killed."""
        place = self.place
        self.superuser = psycopg.connect(
            host=place["HOST"], port=place["PORT"], user="postgres", dbname=place["NAME"], autocommit=True
        )

    def put_back(self) -> None:
        """All rows are as they were built."""
        self.superuser.execute(OTHERS_END)
        ((self.built_by,),) = self.superuser.execute("SELECT built.put_back(%s)", [self.built_by]).fetchall()
        self.times += 1
        if self.times % SWEPT == 0:
            self.superuser.execute(f"VACUUM {', '.join(self.tables)}")

    def strays(self) -> list[str]:
        """Tables and sequences that are not as they were built; read whole, so that nothing above is believed."""
        now = {table: f"SELECT now::text AS row FROM {table} now" for table in self.tables}
        now |= {name: f"SELECT (last_value, is_called)::text AS row FROM {name}" for name in self.sequences}
        found = []
        for name, rows in now.items():
            kept = f"SELECT kept::text AS row FROM built.{name} kept"
            differ = f"({rows} EXCEPT ALL {kept}) UNION ALL ({kept} EXCEPT ALL {rows})"
            if self.superuser.execute(differ).fetchall():
                found.append(name)
        return found


@contextmanager
def kept() -> Iterator[list[Rows]]:
    """Those of all databases until the end of the block, where they are PostgreSQL's; SQLite's lie in files."""
    those = [Rows(alias) for alias in connections] if settings.ON_POSTGRESQL else []
    try:
        yield those
    finally:
        for one in those:
            one.superuser.close()
