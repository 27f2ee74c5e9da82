"""What acceptance lists are made of: lines that run what they claim, in a home of their own or as tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ON_POSTGRESQL = [sys.executable, "scripts/with_postgres.py"]
SAMPLE = 200  # requests to each world in which planted leaks are sought
BENDING = ("LINDUNG_", "PYTEST_", "BENCH_")

Line = tuple[str, Callable[[], str]]
Outcome = tuple[bool, str, str]


class Short(Exception):
    """What fell short, in one sentence."""


class Home:
    """An installation of the demo in a folder of its own, reached by its commands."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = os.environ | {"LINDUNG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "settings.demo"}

    def manage(self, *words: str, expect: int = 0) -> str:
        """What the command printed; Short when it ended with another status than EXPECT."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode != expect:
            raise Short(f"manage.py {words[0]} exited {done.returncode}: {(done.stdout + done.stderr)[-300:]}")
        return done.stdout if expect == 0 else done.stdout + done.stderr

    def scanned(self) -> str:
        """Searches every file for every invented string, in all disguises, inside archives and documents too."""
        import json

        from tests.canary.scan import Scanner

        scanner = Scanner(json.loads(self.manage("demo_secrets", "--json")))
        files = [path for path in self.home.rglob("*") if path.is_file()]
        found = scanner.in_files(files)
        if found:
            raise Short(f"{len(found)} files hold an invented string: {sorted(found)[:3]}")
        return f"{scanner.planted} strings in {len(files)} files"


def surroundings() -> dict[str, str]:
    """The environment without what would bend a run: another home, other tests, a smaller or shorter bench."""
    return {k: v for k, v in os.environ.items() if not k.startswith(BENDING)}


class OfTests(NamedTuple):
    """A line that runs these tests by their node ids, with these VARIABLES in their environment; short when one fails
    or is skipped, or when none was run."""

    names: tuple[str, ...]
    before: tuple[str, ...]
    variables: dict[str, str]

    def __call__(self) -> str:
        pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "scripts.no_skips"]
        command = [*self.before, *pytest, *self.names]
        environment = surroundings() | {"DJANGO_SETTINGS_MODULE": "settings.test"} | self.variables
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        said = (done.stdout.strip().splitlines() or [done.stderr[-200:]])[-1]
        if done.returncode or not re.search(r"\b\d+ passed", said):
            failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
            raise Short(" / ".join([said, *failed[:3]])[:400])
        return said


def tests(*names: str, before: Iterable[str] = (), **variables: str) -> OfTests:
    """`OfTests`, as lists write it."""
    return OfTests(names, tuple(before), variables)


class Ran(NamedTuple):
    """What a long run printed, how it ended, and how long it took."""

    lines: list[str]
    status: int
    minutes: float


def passed_on(*command: str, **variables: str) -> Ran:
    """Runs COMMAND with these VARIABLES; what it prints goes to standard error as it comes, for whoever waits."""
    began, lines = time.monotonic(), []
    environment = surroundings() | variables
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for line in running.stdout:
            print(line, end="", file=sys.stderr, flush=True)
            lines.append(line.rstrip("\n"))
    return Ran(lines, running.returncode, (time.monotonic() - began) / 60)


def leaks_caught(channels: Iterable[str], at_least: int) -> str:
    """The planted leaks of these CHANNELS, in worlds asked by a sample; short when one survives or they are too few."""
    from tests.two_worlds.mutants import MUTANTS

    names = sorted(name for name, leak in MUTANTS.items() if leak.channel in channels)
    words = ("-m", "tests.two_worlds.compare", "--sample", str(SAMPLE), "--mutants", ",".join(names))
    ran = passed_on(sys.executable, *words, PYTHONHASHSEED="0")
    found = re.search(r"noise (\d+), leaks (\d+), mutants killed (\d+) of (\d+)", "\n".join(ran.lines))
    if ran.status or not found or found.groups()[:2] != ("0", "0") or not at_least <= int(found[3]) == int(found[4]):
        raise Short(" / ".join(ran.lines[-3:])[-300:] or f"exit {ran.status}")
    return f"{found[0]} ({at_least})"


def outcomes_of(lines: Iterable[Line]) -> Iterator[Outcome]:
    """(held, what, what was seen) of each line, as it is run."""
    for what, run in lines:
        try:
            yield True, what, run()
        except Short as short:
            yield False, what, str(short)
        except Exception as broken:  # a line that breaks is short; the others still tell
            yield False, what, f"{type(broken).__name__}: {broken}"[:400]
