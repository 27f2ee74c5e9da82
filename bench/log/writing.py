"""32 writers on PostgreSQL: the row alone, with its leaf, beside the sealer, through @action, through auditlog.

The targets compare with plain inserts on a disk that a commit waits for, 4,200 to 6,000 a second. On a faster disk a
plain insert costs no more than its processor time, and so they are judged where each commit waits `FLUSH` as it would
there (PostgreSQL's own `commit_delay`); what this machine's disk gives is shown beside.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from bisect import bisect_right
from itertools import accumulate

from bench.judge import Verdicts
from bench.log.stage import ROOT, Place
from bench.log.writer import CLIENTS

PROCESSES, ROUNDS = 4, 5
WRITERS = PROCESSES * CLIENTS
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
FLUSH = 6000  # microseconds
OWN, SLOW = "this machine's disk", f"a disk that each commit waits {FLUSH // 1000} ms for"
DISKS = {OWN: {}, SLOW: {"PGOPTIONS": f"-c commit_delay={FLUSH} -c commit_siblings=0"}}
Found = dict[str, list[tuple[float, float]]]  # by kind, of each round: writes a second, and the 99th percentile
TITLES = {
    "leaf": ("row and leaf in SQL", 0.7, "plain"),
    "beside": ("row and leaf beside the sealer", 0.5, "plain"),
    "action": ("@action in the ORM", 0.25, "plain"),
}


class Writers:
    """All clients of one kind, on one of DISKS."""

    def __init__(self, kind: str, place: Place, disk: str = OWN) -> None:
        command = [sys.executable, "-m", "bench.log.writer", kind]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        environment = place.environment | DISKS[disk]
        self.running = [subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) for _ in range(PROCESSES)]

    def write(self, seconds: float) -> tuple[float, float]:
        """(writes a second, the 99th percentile of what one took)."""
        for process in self.running:
            process.stdin.write(f"{seconds}\n")
            process.stdin.flush()
        answers = [process.stdout.readline() for process in self.running]
        if not all(answers):
            raise SystemExit("a writer ended; what it said stands above")
        taken = sorted(time for answer in answers for time in json.loads(answer))
        return len(taken) / seconds, taken[int(len(taken) * 0.99)]

    def end(self) -> None:
        for process in self.running:
            process.stdin.close()
            process.wait(timeout=30)
            process.stdout.close()


class Sealer:
    """The sealer as a process, from when nothing waits until nothing waits any more."""

    def __init__(self, place: Place, disk: str) -> None:
        self.place, self.first = place, 0
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        environment, command = place.environment | DISKS[disk], [sys.executable, "-m", "bench.log.sealing"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)
        self.process.stdout.readline()
        self.first = self.numbered()

    def numbered(self) -> int:
        [(size,)] = self.place.asked("SELECT COALESCE(MAX(number) + 1, 0) FROM audit_auditentry")
        return size

    def latest(self) -> list[float]:
        """Seconds from each entry's time to the commit of the checkpoint that covers it; each has one."""
        sealed, _ = self.process.communicate(timeout=600)
        counts, moments = zip(*json.loads(sealed), strict=True)
        ends = [self.first + count for count in accumulate(counts)]
        rows = self.place.asked(
            f"SELECT number, EXTRACT(EPOCH FROM time) FROM audit_auditentry WHERE number >= {self.first}"
        )
        [(waiting,)] = self.place.asked("SELECT COUNT(*) FROM audit_auditentry WHERE number IS NULL")
        if waiting or len(rows) != ends[-1] - self.first:
            raise SystemExit(f"{waiting} entries were left without a checkpoint")
        return sorted(moments[bisect_right(ends, number)] - float(time) for number, time in rows)


def measure(ours: Place, stock: Place, verdicts: Verdicts) -> None:
    """Five rounds on each disk, in which all kinds take turns."""
    show(*rounds(ours, stock, OWN))
    judge(*rounds(ours, stock, SLOW), verdicts)


def rounds(ours: Place, stock: Place, disk: str) -> tuple[Found, list[float]]:
    """What was found on this disk, and in their order the seconds until each entry was sealed."""
    writers = {kind: Writers(kind, ours, disk) for kind in ("plain", "leaf", "action")}
    writers["auditlog"] = Writers("auditlog", stock, disk)
    found: Found = {}
    lags: list[float] = []
    try:
        for one in writers.values():
            one.write(SECONDS / 3)  # nothing is cold when it counts
        for _ in range(ROUNDS):
            for kind in ("plain", "leaf"):
                found.setdefault(kind, []).append(writers[kind].write(SECONDS))
            sealer = Sealer(ours, disk)
            found.setdefault("beside", []).append(writers["leaf"].write(SECONDS))
            lags += sealer.latest()
            for kind in ("action", "auditlog"):
                found.setdefault(kind, []).append(writers[kind].write(SECONDS))
    finally:
        for one in writers.values():
            one.end()
    return found, sorted(lags)


def ratio(found: Found, kind: str, other: str, what: int = 0) -> float:
    return statistics.median(a[what] / b[what] for a, b in zip(found[kind], found[other], strict=True))


def rates(found: Found) -> dict[str, float]:
    return {kind: statistics.median(rate for rate, _ in measured) for kind, measured in found.items()}


def show(found: Found, lags: list[float]) -> None:
    """What this machine's disk gives, unjudged."""
    by_kind = rates(found)
    told = ", ".join(
        f"{title} {ratio(found, kind, unit):.2f} × ({by_kind[kind]:,.0f} a second)"
        for kind, (title, _target, unit) in TITLES.items()
    )
    against, slowest = ratio(found, "action", "auditlog"), ratio(found, "leaf", "plain", 1)
    print(
        f"shown, {OWN}: plain inserts {by_kind['plain']:,.0f} a second; {told}, {against:.2f} × auditlog; p99 "
        f"{slowest:.2f} ×; the last leaf sealed within {lags[-1]:.2f} s, half within {lags[len(lags) // 2]:.2f} s",
        flush=True,
    )


def judge(found: Found, lags: list[float], verdicts: Verdicts) -> None:
    """The targets, where each commit waits for the disk."""
    print(f"Judged on {SLOW}.", flush=True)
    by_kind = rates(found)
    for kind, (title, target, unit) in TITLES.items():
        shown = f"; {by_kind[kind]:,.0f} a second, {unit} {by_kind[unit]:,.0f}"
        verdicts.rate(f"{title}, {WRITERS} writers", ratio(found, kind, unit), target, f"{unit} inserts", shown)
    shown = f"; {by_kind['auditlog']:,.0f} a second"
    against = ratio(found, "action", "auditlog")
    verdicts.rate(f"@action in the ORM, {WRITERS} writers", against, 1.4, "auditlog", shown)
    p99 = statistics.median(p99 for _, p99 in found["plain"]) * 1000
    slowest = ratio(found, "leaf", "plain", 1)
    verdicts.ratio(f"row and leaf, {WRITERS} writers, p99", slowest, 2, "plain", f"; plain {p99:.0f} ms")
    middle, last = lags[len(lags) // 2], lags[-1]
    shown = f"; half within {middle:.2f} s; {len(lags):,} entries, none left over"
    verdicts.ratio("every leaf in a signed checkpoint at that load", last, 1, "a second", shown)
