"""`python -m tests.faults`: 5,000 injections on PostgreSQL, and beside them 5,000 on SQLite and 50 kills of a server.

`--sample N` and `--mutants N` are for each database, `--kills N` for a PostgreSQL whose commits wait for the disk (so
does the other one with `--durable`), `--until N` ends each part after so many minutes. The last line adds all up:

    injections N, plain N, unread N, lost N, steps hit N of N, mutants killed N of N

Exit 1 if any part fell short of what it was asked for, or found anything (tests/faults/run.py).
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KILLS = 50
OF_OTHERS = (
    "LINDUNG_HOME", "LINDUNG_TEST_ROOT", "DATABASE_URL", "SHELTERS_DATABASE_URL", "DATABASE_OWNER_URL",
    "SHELTERS_DATABASE_OWNER_URL",
)  # fmt: skip
LINE = re.compile(
    r"injections (\d+), plain (\d+), unread (\d+), lost (\d+), steps hit (\d+) of (\d+), mutants killed (\d+) of (\d+)"
)


def part(title: str, beside: list[str], words: list[str]) -> tuple[list[int], bool]:
    """One run in a process of its own, its lines passed on: (the figures of its last line, whether fine)."""
    command = [sys.executable, *beside, *([sys.executable] if beside else []), "-m", "tests.faults.run", *words]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_") and k not in OF_OTHERS}
    figures = [0] * 8
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for line in running.stdout:
            print(f"{title}: {line}", end="", flush=True)
            match = LINE.match(line)
            figures = [int(figure) for figure in match.groups()] if match else figures
    return figures, running.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--sample", default="5000")
    parser.add_argument("--mutants", default="-1", help="all by default")
    parser.add_argument("--kills", default=KILLS, type=int)
    parser.add_argument("--until", default="0")
    parser.add_argument("--durable", action="store_true")
    args = parser.parse_args()
    server = ["scripts/with_postgres.py"]
    words = ["--sample", args.sample, "--mutants", args.mutants, "--until", args.until]
    kills = ["--kills", str(args.kills), "--until", args.until, "--server-files"]
    with ThreadPoolExecutor() as side_by_side:
        beside = side_by_side.submit(
            part, "PostgreSQL", [*server, "--durable"] if args.durable else server, [*words, "--server-files"]
        )
        results = [part("SQLite", [], words)]
        if args.kills:
            results.append(part("PostgreSQL killed", [*server, "--durable"], kills))
        results.append(beside.result())
    total = [sum(figures) for figures in zip(*(figures for figures, _ in results), strict=True)]
    print("injections {}, plain {}, unread {}, lost {}, steps hit {} of {}, mutants killed {} of {}".format(*total))
    return 0 if all(fine for _, fine in results) else 1


if __name__ == "__main__":
    sys.exit(main())
