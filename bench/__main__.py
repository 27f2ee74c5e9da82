"""The run: `python -m bench`, as scripts/bench.sh starts it. Exits 1 if a target is missed."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django

from bench.asking import PAGES
from bench.judge import Figures, Verdicts
from bench.peer import PEERS
from bench.stage import Process, processes

ROUNDS = 5
BUDGET, MOST = 0.25, 25  # seconds and requests of one peer's page in one round
SIZES = "1000 10000 100000"


def main() -> int:
    """Both databases, or those that BENCH_DATABASES names."""
    numbers = sorted(int(number) for number in (os.environ.get("BENCH_N") or SIZES).split())
    databases = ["SQLite", *(["PostgreSQL"] if os.environ.get("DATABASE_OWNER_URL") else [])]
    wanted = os.environ.get("BENCH_DATABASES")
    databases = [name for name in databases if not wanted or name in wanted.split()]
    print(f"Python {platform.python_version()}, Django {django.__version__}, {os.cpu_count()} cores, {ROUNDS} rounds")
    print("Ratios are judged; times show the size and depend on the machine.", flush=True)
    if os.getloadavg()[0] > os.cpu_count():
        print(f"Others work on this machine (load {os.getloadavg()[0]:.0f}): ratios taken now are rough.", flush=True)
    verdicts = Verdicts()
    home = Path(tempfile.mkdtemp(prefix="lindung-bench-"))
    try:
        for database in databases:
            one_database(database, numbers, home, verdicts)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print(f"{verdicts.ok} ok, {verdicts.short} short")
    return 1 if verdicts.short else 0


def one_database(database: str, numbers: list[int], home: Path, verdicts: Verdicts) -> None:
    """Seeds all peers of all sizes, lets them take turns, and says what came of it."""
    running = processes(database, numbers, home)
    try:
        with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
            longest = reversed(running.items())
            for told in [side_by_side.submit(seeded, database, one) for one in longest]:
                print(told.result(), flush=True)
        taken = measure(running)
        for number in numbers:
            where = f"{database}, {number:,} cases"
            verdicts.pages(where, {(peer, page): taken[peer, number, page] for peer in PEERS for page in PAGES})
            verdicts.checks(where, {peer: running[peer, number].order("checks") for peer in PEERS})
        for many in numbers[1:]:
            verdicts.growth(database, numbers[0], many, taken)
        if database == "SQLite":
            verdicts.seals(running["ours", numbers[0]].order("seals"))
    finally:
        for process in running.values():
            process.end()


def seeded(database: str, one: tuple[tuple[str, int], Process]) -> str:
    """Has one peer make its tables and cases; a line about it."""
    (name, number), process = one
    seconds = process.order("seed")["seconds"]
    return f"   {database}, {name}: {number:,} cases in {seconds:.0f} s, beside others"


def measure(running: dict[tuple[str, int], Process]) -> dict[tuple[str, int, str], Figures]:
    """Five rounds in which every peer of every size is asked for every page, one after the other."""
    taken: dict[tuple[str, int, str], Figures] = {}
    for (name, number), process in running.items():
        for page in PAGES:
            process.order("time", page=page, budget=BUDGET / 2, most=5)  # nothing is cold when it counts
            seen = process.order("check", page=page)
            taken[name, number, page] = Figures([], seen["bytes"], len(seen["queries"]))
    for turn in range(ROUNDS):
        order = list(running.items())
        order = order[turn % len(order) :] + order[: turn % len(order)]
        for page in PAGES:
            for (name, number), process in order:
                times = process.order("time", page=page, budget=BUDGET, most=MOST)["times"]
                taken[name, number, page].rounds.append(times)
    return taken


if __name__ == "__main__":
    sys.exit(main())
