"""Does the time of an answer tell where a house stands? `python -m tests.two_worlds.timing`, fifteen to thirty minutes.

Two worlds are built, with the real cipher. A pair is two fresh processes, one of each world, on one core, whose memory
is laid out alike. They are asked by turns, request by request, for a processor's speed drifts within a second; which
of them begins, in everything, is drawn, balanced. Each pair gives ONE mean difference per kind of request, and
Welch's t compares the pairs in which the first world began with those in which the second did, which takes whatever
beginning costs out of it: |t| < 4.5 passes, on the wall clock and in processor time. A against A must pass, and 50 µs
planted in one view must be found there in processor time, which a busy neighbour disturbs least; exit 1 otherwise.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, NamedTuple

from tests.two_worlds import pinned
from tests.two_worlds.worlds import WORLDS, move_house

ROOT = Path(__file__).resolve().parents[2]
A, B = "A", "B2 long"
PAIRS, BLOCK = 24, 8  # at least so many pairs, drawn by the block
MOST = 4  # times as many at most; by then the machine is too busy to judge, and what was planted is not found
ROUNDS, WARM = 30, 10  # a pair's turns, requests of each kind in a turn, requests before the first
LIMIT = 4.5
PLANTED = 50e-6  # seconds
PRECISE = PLANTED / LIMIT / 1.5  # the standard error by which it is found
AT = "404 of a location"  # where it is planted
ADDR_NO_RANDOMIZE = 0x0040000  # personality(2)


class Kind(NamedTuple):
    """A request that somebody who is no reader sends: who, verb, path with the house's id, form; how often a turn."""

    who: str
    method: str
    path: str
    data: dict[str, str]
    times: int


KINDS = {
    "404 of a house": Kind("auditor", "GET", "/rumah/{house}/", {}, 5),
    AT: Kind("manajer", "POST", "/rumah/{house}/lokasi/", {"purpose": "pemeriksaan rutin"}, 5),
    "start page": Kind("penerima", "GET", "/", {}, 2),
    "search": Kind("manajer", "POST", "/cari/", {"q": "Jl. Kembang Setaman Dalam No. 17"}, 2),
}


SHARPER = "processor time"
CLOCKS = {SHARPER: 0, "wall clock": 1}


class Verdict(NamedTuple):
    """Of one comparison and one kind: mean difference in seconds, its standard error, t."""

    difference: float
    error: float
    t: float


def welch(one: list[float], other: list[float]) -> Verdict:
    """Half the difference between pairs in which the first world began and pairs in which the second did."""
    spread = [statistics.variance(group) / len(group) for group in (one, other)]
    difference = statistics.fmean(one) - statistics.fmean(other)
    error = sum(spread) ** 0.5
    return Verdict(difference / 2, error / 2, difference / error if error else 0.0)


def middle(differences: list[float]) -> float:
    """The mean of the middle half: whoever else has the machine disturbs some requests, and knows no secret."""
    ordered = sorted(differences)
    quarter = len(ordered) // 4
    return statistics.fmean(ordered[quarter : len(ordered) - quarter])


# a world, built once and kept as files


def build(name: str, home: Path) -> None:
    """In a process of its own: the world's city, pinned, so that ids are the same in all worlds."""
    pinned.begin(home)
    with pinned.pinned():
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connections

        from tests.two_worlds import databases

        move_house(WORLDS[name])
        databases.make(name)
        call_command("init_keys", verbosity=0)
        from demo.build import build as build_city
        from shelters.queries.houses import all_houses, codes
        from tests.two_worlds.worlds import HOUSE

        build_city(lambda *_: None, 12)
        house = next(pk for pk, code in codes(all_houses()).items() if code == HOUSE)
        (settings.HOME / "house").write_text(str(house))
        databases.keep()
        connections.close_all()


# a process that is measured


def serve(home: Path, planted: bool) -> None:
    """Answers each line on stdin, the name of a kind, with how long a request of it took on both clocks, as JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"], os.environ["LINDUNG_TEST_ROOT"] = "settings.test", str(home)
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections
    from django.test import Client

    for alias in connections:
        connections[alias].settings_dict["NAME"] = str(settings.HOME / f"{alias}.test.sqlite3")
        connections[alias].settings_dict["CONN_MAX_AGE"] = None  # as in production, not a connection a request
    house = (settings.HOME / "house").read_text()
    clients = {}
    for kind in KINDS.values():
        clients[kind.who] = Client(headers={"host": "localhost"})
        clients[kind.who].post("/demo/masuk/", {"username": kind.who})
    if planted:
        plant()

    def once(kind: Kind) -> tuple[float, float]:
        send = clients[kind.who].get if kind.method == "GET" else clients[kind.who].post
        path = kind.path.format(house=house)
        wall, own = time.perf_counter(), time.thread_time()
        send(path, kind.data)
        return time.thread_time() - own, time.perf_counter() - wall

    for kind in KINDS.values():
        for _ in range(WARM):
            once(kind)
    gc.collect()
    gc.disable()  # it runs when it likes, and knows no secret
    for line in sys.stdin:
        print(json.dumps(once(KINDS[line.strip()])), flush=True)


def plant() -> None:
    """50 µs more in the view of a location, before it refuses."""
    from shelters.views.location import Location

    refuse = Location.authorise

    def slow(self) -> None:
        until = time.perf_counter() + PLANTED
        while time.perf_counter() < until:
            pass
        refuse(self)

    Location.authorise = slow


# pairs


class Measured:
    """A fresh process in a copy of a world's home."""

    def __init__(self, kept: Path, home: Path, planted: bool) -> None:
        shutil.copytree(kept, home)
        words = ["--serve", str(home), *(["--planted"] if planted else [])]
        self.home, self.process = home, _start(words)

    def ask(self, kind: str) -> list[float]:
        """How long one request of this kind took, on both clocks."""
        _pipe(self.process.stdin).write(f"{kind}\n")
        _pipe(self.process.stdin).flush()
        return json.loads(_pipe(self.process.stdout).readline())

    def end(self) -> None:
        """The process and its copy are gone."""
        _pipe(self.process.stdin).close()
        self.process.wait(60)
        _pipe(self.process.stdout).close()
        shutil.rmtree(self.home)


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def _start(words: list[str]) -> subprocess.Popen:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "DJANGO_", "LINDUNG_"))}
    kept = {k: v for k, v in kept.items() if not k.endswith("DATABASE_URL") and not k.endswith("OWNER_URL")}
    command = [sys.executable, "-m", "tests.two_worlds.timing", *words]
    environment = kept | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def pair(kept: tuple[Path, Path], folder: Path, first_begins: bool, planted: bool) -> dict[tuple[str, str], float]:
    """By kind and clock: what the one that begins takes more than the other.

    Whoever begins is started first, too, and lies in the first folder, whose name is as long as the other's: what a
    place in the pair costs, no world costs.
    """
    worlds = [(kept[0], False), (kept[1], planted)]
    places = zip(worlds if first_begins else reversed(worlds), ("one", "two"), strict=True)
    beginner, second = (Measured(world, folder / place, slow) for (world, slow), place in places)
    more: dict[tuple[str, str], list[float]] = {(kind, clock): [] for kind in KINDS for clock in CLOCKS}
    for turn in range(ROUNDS):
        for name, kind in KINDS.items():
            for number in range(kind.times):
                order = (beginner, second) if (turn + number) % 2 == 0 else (second, beginner)
                took = {each: each.ask(name) for each in order}
                for clock, at in CLOCKS.items():
                    more[name, clock].append(took[beginner][at] - took[second][at])
    beginner.end()
    second.end()
    return {what: middle(differences) for what, differences in more.items()}


def compare(kept: tuple[Path, Path], folder: Path, least: int, seed: str, planted: bool = False) -> tuple[int, dict]:
    """(how many pairs, by kind and clock what the first world takes more).

    A busy machine needs more pairs: they go on until the standard error, never the difference, is small enough.
    """
    draw, found = random.Random(seed), []
    while True:
        begins = [True, False] * (BLOCK // 2)
        draw.shuffle(begins)
        found += [(first_begins, pair(kept, folder, first_begins, planted)) for first_begins in begins]
        seen = {
            what: welch([d[what] for first, d in found if first], [d[what] for first, d in found if not first])
            for what in found[0][1]
        }
        if len(found) >= least and (seen[AT, SHARPER].error <= PRECISE or len(found) >= MOST * least):
            return len(found), seen


def main(number: int) -> int:
    """Builds both worlds, makes the three comparisons, prints a line a kind; 1 if anything fell short."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # one core: both of a pair meet the same neighbours
    if sys.platform == "linux":
        ctypes.CDLL(None).personality(ADDR_NO_RANDOMIZE)  # processes started from here lie alike in memory
    short = 0
    with tempfile.TemporaryDirectory(prefix="lindung-timing-") as name:
        folder = Path(name)
        homes = {world: folder / world for world in (A, B)}
        for world, home in homes.items():
            home.mkdir()
            if _start(["--build", world, "--home", str(home)]).wait() != 0:
                raise SystemExit(f"the world {world} could not be built")
        for title, kept, planted in (
            ("A against B", (homes[A], homes[B]), False),
            ("A against A", (homes[A], homes[A]), False),
            ("A against A with 50 µs planted", (homes[A], homes[A]), True),
        ):
            took, found = compare(kept, folder, number, title, planted)
            for (kind, clock), seen in found.items():
                wanted = planted and kind == AT
                if planted and (kind, clock) != (AT, SHARPER):
                    continue  # what is planted is asked for where it is, not what a program that lies otherwise costs
                held = seen.t <= -LIMIT if wanted else abs(seen.t) < LIMIT  # the second is the slower one
                short += not held
                figures = f"{seen.difference * 1e6:+.1f} µs ± {seen.error * 1e6:.1f}, t {seen.t:+.2f}"
                bound = f"{'at least' if wanted else 'under'} {LIMIT}"
                print(
                    f"{'ok' if held else 'SHORT'} {title}, {took} pairs, {kind}, {clock}: {figures} ({bound})",
                    flush=True,
                )
    print(f"at least {number} pairs of each, short {short}")
    return 1 if short else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--build", choices=WORLDS)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--serve", type=Path)
    parser.add_argument("--planted", action="store_true")
    arguments = parser.parse_args()
    if arguments.build:
        build(arguments.build, arguments.home)
    elif arguments.serve:
        serve(arguments.serve, arguments.planted)
    else:
        sys.exit(main(arguments.pairs))
