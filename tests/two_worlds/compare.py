"""Runs the worlds and compares them: `python -m tests.two_worlds.compare [--sample N] [--mutants NAMES]`.

The last line is `observations N, noise N, leaks N, mutants killed N of M`; exit 1 on noise, a leak, a survivor,
something that the harness doesn't know, or a reader who would see the same whatever the secret is.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.two_worlds.acts import turn
from tests.two_worlds.in_step import END, Observed, Run, all_seen, differences, first_seen
from tests.two_worlds.mutants import CONTROLS, LEAKS, MUTANTS
from tests.two_worlds.worlds import AGAINST, LOOKS, READERS, READERS_ACT, UNTYPED, WHOLE, WORLDS, World

ROOT = Path(__file__).resolve().parents[2]
SWEEP, LEAST = 200, 1000  # requests of the one sweep that every mutant is run against; observations it makes at least
OF_OTHERS = (
    "LINDUNG_HOME", "DATABASE_URL", "SHELTERS_DATABASE_URL", "DATABASE_OWNER_URL", "SHELTERS_DATABASE_OWNER_URL",
)  # fmt: skip
ROOM = 4 * 2**30  # bytes that all worlds take at once, at most
AT_ONCE = 4  # processes; on two cores none waits for the longest one
SEEN = "seen"  # the folder in which worlds write what was seen in them
KEYS = 2  # of the authority and of its certificate
BITS = 3072


class Result(NamedTuple):
    """What a comparison of all worlds found."""

    observations: int
    noise: list[str]
    leaks: list[str]
    dead: list[str]
    unknown: list[str]
    killed: dict[str, str]  # by mutant: where it was seen first, and after how many observations
    survivors: list[str]
    broken: list[str]  # mutants that could not be run to their end

    @property
    def fine(self) -> bool:
        return not (self.noise or self.leaks or self.dead or self.unknown or self.survivors or self.broken)

    def summary(self) -> str:
        return (
            f"observations {self.observations}, noise {len(self.noise)}, leaks {len(self.leaks)}, "
            f"mutants killed {len(self.killed)} of {len(self.killed) + len(self.survivors) + len(self.broken)}"
        )


def _folder() -> tempfile.TemporaryDirectory:
    """In memory, where there is room: no world outlives its run."""
    shared = Path("/dev/shm")
    in_memory = os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > ROOM
    return tempfile.TemporaryDirectory(prefix="lindung-worlds-", dir=shared if in_memory else None)


def make_keys(folder: Path) -> None:
    """The RSA keys that all worlds share: certificates then come out alike."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    folder.mkdir()
    for number in range(KEYS):
        key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
        form = serialization.PrivateFormat.PKCS8
        (folder / f"{number}.pem").write_bytes(
            key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
        )


class Asked(NamedTuple):
    """What is asked of a world: PATHS are A's addresses, SAMPLE and SWEEP the requests as it is and with a leak.

    PLACES: those that run as they are. ON_POSTGRESQL: beside a server of its own: what runs in a server's other
    databases moves this one's rows about.
    """

    folder: Path
    paths: Path
    places: tuple[str, ...]
    sample: int | None
    sweep: int
    on_postgresql: bool


def observe(places: list[str], asked: Asked, planted: dict[str, list[str]]) -> dict[str, list[Observed]]:
    """Runs worlds that are built alike in one process: by place what was observed in it as it is.

    With leaks PLANTED they write to whoever reads, `watched`.
    """
    home, out = asked.folder / places[0] / "home", asked.folder / SEEN
    home.mkdir(parents=True)
    mutants = {place: planted.get(place, []) for place in places}
    as_they_are = [place for place in places if place in asked.places]
    words: dict[str, object] = {"worlds": ",".join(places), "home": home, "out": out, "keys": asked.folder / "keys"}
    words |= {"as-they-are": ",".join(as_they_are)}
    words |= {"paths": asked.paths, "mutants": json.dumps(mutants), "mutant-sample": asked.sweep}
    words |= {"sample": asked.sample} if asked.sample else {}
    command = [sys.executable, "scripts/with_postgres.py"] if asked.on_postgresql else []
    command += [sys.executable, "-m", "tests.two_worlds.world"]
    command += [str(part) for name, value in words.items() for part in (f"--{name}", value)]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "DJANGO_")) and k not in OF_OTHERS}
    done = subprocess.run(
        command, cwd=ROOT, env=kept | {"PYTHONHASHSEED": "0"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{places} did not run:\n{done.stdout[-2000:]}\n{done.stderr[-6000:]}")
    if done.stderr:
        print(f"{places}: {done.stderr[-3000:]}", file=sys.stderr)
    return {place: [Observed(*json.loads(line)) for line in written(out / f"{place}.")] for place in as_they_are}


def written(seen: Path) -> list[str]:
    """The lines of a world that came to its end."""
    *lines, end = seen.read_text().splitlines()
    assert end == END, seen
    return lines


class Watched(NamedTuple):
    """Where a planted leak was seen first, or nothing planted anywhere; how much was asked; whether a world broke."""

    seen: list[str]
    asked: int
    broken: bool


def watched(name: str, a: Run, b: Run, secret: str = "") -> Watched:
    """The leak of that NAME in A and in another world of SECRET, until it is seen or both have come to their end."""
    with closing(a), closing(b):
        seen = first_seen(a, b, name, secret) if name in MUTANTS else all_seen(a, b, CONTROLS[name].secret)
        return Watched(seen, a.length, a.broken or b.broken)


def together(places: set[str], on_postgresql: bool) -> list[list[str]]:
    """Which worlds run in one process, A first: those that are built like A run beside "A again".

    On PostgreSQL each runs alone, for a server moves rows about. A itself, whom all others wait for, is always alone.
    """
    alike = [place for place in WORLDS if place in places and place != "A" and not WORLDS[place].place]
    alone = [place for place in WORLDS if place in places and place not in alike]
    return [*[[place] for place in alone], *([[place] for place in alike] if on_postgresql else [alike])]


def before_readers_act(seen: list[Observed]) -> list[Observed]:
    """What is held against a world in which readers send no forms."""
    return [o for o in seen if READERS_ACT not in o.where]


def _canaries(seen: list[Observed], secret: str = "N1") -> list[str]:
    return [
        f"{o.principal}: {o.where} holds a string of the house"
        for o in seen
        if o.canary and o.principal not in READERS[secret]
    ]


def _dead(worlds: dict[str, list[Observed]]) -> list[str]:
    """Worlds in which a reader of what they differ in saw the same as in A: they would prove nothing."""
    dead = []
    looks = [(name, secret, where) for name in worlds for secret in WORLDS[name].secrets for where in LOOKS[secret]]
    for name, secret, where in looks:
        a, b = ([o for o in worlds[w] if o.where == where] for w in ("A", name))
        if not a or not b or [o.digest for o in a] == [o.digest for o in b]:
            dead.append(f"{secret}: a reader sees the same in A and in {name}: {where}")
    return dead


def compare(
    sample: int | None,
    mutants: Iterable[str] = (),
    mutant_sample: int = SWEEP,
    places: Iterable[str] = WHOLE,
    on_postgresql: bool = False,
    against: dict[str, str] = AGAINST,
) -> Result:
    """The worlds of PLACES against A, "A again" among them; each mutant in A against itself in a world of the secret it
    leaks, AGAINST that one. Without PLACES no world runs as it is.

    Where nothing is planted (CONTROLS) a difference is noise.
    """
    # as worlds stand beside one another, and as a script is played
    leaks = sorted(mutants, key=lambda name: (LEAKS[name].secret, turn(LEAKS[name].since)))
    other = {name: against[LEAKS[name].secret] for name in leaks}
    planted = {place: [name for name in leaks if place in ("A", other[name])] for place in ("A", *other.values())}
    groups = together({*places, *planted, "A"}, on_postgresql)
    # A first, whose addresses all others wait for; then what takes longest
    groups.sort(key=lambda group: ("A" not in group, -sum(len(planted.get(place, ())) for place in group), group))
    with _folder() as kept, ThreadPoolExecutor(AT_ONCE) as pool:
        folder = Path(kept)
        make_keys(folder / "keys")
        (folder / SEEN).mkdir()
        for place, names in planted.items():
            for name in names:
                os.mkfifo(folder / SEEN / f"{place}.{name}")
        ends = {}
        for group in groups:
            asked = Asked(folder, folder / "paths", tuple(places), sample, mutant_sample, on_postgresql)
            ends |= dict.fromkeys(group, pool.submit(observe, group, asked, planted))
        runs = {
            name: watched(
                name,
                *(Run(folder / SEEN / f"{w}.{name}", ends[w].done) for w in ("A", other[name])),
                secret=WORLDS[other[name]].secret,
            )
            for name in leaks
        }
        worlds = {place: end.result()[place] for place, end in ends.items() if place in end.result()}
    a = worlds.get("A", [])
    passive = before_readers_act(a)
    compared: list[World] = [WORLDS[place] for place in places if WORLDS[place].secret]
    return Result(
        observations=len(a),
        noise=(differences(a, worlds["A again"], "") if "A again" in worlds else [])
        + [f"{name}: {where}" for name in runs if name in CONTROLS for where in runs[name].seen],
        leaks=[
            f"{w.name}: {d}"
            for w in compared
            for d in differences(a if w.readers_act else passive, worlds[w.name], w.secret)
        ]
        + [f"{w.name}: {c}" for w in compared if w.name in UNTYPED for c in _canaries(worlds[w.name])],
        dead=_dead(worlds),
        unknown=[o.where for o in a if o.principal == "unknown"],
        killed={
            name: f"{run.seen[0]}, after {run.asked} observations"
            for name, run in runs.items()
            if name in MUTANTS and run.seen and not run.broken
        },
        survivors=[name for name, run in runs.items() if name in MUTANTS and not run.seen and not run.broken],
        broken=[name for name, run in runs.items() if run.broken or (name in CONTROLS and run.asked < LEAST)],
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, help="requests of each world; all when left out or 0")
    parser.add_argument("--mutant-sample", type=int, default=SWEEP)
    parser.add_argument("--mutants", default=",".join(LEAKS), help="names, comma between; empty for none")
    parser.add_argument("--worlds", default=",".join(WHOLE), help="names, comma between, A always; none if empty")
    parser.add_argument("--postgresql", action="store_true", help="each world beside a PostgreSQL of its own")
    parser.add_argument("--why", action="store_true", help="says of each killed mutant where it was seen first")
    args = parser.parse_args()
    places = [p for p in WORLDS if args.worlds and (p == "A" or p in args.worlds.split(","))]
    mutants = [m for m in args.mutants.split(",") if m]
    result = compare(args.sample or None, mutants, args.mutant_sample, places, args.postgresql)
    for title in ("unknown", "noise", "leaks", "dead", "survivors", "broken"):
        for line in getattr(result, title)[:40]:
            print(f"{title}: {line}")
    for name, where in result.killed.items() if args.why else ():
        print(f"killed: {name}, seen first by {where}")
    print(result.summary())
    return 0 if result.fine else 1


if __name__ == "__main__":
    sys.exit(main())
