"""Database, disk and key provider taken away for real, and put back."""

from __future__ import annotations

import os
import resource
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections

from settings.environment import env
from vault import keyring
from vault.providers.file import root_path
from vault.purpose import Purpose

CLOSED_PORT = "1"


@contextmanager
def database(alias: str = "default") -> Iterator[None]:
    """A database, the main one or the houses', is away: its file can't be opened, its server listens no more."""
    connection = connections[alias]
    connection.close()
    if connection.vendor == "postgresql":
        port = connection.settings_dict["PORT"]
        connection.settings_dict["PORT"] = CLOSED_PORT
    else:
        file = Path(connection.settings_dict["NAME"])
        file.rename(file.with_suffix(".away"))
        file.mkdir()
    try:
        yield
    finally:
        connection.close()
        if connection.vendor == "postgresql":
            connection.settings_dict["PORT"] = port
        else:
            file.rmdir()
            file.with_suffix(".away").rename(file)


@contextmanager
def database_at(statement: str) -> Iterator[None]:
    """The main database goes away right before the first STATEMENT: its backend is ended, its disk is full."""
    connection = connections["default"]
    taken = []
    if connection.vendor == "sqlite":
        connection.cursor().execute("VACUUM")  # no page is free

    def watching(execute, sql, params, many, context):
        if statement in sql and not taken:
            taken.append(sql)
            _end_backend(connection) if connection.vendor == "postgresql" else _fill(connection)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watching):
        yield
    assert taken
    connection.close()  # with the limit, or what is left of it


@contextmanager
def standing_still(connection) -> Iterator[Callable[[], None]]:
    """PostgreSQL stands still for this connection from when what this gives is called: it answers nothing, and nothing
    breaks. At the end it goes on where it stood, or after a minute in which nobody gave up."""
    backend = connection.connection.info.backend_pid
    given_up = threading.Timer(60, os.kill, [backend, signal.SIGCONT])
    given_up.start()
    try:
        yield lambda: os.kill(backend, signal.SIGSTOP)
    finally:
        given_up.cancel()
        os.kill(backend, signal.SIGCONT)
        connection.close()  # as before the next request
    with psycopg.connect(env.str("DATABASE_OWNER_URL"), dbname=connection.settings_dict["NAME"]) as owner:
        while owner.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", [backend]).fetchone():
            owner.commit()  # it carries out what it had been sent, then sees that nobody is there


def _end_backend(connection) -> None:
    with psycopg.connect(env.str("DATABASE_OWNER_URL"), dbname=connection.settings_dict["NAME"]) as owner:
        owner.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])


def _fill(connection) -> None:
    """Not a page more: SQLite itself says that the disk is full."""
    pages = connection.connection.execute("PRAGMA page_count").fetchone()[0]
    connection.connection.execute(f"PRAGMA max_page_count={pages}").fetchone()


@contextmanager
def keys() -> Iterator[None]:
    """The provider has lost the root of cases."""
    root = root_path(Purpose.CASE)
    root.rename(root.with_name("away"))
    keyring.reset()
    try:
        yield
    finally:
        root.with_name("away").rename(root)
        keyring.reset()


@contextmanager
def disk() -> Iterator[None]:
    """The disk of the wrapped keys is gone: a new call's key can be kept nowhere."""
    store = Path(settings.VAULT_KEYS_DIR) / "wraps" / "case"
    store.rename(store.with_name("away"))
    store.touch()
    try:
        yield
    finally:
        store.unlink()
        store.with_name("away").rename(store)


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process grows beyond 64 KiB: the kernel refuses a letter as a full disk does, half-way."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def spool_disk() -> Iterator[None]:
    """The disk of the spool is taken out."""
    place = Path(settings.SPOOL_DIR)
    place.rename(place.with_name("taken out"))
    try:
        yield
    finally:
        os.rename(place.with_name("taken out"), place)
