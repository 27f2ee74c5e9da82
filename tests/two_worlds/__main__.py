"""`python -m tests.two_worlds`: all worlds and all mutants on SQLite; on PostgreSQL one a secret, and ten mutants.

Of the sweep a sample is asked that holds, on SQLite, every address with every verb and body; on PostgreSQL, where noise
is a leak in each of three worlds, an address of every route. `--sample 11000` holds every address with everybody, too,
`--sample 0` all of it. Both take longer.
The last line adds both up: `observations N, noise N, leaks N, mutants killed N of M`; exit 1 if either fell short.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys

from tests.two_worlds.compare import ROOT
from tests.two_worlds.mutants import MUTANTS
from tests.two_worlds.sweep import BODIED
from tests.two_worlds.worlds import AGAINST

SAMPLES = {"SQLite": BODIED, "PostgreSQL": 600}  # requests of a world
LEAST = {"observations": 20_000, "mutants": 60}
LINE = re.compile(r"observations (\d+), noise (\d+), leaks (\d+), mutants killed (\d+) of (\d+)")


def run(title: str, words: list[str]) -> tuple[list[int], bool]:
    """One comparison in a process of its own, its lines passed on: (the figures of its last line, whether fine)."""
    print(f"== the worlds on {title}", flush=True)
    command = [sys.executable, "-m", "tests.two_worlds.compare", "--sample", str(SAMPLES[title]), *words]
    figures = [0] * 5
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for line in running.stdout:
            print(line, end="", flush=True)
            match = LINE.match(line)
            figures = [int(figure) for figure in match.groups()] if match else figures
    return figures, running.returncode == 0


def main(words: list[str]) -> int:
    drawn = random.Random("postgresql").sample(sorted(MUTANTS), min(10, len(MUTANTS)))
    here, fine_here = run("SQLite", words)
    places = ",".join(AGAINST.values())
    there, fine_there = run("PostgreSQL", ["--postgresql", "--worlds", places, *words, "--mutants", ",".join(drawn)])
    total = [a + b for a, b in zip(here, there, strict=True)]
    enough = words or (here[0] >= LEAST["observations"] and here[4] >= LEAST["mutants"])
    if not enough:
        print(f"too little was asked to prove anything: {LEAST}")
    print("observations {}, noise {}, leaks {}, mutants killed {} of {}".format(*total))
    return 0 if fine_here and fine_there and enough else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
