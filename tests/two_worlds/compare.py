"""Runs the worlds and compares them: `python -m tests.two_worlds.compare [--sample N]`.

The last line is `observations N, noise N, leaks N, mutants killed N of M`; exit 1 on noise, a leak, a survivor or a
reader who would see the same wherever the house stands.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.two_worlds.worlds import PLACES

ROOT = Path(__file__).resolve().parents[2]
OTHER = "B2 long"  # the world that mutants are held against: it differs in length, region and order


class Result(NamedTuple):
    """What a comparison of all worlds found."""

    observations: int
    noise: list[str]
    leaks: list[str]
    dead: list[str]
    killed: list[str]
    survivors: list[str]
    canaries: list[str]

    @property
    def fine(self) -> bool:
        return not (self.noise or self.leaks or self.dead or self.survivors or self.canaries)

    def summary(self) -> str:
        mutants = len(self.killed) + len(self.survivors)
        return (
            f"observations {self.observations}, noise {len(self.noise)}, leaks {len(self.leaks) + len(self.canaries)}, "
            f"mutants killed {len(self.killed)} of {mutants}"
        )


def observe(place: str, folder: Path, names: list[str], sample: int | None) -> dict[str, list]:
    """Runs one world in its own process; for each mutant name its observations, in order."""
    home, out = folder / place / "home", folder / place / "seen"
    home.mkdir(parents=True)
    command = [sys.executable, "-m", "tests.two_worlds.world", "--place", place, "--home", str(home), "--out", str(out)]
    command += ["--names", ",".join(names), *(["--sample", str(sample)] if sample else [])]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINDUNG_", "PYTEST_", "DJANGO_"))}
    done = subprocess.run(
        command, cwd=ROOT, env=kept | {"PYTHONHASHSEED": "0"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"world {place} did not run:\n{done.stdout[-2000:]}\n{done.stderr[-6000:]}")
    return {name: [json.loads(line) for line in Path(f"{out}.{name}").read_text().splitlines()] for name in names}


def differences(a: list, b: list) -> list[str]:
    """Where non-readers' observations of two worlds differ; another number of observations is a difference too."""
    found = [f"{x[0]}: {x[1]}" for x, y in zip(a, b, strict=False) if x[:4] != y[:4] and not x[0].startswith("reader ")]
    return found + ([f"{len(a)} observations against {len(b)}"] if len(a) != len(b) else [])


def compare(
    sample: int | None, mutants: list[str], mutant_sample: int, places: tuple[str, ...] = tuple(PLACES)
) -> Result:
    """All worlds against A; A against itself; each mutant in A against itself in another world."""
    with tempfile.TemporaryDirectory(prefix="lindung-worlds-") as folder, ThreadPoolExecutor(2) as pool:
        first, second = Path(folder) / "1", Path(folder) / "2"
        worlds = dict(zip(places, pool.map(lambda p: observe(p, first, [""], sample)[""], places), strict=True))
        both = list(pool.map(lambda p: observe(p, second, mutants, mutant_sample), ["A", OTHER])) if mutants else []
    a = worlds["A"]
    readers = {x[1] + x[0] for x in a if x[0].startswith("reader ")}
    alive = {x[1] + x[0] for x, y in zip(a, worlds[OTHER], strict=False) if x[0].startswith("reader ") and x[2] != y[2]}
    verdicts = {name: bool(differences(both[0][name], both[1][name])) for name in mutants}
    return Result(
        observations=len(a),
        noise=differences(a, worlds["A again"]),
        leaks=[f"{place}: {d}" for place in places if place.startswith("B") for d in differences(a, worlds[place])],
        dead=sorted(readers - alive) if readers else ["no reader was there"],
        killed=[n for n, killed in verdicts.items() if killed],
        survivors=[n for n, killed in verdicts.items() if not killed],
        canaries=[f"{x[0]}: {x[1]}" for x in a if x[4] and not x[0].startswith("reader ")],
    )


def main() -> int:
    from tests.two_worlds.mutants import MUTANTS

    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int)
    parser.add_argument("--mutant-sample", type=int, default=1000)
    args = parser.parse_args()
    result = compare(args.sample, list(MUTANTS), args.mutant_sample)
    for title in ("noise", "leaks", "canaries", "dead", "survivors"):
        for line in getattr(result, title)[:40]:
            print(f"{title}: {line}")
    print(result.summary())
    return 0 if result.fine else 1


if __name__ == "__main__":
    sys.exit(main())
