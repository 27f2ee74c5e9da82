"""Injects faults on one database: `python -m tests.faults.run [--sample N] [--mutants N] [--kills N] [--until N]`.

On SQLite, or beside `scripts/with_postgres.py` on PostgreSQL. One warm process builds the small city once. Each act is
played in a fork that tells every moment it passes; then each injection plays it in a fork of its own until its fault,
and another fork looks at what is left. The last line is

    injections N, plain N, unread N, lost N, steps hit N of N, mutants killed N of N

PLAIN: words that lie somewhere unsealed. UNREAD: values that opened without an entry. LOST: values that open no more,
what was acknowledged and is not there, what is half done, and what the check of the log finds. Exit 1 on any of these,
on a step that no act comes to, on a moment that was not come to again, on a planted fault that was not found.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.faults import probe

SAMPLE = 5000


class Options(NamedTuple):
    """What is asked for. UNTIL: minutes after which nothing more is begun; what is short then fails the run.
    SERVER_FILES: whether all that PostgreSQL has written anywhere is searched at the end."""

    sample: int
    mutants: int
    kills: int
    until: float
    server_files: bool


class Result(NamedTuple):
    """What was found, and how much was asked."""

    injections: int
    found: Counter[str]
    hit: int
    steps: int
    killed: int
    planted: int
    fine: bool

    def __str__(self) -> str:
        plain, unread, lost = (self.found[promise] for promise in ("plain", "unread", "lost"))
        return (
            f"injections {self.injections}, plain {plain}, unread {unread}, lost {lost}, "
            f"steps hit {self.hit} of {self.steps}, mutants killed {self.killed} of {self.planted}"
        )


def begin(home: Path) -> None:
    """Settings and Django, with every step of `vault` and `audit` ready to be stood at."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings.test"
    os.environ["LINDUNG_TEST_ROOT"] = str(home)
    os.environ.pop("PYTEST_XDIST_WORKER", None)
    import django

    django.setup()
    from django.conf import settings

    tempfile.tempdir = str(settings.HOME / "tmp")  # what is forgotten there is found with all other files
    Path(tempfile.tempdir).mkdir()


def run(options: Options) -> Result:
    """Builds the city, makes a plan, injects, and says what was found."""
    began = time.monotonic()
    known = probe.begin()
    shared = Path("/dev/shm")
    in_memory = shared if os.access(shared, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="lindung-faults-", dir=in_memory) as at:
        begin(Path(at))
        from django.conf import settings
        from django.core.management import call_command

        from tests.faults import injecting, rows, servers
        from tests.faults.city import City
        from tests.two_worlds import databases, warm

        databases.make(f"faults {os.getpid()}")
        try:
            warm.keep_connections()
            call_command("init_keys", verbosity=0)
            call_command("init_signing", verbosity=0)
            city = City()
            if settings.ON_POSTGRESQL:
                servers.know()
            folder = databases.keep()
            with rows.kept() as those:
                return injecting.Run(city, known, folder, those, began, options).whole()
        finally:
            databases.drop()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=SAMPLE, help="injections, at least one of each step and fault")
    parser.add_argument("--mutants", type=int, default=-1, help="planted faults, drawn by seed; all by default")
    parser.add_argument("--kills", type=int, default=0, help="instead: kills of the PostgreSQL server itself")
    parser.add_argument("--until", type=float, default=0, help="minutes; 0: without end")
    parser.add_argument("--server-files", action="store_true", help="search all that PostgreSQL has written anywhere")
    result = run(Options(**vars(parser.parse_args())))
    print(result, flush=True)
    return 0 if result.fine else 1


if __name__ == "__main__":
    sys.exit(main())
