"""SQLite: held still by the writer's own lock, copied by SQLite's own backup from a snapshot."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from vault.errors import BackupRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

WAIT_SECONDS = 60


class SQLite:
    """One database file."""

    vendor = "sqlite"

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.path = Path(connection.settings_dict["NAME"])
        self.django = connection

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=WAIT_SECONDS, isolation_level=None)

    @contextmanager
    def still(self) -> Iterator[None]:
        """Inside, nobody else writes."""
        holding = self._connect()
        try:
            try:
                holding.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                raise BackupRefused("A database is busy; nothing was kept: try again in a minute.") from None
            yield
        finally:
            holding.close()

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the database as it is now, whatever is written later."""
        reading = self._connect()
        try:
            reading.execute("BEGIN")
            reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
            yield reading
        finally:
            reading.close()

    def copy(self, reading: sqlite3.Connection, target: Path) -> None:
        """Write what READING sees to the file TARGET."""
        copy = sqlite3.connect(target, isolation_level=None)
        try:
            reading.backup(copy)
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupRefused("A database is damaged; nothing was kept: restore it from an earlier backup.")
        finally:
            copy.close()

    def is_empty(self) -> bool:
        return not self.django.introspection.table_names()

    def put_back(self, source: Path) -> None:
        """Make the copy SOURCE the database; only where it `is_empty`."""
        self.django.close()
        for end in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.replace(source, self.path)
