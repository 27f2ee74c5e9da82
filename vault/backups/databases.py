"""Copies of all databases that fit together: of one moment, though no transaction spans them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections

from vault.backups.postgresql import PostgreSQL
from vault.backups.sqlite import SQLite

KINDS: dict[str, type[SQLite] | type[PostgreSQL]] = {kind.vendor: kind for kind in (SQLite, PostgreSQL)}


def of(alias: str) -> SQLite | PostgreSQL:
    """The database behind one of Django's aliases."""
    return KINDS[connections[alias].vendor](connections[alias])


def copied(targets: dict[str, Path]) -> None:
    """Copy each alias' database to its target.

    While the main database's moment is taken the others are held still, for a moment too short to be felt: together
    the copies are a state that was, at which everything might have stopped. An act that writes in both is found
    there as after a fall, and settled by the schedule. The copying itself keeps nobody waiting.
    """
    every = {alias: of(alias) for alias in targets}
    with ExitStack() as seen:
        with ExitStack() as stillness:
            for alias in sorted(every):
                if alias != DEFAULT_DB_ALIAS:
                    stillness.enter_context(every[alias].still())
            moments = {alias: seen.enter_context(database.snapshot()) for alias, database in every.items()}
        for alias, database in every.items():
            database.copy(moments[alias], targets[alias])  # type: ignore[arg-type]
