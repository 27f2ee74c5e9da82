"""The databases and processes of one run: each peer of each size gets tables of its own and a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.peer import PEERS

ROOT = Path(__file__).resolve().parent.parent
URLS = ("DATABASE_URL", "DATABASE_OWNER_URL", "SHELTERS_DATABASE_URL", "SHELTERS_DATABASE_OWNER_URL")


class Running:
    """A program that takes orders: a line of JSON each, and one for each answer."""

    name = ""
    process: subprocess.Popen

    def start(self, command: list[str], environment: dict[str, str]) -> None:
        """Starts it."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)

    def order(self, do: str, **more: object) -> dict:
        """Sends an order and waits for the answer."""
        self.process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended at {do} {more}; what it said stands above")
        return json.loads(line)

    def end(self) -> None:
        """Ends the process."""
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


class Process(Running):
    """A peer that runs and takes orders."""

    def __init__(self, name: str, number: int, home: Path, urls: dict[str, str]) -> None:
        home.mkdir(parents=True)
        kept = {key: value for key, value in os.environ.items() if key not in URLS}
        settings = {"DJANGO_SETTINGS_MODULE": f"bench.{name}.settings", "LINDUNG_HOME": str(home)}
        self.environment = kept | urls | settings | {"PYTHONHASHSEED": "0"}
        self.name, self.number = name, number
        if name == "ours":
            self._migrate(home)
        self.start([sys.executable, "-m", "bench.peer", name, str(number)], self.environment)

    def _migrate(self, home: Path) -> None:
        for folder in ("static", "keys"):
            (home / folder).mkdir()
        for alias in ("default", "shelters"):
            command = [sys.executable, "manage.py", "migrate", "--database", alias, "-v", "0"]
            subprocess.run(command, cwd=ROOT, env=self.environment, check=True)


def urls_for(name: str, number: int) -> dict[str, str]:
    """The URLs of new PostgreSQL databases of this peer; the product's role owns none of its tables."""
    import psycopg

    owner, role = os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"]
    made = {"DATABASE": f"bench_{name}_{number}"}
    if name == "ours":
        made["SHELTERS_DATABASE"] = f"bench_shelters_{number}"
    found = {}
    with psycopg.connect(owner, autocommit=True) as connection:
        for prefix, database in made.items():
            connection.execute(f"CREATE DATABASE {database}")
            found[f"{prefix}_OWNER_URL"] = owner.rsplit("/", 1)[0] + f"/{database}"
            found[f"{prefix}_URL"] = (role if name == "ours" else owner).rsplit("/", 1)[0] + f"/{database}"
    return found


def processes(database: str, numbers: list[int], home: Path) -> dict[tuple[str, int], Process]:
    """All peers of all sizes on one database, not yet seeded."""
    found = {}
    for number in numbers:
        for name in PEERS:
            urls = urls_for(name, number) if database == "PostgreSQL" else {}
            found[name, number] = Process(name, number, home / database / f"{name}-{number}", urls)
    return found
