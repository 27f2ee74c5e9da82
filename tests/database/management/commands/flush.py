"""`flush` for the suite: the application's role may not TRUNCATE, and append-only tables refuse DELETE.

Works as the tables' owner, with triggers off, in one transaction; keeps what migrations made.
"""

from django.core.management.base import BaseCommand
from django.db import connections, transaction

KEPT = {"django_migrations", "django_content_type", "auth_permission"}


class Command(BaseCommand):
    help = "Empties every table of one test database."

    def add_arguments(self, parser):
        parser.add_argument("--database", default="default")
        parser.add_argument("--noinput", "--no-input", action="store_false", dest="interactive")
        for ignored in ("reset_sequences", "allow_cascade", "inhibit_post_migrate"):
            parser.add_argument(f"--{ignored}", default=None)

    def handle(self, *, database, **options):
        connection = connections[database]
        tables = [t for t in connection.introspection.table_names() if t not in KEPT]
        empty = _empty_postgresql if connection.vendor == "postgresql" else _empty_sqlite
        with transaction.atomic(using=database), connection.cursor() as cursor:
            empty(cursor, tables)


def _empty_postgresql(cursor, tables):
    cursor.execute("SET LOCAL ROLE NONE")
    cursor.execute(
        "SELECT c.relname, t.tgname, t.tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal"
    )
    triggers = cursor.fetchall()
    for table, name, _ in triggers:
        cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"')
    filled = [t for t in tables if _has_rows(cursor, t)]
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for table in filled:
        cursor.execute(f'DELETE FROM "{table}"')
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table, name, state in triggers:
        cursor.execute(f'ALTER TABLE "{table}" ENABLE {"ALWAYS " if state == "A" else ""}TRIGGER "{name}"')


def _empty_sqlite(cursor, tables):
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = cursor.fetchall()
    for name, _ in triggers:
        cursor.execute(f'DROP TRIGGER "{name}"')
    cursor.execute("PRAGMA defer_foreign_keys = ON")
    for table in tables:
        cursor.execute(f'DELETE FROM "{table}"')
    for _, sql in triggers:
        cursor.execute(sql)


def _has_rows(cursor, table):
    cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
    return cursor.fetchone()[0]
