"""Runs one world and writes what was observed: `python -m tests.two_worlds.world --place A --home DIR --out FILE`."""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import os
import traceback
from pathlib import Path

from tests.two_worlds import pinned


def run(place: str, home: Path, out: Path, *, sample: int | None, names: list[str], cases: int) -> None:
    """Builds the world's city once, then sweeps it for each name in NAMES ("" is no mutant), each in a fork of its own.

    Writes OUT.<name>, one JSON line an observation: principal, where, digest, length, whether a string of the house
    is in it.
    """
    pinned.begin(home)
    pinned.ideal_cipher()
    pinned.numbered_message_ids()
    with pinned.pinned():
        from django.core.management import call_command
        from django.test.utils import setup_test_environment

        from tests.two_worlds import sweep, worlds

        setup_test_environment()
        records = sweep.Records()
        logging.getLogger().addHandler(records)
        logging.getLogger().setLevel(logging.INFO)
        worlds.move_house(place)
        _prepare(call_command)
        from demo.build import build

        build(lambda *_: None, cases)
        kept = _databases()
        for name in names:
            _in_a_fork(lambda name=name: _observe(Path(f"{out}.{name}"), sample, name, records))
            _restore(kept)


def _in_a_fork(work) -> None:
    """Runs WORK in a child that shares nothing back; raises if it failed."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if os.waitpid(pid, 0)[1] != 0:
        raise SystemExit("a sweep did not end well")


def _observe(out: Path, sample: int | None, mutant: str, records) -> None:
    from demo.build import people
    from tests.two_worlds import mutants, sweep, worlds

    readers = readers_of(worlds.HOUSE)
    principals = [None, *sorted(s.username for s in vars(people()).values() if s.username not in readers)]
    needles = [s.encode() for s in worlds.strings()]
    with mutants.applied(mutant), out.open("w") as lines:

        def write(seen) -> None:
            # what somebody typed comes back to the one who typed it: no leak
            typed = sweep.HOSTILE.values() if seen.where.startswith("POST") else ()
            canary = any(n in seen.data for n in needles if n.decode() not in typed)
            line = [seen.principal, seen.where, hashlib.sha256(seen.data).hexdigest(), len(seen.data), canary]
            lines.write(json.dumps(line) + "\n")

        for seen in sweep.requests(principals, sample, every_path=not mutant):
            write(seen)
        for seen in sweep.at_rest():
            write(seen)
        for number, line in enumerate(records.lines):
            write(sweep.Seen("operator", f"log record {number}", line.encode()))
        for username in sorted(readers):  # liveness: a reader's answer must differ
            write(sweep.Seen(f"reader {username}", "location", reader_sees(username)))


def _databases() -> dict[Path, bytes]:
    """The databases as they are now, closed and whole."""
    from django.conf import settings
    from django.db import connections

    for connection in connections.all():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    return {path: path.read_bytes() for path in settings.HOME.glob("*.sqlite3")}


def _restore(kept: dict[Path, bytes]) -> None:
    for path, data in kept.items():
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        path.write_bytes(data)


def _prepare(call_command) -> None:
    from django.conf import settings
    from django.db import connections

    for alias in connections:
        connections[alias].settings_dict["NAME"] = str(settings.HOME / f"{alias}.test.sqlite3")
        call_command("migrate", database=alias, verbosity=0)
    call_command("init_keys", verbosity=0)
    call_command("init_signing", verbosity=0)


def readers_of(code: str) -> set[str]:
    """Who may open this house's location now."""
    from access.models import Staff
    from demo.truth import houses_open_to
    from shelters.roots.models import Shelter

    house = Shelter.every.get(code=code).pk
    return {s.username for s in Staff.objects.filter(is_active=True) if house in houses_open_to(s)}


def reader_sees(username: str) -> bytes:
    """The answer that a reader gets to the POST that opens the location."""
    from shelters.roots.models import Shelter
    from tests.two_worlds import sweep, worlds

    house = Shelter.every.get(code=worlds.HOUSE).pk
    client = sweep.signed_in(username)
    return client.post(f"/rumah/{house}/lokasi/", {"purpose": "pemeriksaan rutin rumah"}).content


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--place", required=True)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--names", default="", help="mutants, comma between; an empty name is none")
    parser.add_argument("--cases", type=int, default=12)
    args = parser.parse_args()
    run(args.place, args.home, args.out, sample=args.sample, names=args.names.split(","), cases=args.cases)


if __name__ == "__main__":
    main()
