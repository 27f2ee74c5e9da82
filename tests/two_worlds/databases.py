"""The databases of one world: made, kept as they were built, put back for the next fork. SQLite's or PostgreSQL's."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

SUFFIX = "built"


def make(world: str) -> None:
    """Empty databases with all tables; on PostgreSQL made and migrated by their owner, then used by the application."""
    for alias in connections:
        connection = connections[alias]
        if connection.vendor == "sqlite":
            connection.settings_dict["NAME"] = str(settings.HOME / f"{alias}.test.sqlite3")
        else:
            _create(connection, f"{re.sub('[^a-z0-9]', '_', world.lower())}_{alias}")
        call_command("migrate", database=alias, verbosity=0)
    if settings.ON_POSTGRESQL:
        from audit.database_roles import give_rights

        for alias in connections:
            give_rights(settings.APP_ROLE, alias)
            connections[alias].close()
            connections[alias].settings_dict["OPTIONS"]["options"] = f"-c role={settings.APP_ROLE}"


def keep() -> dict:
    """The databases as they are now, closed and whole."""
    if not settings.ON_POSTGRESQL:
        for connection in connections.all():
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
        return {path: path.read_bytes() for path in settings.HOME.glob("*.sqlite3")}
    kept = {}
    for alias in connections:
        connections[alias].close()
        kept[alias] = connections[alias].settings_dict["NAME"]
        _administer(f'CREATE DATABASE "{kept[alias]}_{SUFFIX}" TEMPLATE "{kept[alias]}"')
    return kept


def restore(kept: dict) -> None:
    """Puts them back as they were built."""
    if not settings.ON_POSTGRESQL:
        for path, data in kept.items():
            for suffix in ("-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            Path(path).write_bytes(data)
        return
    for name in kept.values():
        _administer(f'DROP DATABASE "{name}" WITH (FORCE)')
        _administer(f'CREATE DATABASE "{name}" TEMPLATE "{name}_{SUFFIX}"')


def drop(kept: dict) -> None:
    """Takes PostgreSQL's databases away; SQLite's files go with their folder."""
    if settings.ON_POSTGRESQL:
        for name in kept.values():
            _administer(f'DROP DATABASE "{name}" WITH (FORCE)')
            _administer(f'DROP DATABASE "{name}_{SUFFIX}" WITH (FORCE)')


def _create(connection, name: str) -> None:
    _administer(f'CREATE DATABASE "{name}"')
    connection.close()
    connection.settings_dict["NAME"] = name


def _administer(statement: str) -> None:
    """One statement as the owner, from the server's own database, outside any transaction."""
    import psycopg

    place = connections["default"].settings_dict
    with psycopg.connect(
        host=place["HOST"], port=place["PORT"], user=place["USER"], dbname="postgres", autocommit=True
    ) as administrator:
        administrator.execute(statement)
