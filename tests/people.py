"""The people of the tests: the demo's cast, one named person per role, with their agencies and units.

Each test begins with them anew. The product's own verbs make them once a process, and once for each moment at which a
clock stands; after that the same rows are put in by SQL, for making them takes longer than what most tests do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import time_machine
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from access.models import Staff
from audit.models import AuditEntry
from audit.stamp import stamp
from demo.city import load_city
from vault import keyring, wraps
from vault.purpose import Purpose


def cast() -> SimpleNamespace:
    """Makes the city's agencies and the whole cast; gives them by user name: `people.manajer`, `people.dokter2`."""
    clock = timezone.now() if time_machine.escape_hatch.is_travelling() else None
    begins, place = not _filled(), (clock, str(settings.VAULT_KEYS_DIR))
    kept = _kept.get(place)
    if begins and kept is not None and kept.key == _key():
        kept.put_in()
    else:
        load_city()
        if begins:
            _kept[place] = _Kept({table: _told(table) for table in _filled()}, list(AuditEntry.objects.all()), _key())
    return SimpleNamespace(**{s.username: s for s in Staff.objects.select_related("agency", "unit")})


@dataclass(frozen=True)
class _Kept:
    """What was put into which table, as SQL, with what entries, and the key that it is sealed under."""

    rows: dict[str, str]
    entries: list[AuditEntry]
    key: bytes

    def put_in(self) -> None:
        """The same rows, and entries of now: old ones that nobody has sealed would be a finding."""
        with transaction.atomic(using="default"), connection.cursor() as cursor:
            for table, rows in self.rows.items():
                cursor.execute(f"INSERT INTO {table} VALUES {rows}")
            for entry in self.entries:
                entry.time = timezone.now()
                entry.stamp = stamp(entry.leaf())
                entry._state.adding = True  # a new row, to whoever refuses that one is written twice
                entry.save(force_insert=True)


_kept: dict[tuple[datetime | None, str], _Kept] = {}


def _filled() -> set[str]:
    """The tables of the main database that hold anything, but for entries, and what migrations write."""
    beside = {model._meta.db_table for model in (AuditEntry, ContentType, Permission, MigrationRecorder.Migration)}
    named = sorted(set(connection.introspection.table_names()) - beside)
    tables = [connection.ops.quote_name(name) for name in named]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables))
        return {name for (name,) in cursor.fetchall()}


def _told(table: str) -> str:
    """All rows of this table as SQL has them after VALUES."""
    with connection.cursor() as cursor:
        columns = [
            connection.ops.quote_name(column.name)
            for column in connection.introspection.get_table_description(cursor, table.strip('"'))
        ]
        literal = "quote({})" if connection.vendor == "sqlite" else "quote_nullable({}::text)"
        cursor.execute(f"SELECT {', '.join(map(literal.format, columns))} FROM {table}")
        return ", ".join(f"({', '.join(map(str, row))})" for row in cursor.fetchall())


def _key() -> bytes:
    """The wraps of the one key that seals what is known of staff: a test may have renewed or destroyed it."""
    path = Path(wraps.path_of(Purpose.CASE, keyring.STAFF_KEY))
    return path.read_bytes() if path.exists() else b""
