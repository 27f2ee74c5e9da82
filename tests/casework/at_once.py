"""Two people who act at one moment: on PostgreSQL they really hold each other's rows."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection, connections, transaction


def waits_for_us() -> bool:
    """Whether somebody waits for what this transaction holds; SQLite lets nobody else begin one, so nobody shows."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE pid IN ("
                       "SELECT pid FROM pg_locks JOIN pg_database ON oid = database AND datname = current_database()"
                       ") AND NOT granted)")  # fmt: skip
        return cursor.fetchone()[0]


def at_once(first: Callable, second: Callable, then: Callable = lambda: None) -> None:
    """SECOND begins while FIRST has not ended yet, which THEN goes on once SECOND has ended or waits for it."""
    ended = threading.Event()

    def come_second() -> None:
        try:
            second()
        finally:
            ended.set()
            connections.close_all()

    thread = threading.Thread(target=come_second)
    try:
        with transaction.atomic():
            first()
            thread.start()
            while not (ended.wait(0.01) or waits_for_us()):
                pass
            then()
    finally:
        thread.join()
