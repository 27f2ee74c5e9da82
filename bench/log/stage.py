"""Databases, keys and environments of one run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

from bench.stage import ROOT, URLS

__all__ = ["PRODUCT", "ROOT", "Place"]
PRODUCT = "bench.log.settings"


class Place:
    """An installation of its own: the product with a cast, or Django with auditlog, on PostgreSQL or on SQLite.

    `empty`: by settings a folder of SQLite's tables, made once a run.
    """

    empty: ClassVar[dict[str, Path]] = {}

    def __init__(self, settings: str, home: Path, database: str = "") -> None:
        """DATABASE: a name on the server of this run; empty for SQLite."""
        home.mkdir(parents=True)
        kept = {key: value for key, value in os.environ.items() if key not in URLS}
        self.owner, self.home = "", home
        urls = self._made(database, whole=settings != PRODUCT) if database else {}
        chosen = {"DJANGO_SETTINGS_MODULE": settings, "LINDUNG_HOME": str(home), "PYTHONHASHSEED": "0"}
        self.environment = kept | urls | chosen
        for folder in ("static", "keys"):
            (home / folder).mkdir()
        if not database and settings in Place.empty:
            for file in Place.empty[settings].iterdir():
                shutil.copy(file, home)
            return
        aliases = ("default", "shelters") if settings == PRODUCT else ("default",)
        for alias in aliases:
            self.manage("migrate", "--run-syncdb", "--database", alias, "-v", "0")
        if not database:
            Place.empty[settings] = home.with_name(f"{home.name} empty")
            Place.empty[settings].mkdir()
            for file in home.glob("*.sqlite3"):
                shutil.copy(file, Place.empty[settings])

    def _made(self, database: str, whole: bool) -> dict[str, str]:
        """URLs of new databases. The product's role owns none of its tables; WHOLE: one role for all."""
        import psycopg

        owner, role = os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"]
        found = {}
        with psycopg.connect(owner, autocommit=True) as connection:
            for prefix, name in (("DATABASE", database), ("SHELTERS_DATABASE", f"{database}_shelters")):
                connection.execute(f"CREATE DATABASE {name}")
                found[f"{prefix}_OWNER_URL"] = owner.rsplit("/", 1)[0] + f"/{name}"
                found[f"{prefix}_URL"] = (owner if whole else role).rsplit("/", 1)[0] + f"/{name}"
        self.owner = found["DATABASE_OWNER_URL"]
        return found

    def manage(self, *words: str) -> None:
        """Runs a command; what it says on stderr is passed on."""
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, check=True)

    def python(self, *words: str) -> str:
        """What a module of the bench printed."""
        command = [sys.executable, "-m", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True, check=True)
        return done.stdout

    def asked(self, statement: str) -> list[tuple]:
        """Rows of PostgreSQL, asked as the tables' owner."""
        import psycopg

        with psycopg.connect(self.owner, autocommit=True) as connection:
            return connection.execute(statement).fetchall()
