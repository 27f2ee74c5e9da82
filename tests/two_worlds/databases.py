"""What one world is made of: databases, keys and files, kept as they were built and put back for the next fork.

The folder is put back whole: the keyring's store remembers the newest checkpoint, and a cache remembers guesses.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

BUILT, BEFORE_A_LEAK = "built", "before a leak"  # states of a world that are kept beside it


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


def keep(state: str = BUILT) -> Path:
    """The world as it is now, instead of what was that STATE: databases closed and whole, its folder, beside it."""
    for alias in connections:
        connection = connections[alias]
        if not settings.ON_POSTGRESQL:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        if settings.ON_POSTGRESQL:
            name = connection.settings_dict["NAME"]
            _administer(f'DROP DATABASE IF EXISTS "{name}_{state}" WITH (FORCE)')
            _administer(f'CREATE DATABASE "{name}_{state}" TEMPLATE "{name}"')
    kept = settings.HOME.with_name(f"{settings.HOME.name} {state}")
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(settings.HOME, kept)
    return kept


def restore(kept: Path, state: str = BUILT) -> None:
    """Puts it back as it was then."""
    restore_folder(kept)
    for name in _on_postgresql():
        _administer(f'DROP DATABASE "{name}" WITH (FORCE)')
        _administer(f'CREATE DATABASE "{name}" TEMPLATE "{name}_{state}"')


def restore_folder(kept: Path) -> None:
    """All of it that lies in files."""
    shutil.rmtree(settings.HOME)
    shutil.copytree(kept, settings.HOME)


def drop() -> None:
    """Takes PostgreSQL's databases away; SQLite's files go with their folder."""
    for name in _on_postgresql():
        _administer(f'DROP DATABASE "{name}" WITH (FORCE)')
        for state in (BUILT, BEFORE_A_LEAK):
            _administer(f'DROP DATABASE IF EXISTS "{name}_{state}" WITH (FORCE)')


def _on_postgresql() -> list[str]:
    return [connections[alias].settings_dict["NAME"] for alias in connections] if settings.ON_POSTGRESQL else []


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
