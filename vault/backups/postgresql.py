"""PostgreSQL: held still by a lock on its tables, copied by pg_dump from an exported snapshot, as the tables' owner."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.conninfo import make_conninfo

from vault.errors import BackupRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

WAIT_SECONDS = 60
PAUSE_SECONDS = 0.05
OURS = {"context", "cursor_factory", "prepare_threshold", "password"}
"""Parameters that only psycopg understands, and the one that no list of processes may show."""


class PostgreSQL:
    """One database on a server; this machine must have `pg_dump` and `pg_restore` of the server's version or newer."""

    vendor = "postgresql"

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.django = connection
        self.parameters: dict[str, Any] = connection.get_connection_params()

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(**self.parameters)

    @contextmanager
    def still(self) -> Iterator[None]:
        """Inside, nobody writes. It takes all locks at once or none: no writer ever waits behind half of them."""
        quote = self.django.ops.quote_name
        tables = ", ".join(quote(name) for name in sorted(self.django.introspection.table_names()))
        holding = self._connect()
        try:
            until = time.monotonic() + WAIT_SECONDS
            while tables:
                try:
                    holding.execute(f"LOCK TABLE {tables} IN SHARE MODE NOWAIT")
                    break
                except psycopg.errors.LockNotAvailable:
                    holding.rollback()
                if time.monotonic() > until:
                    raise BackupRefused("A database is busy; nothing was kept: try again in a minute.")
                time.sleep(PAUSE_SECONDS)
            yield
        finally:
            holding.close()

    @contextmanager
    def snapshot(self) -> Iterator[str]:
        """The name of a snapshot of now, good inside the block."""
        exporting = self._connect()
        try:
            exporting.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            (name,) = exporting.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            yield name
        finally:
            exporting.close()

    def copy(self, snapshot: str, target: Path) -> None:
        """Write what the snapshot sees to the file TARGET, in pg_dump's custom format."""
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"]
        self._run("pg_dump", *options)

    def is_empty(self) -> bool:
        return not self.django.introspection.table_names()

    def put_back(self, source: Path) -> None:
        """Fill the database from the copy SOURCE, all or nothing; only where it `is_empty`."""
        self.django.close()
        self._run("pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", str(source))

    def _run(self, program: str, *options: str) -> None:
        where = make_conninfo(**{name: value for name, value in self.parameters.items() if name not in OURS})
        environment = os.environ | {"PGPASSWORD": self.parameters.get("password", "")}
        command = [program, f"--dbname={where}", *options]
        try:
            done = subprocess.run(  # noqa: S603  (our own words and the operator's own settings)
                command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
            )
        except FileNotFoundError:
            raise BackupRefused(
                f"{program} is missing on this machine; nothing was done: install PostgreSQL's client programs."
            ) from None
        if done.returncode:  # what it says may quote rows: it is not repeated
            raise BackupRefused(
                f"{program} ended with {done.returncode}; nothing counts as done: see that it is at least of the "
                "server's version and may connect as the tables' owner."
            )
