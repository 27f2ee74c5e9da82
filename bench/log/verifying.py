"""Hashing, proving and verifying a log of so many entries; processor time, so that waiting counts for nothing."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from bench.judge import Verdicts
from bench.log.stage import ROOT, Place

LEAVES = int(os.environ.get("BENCH_LEAVES", "100000"))
PROOFS, BATCHES = 1000, 5
MEBIBYTES = 512
OF_THEM = "SHA-256 of the leaves"


def measure(place: Place, verdicts: Verdicts) -> None:
    """One log in a SQLite of its own."""
    found = json.loads(place.python("bench.log.verifying", str(LEAVES)).splitlines()[-1])
    hashing = found["hashing"]
    shown = f"; {hashing / LEAVES * 1e6:.2f} µs a leaf, {LEAVES:,} leaves"
    verdicts.ratio("Merkle root over the leaves in memory", found["root"] / hashing, 2.5, OF_THEM, shown)
    verdicts.ratio("an inclusion proof made", found["made"] * 1e6, 100, "a microsecond")
    verdicts.ratio("an inclusion proof checked", found["checked"] * 1e6, 20, "a microsecond")
    target = place.home / "log.zip"
    place.manage("export_audit_log", str(target))
    seconds, memory = spent([sys.executable, "audit/verify.py", str(target)], place)
    verdicts.ratio("verify.py, all of it", seconds / hashing, 40, OF_THEM, f"; {seconds:.1f} s")
    verdicts.line(memory <= MEBIBYTES, f"verify.py, memory: {memory:.0f} MiB (≤ {MEBIBYTES})")
    seconds, memory = spent([sys.executable, "manage.py", "verify_audit_log"], place)
    shown = f"; {seconds:.1f} s"
    verdicts.ratio("verify_audit_log, an entry", seconds / LEAVES * 1e6, 60, "a microsecond", shown)
    verdicts.line(memory <= MEBIBYTES, f"verify_audit_log, memory: {memory:.0f} MiB (≤ {MEBIBYTES})")


def spent(command: list[str], place: Place) -> tuple[float, float]:
    """(seconds of the processor, MiB at most) of a program that must find nothing wrong."""
    with subprocess.Popen(command, cwd=ROOT, env=place.environment, stdout=subprocess.PIPE, text=True) as running:
        said = running.stdout.read()
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{Path(command[1]).name} found something: {said[-300:]}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def timed(work) -> float:
    """Seconds of the processor, the least of a few times."""
    found = []
    for _ in range(BATCHES):
        before = time.process_time()
        work()
        found.append(time.process_time() - before)
    return min(found)


def main(count: int) -> None:
    """In the place's own process: fills it, and times what is in memory."""
    import django

    django.setup()
    from django.core.management import call_command

    from audit import merkle
    from bench.log.made import fill

    call_command("init_keys", verbosity=0)
    call_command("init_signing", verbosity=0)
    leaves = fill(count)
    hashes = [merkle.leaf_hash(leaf) for leaf in leaves]
    found = {
        "hashing": timed(lambda: [merkle.leaf_hash(leaf) for leaf in leaves]),
        "root": timed(lambda: merkle.root([merkle.leaf_hash(leaf) for leaf in leaves])),
    }
    subtree, root = merkle.subtrees_of(hashes), merkle.root(hashes)
    asked = random.Random(1).sample(range(count), min(PROOFS, count))
    proofs = {number: merkle.inclusion_proof(number, count, subtree) for number in asked}
    found["made"] = timed(lambda: [merkle.inclusion_proof(n, count, subtree) for n in asked]) / len(asked)
    checked = [(n, count, hashes[n], proof, root) for n, proof in proofs.items()]
    assert all(merkle.included(*one) for one in checked)
    found["checked"] = timed(lambda: [merkle.included(*one) for one in checked]) / len(asked)
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))
