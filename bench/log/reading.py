"""The auditor's pages in a log of so many entries, beside the same pages by hand (`bench.log.limit`), by turns.

The two answer in one process, from the same tables; what differs is the product's middleware, policy, rules and
entries. A process for each size of log, `python -m bench.log.reading COUNT`, takes orders:

{"do": "fill"}                                   → {"seconds": …}
{"do": "check"}                                  → {"first": queries, "file": queries}; ours
{"do": "time", "page": …, "budget": …, "most": …} → {"ours": [seconds, …], "limit": [seconds, …]}
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from bench.judge import Figures, Verdicts, ratio
from bench.log.stage import PRODUCT, Place
from bench.stage import Running

ENTRIES = int(os.environ.get("BENCH_ENTRIES", "1000000"))
FEW = 100_000  # more than the first page looks through: what happened lately is alike in both
ROUNDS, MOST = 5, 10
BUDGET = float(os.environ.get("BENCH_BUDGET", "1"))  # seconds for each page in each round
GROWTH = 1.2
TARGET = 1.5
PAGES = {
    "first": "the auditor's first page, with what was found within the minute",
    "anew": "the same, findings about reads looked for anew, as once a minute",
    "file": "who opened this file",
}
QUERIES = {"first": 46, "anew": 64, "file": 19}


class Reader(Running):
    """A log of COUNT entries, and who answers from it."""

    def __init__(self, place: Place, count: int) -> None:
        self.name = f"the reader of {count:,} entries"
        self.start([sys.executable, "-m", "bench.log.reading", str(count)], place.environment)


def measure(database: str, home: Path, verdicts: Verdicts) -> None:
    """A short and a long log on DATABASE, asked by turns."""
    sizes = sorted({min(FEW, ENTRIES // 2), ENTRIES})
    readers = {}
    try:
        for count in sizes:
            name = f"bench_read_{count}" if database == "PostgreSQL" else ""
            reader = readers[count] = Reader(Place(PRODUCT, home / f"read-{database}-{count}", name), count)
            print(f"   {database}: {count:,} entries in {reader.order('fill')['seconds']:.0f} s", flush=True)
        _judge(database, sizes, readers, verdicts)
    finally:
        for reader in readers.values():
            reader.end()


def _judge(database: str, sizes: list[int], readers: dict[int, Reader], verdicts: Verdicts) -> None:
    taken = {(count, page, who): Figures([]) for count in sizes for page in PAGES for who in ("ours", "limit")}
    asked = {count: readers[count].order("check") for count in sizes}
    for turn in range(ROUNDS):
        for count in sizes[:: -1 if turn % 2 else 1]:
            for page in PAGES:
                for who, times in readers[count].order("time", page=page, budget=BUDGET, most=MOST).items():
                    taken[count, page, who].rounds.append(times)
    few, many = sizes
    for page, title in PAGES.items():
        ours, limit = taken[many, page, "ours"], taken[many, page, "limit"]
        shown = "; p50/p95 ms: " + ", ".join(
            f"{who} {one.p50 * 1000:.1f}/{one.p95 * 1000:.1f}" for who, one in (("ours", ours), ("limit", limit))
        )
        verdicts.ratio(f"{title}, {database}, {many:,} entries", ratio(ours, limit), TARGET, "audited limit", shown)
        grown = {who: ratio(taken[many, page, who], taken[few, page, who]) for who in ("ours", "limit")}
        what = f"growth of {title}, {database}, {few:,} → {many:,} entries"
        verdicts.ratio(what, grown["ours"], GROWTH, "itself", f"; limit {grown['limit']:.2f} ×")
        verdicts.count(f"{title}, {database}, {many:,} entries", asked[many][page], QUERIES[page])


class Pages:
    """Carries out the orders in a process of its own."""

    def __init__(self, count: int) -> None:
        self.count, self.turns = count, 0

    def fill(self) -> dict:
        from django.core.handlers.wsgi import WSGIHandler
        from django.test import override_settings
        from django.utils import timezone

        from bench import frame
        from bench.asking import Asker, World
        from bench.log.many import fill

        before = time.perf_counter()
        self.made = fill(self.count, timezone.now())
        self.asker = Asker(World(None, self.made.session, [], [], ""))
        self.applications = {"ours": self.asker.application}
        with override_settings(MIDDLEWARE=frame.MIDDLEWARE):
            self.applications["limit"] = WSGIHandler()
        return {"seconds": time.perf_counter() - before}

    def check(self) -> dict:
        """Asks both for both pages until nothing is cold, and counts the product's statements."""
        from bench.asking import counting

        found = {}
        for page in PAGES:
            self._seal()
            for who in ("limit", "ours", "limit", "ours"):
                with counting() as seen:
                    self._asked(who, page)
            found[page] = len(seen)
        return found

    def time(self, page: str, budget: float, most: int) -> dict:
        taken: dict[str, list[float]] = {"ours": [], "limit": []}
        self._seal()
        until = time.perf_counter() + budget
        while len(taken["limit"]) < most and (not taken["limit"] or time.perf_counter() < until):
            for who, times in taken.items():
                times.append(self._asked(who, page))
        return taken

    def _seal(self) -> None:
        """What pages wrote gets its number and its checkpoint, as in service within the second."""
        from django.utils import timezone

        from audit import sealer
        from audit.models import AuditEntry, Checkpoint

        waiting = list(AuditEntry.objects.filter(number=None).order_by("time", "id").values_list("pk", flat=True))
        if waiting:
            newest = Checkpoint.objects.order_by("-size").values("size", "root", "frontier", "leaves", "note").first()
            assert newest and sealer._number(newest["size"], waiting)
            size = newest.pop("size") + len(waiting)
            Checkpoint.objects.create(**newest, size=size, at=timezone.now())

    def _asked(self, who: str, page: str) -> float:
        """Seconds of one request; both are asked for the same files in the same order."""
        from django.test import override_settings

        from bench.asking import Wrong

        self.turns += who == "ours"
        file = self.made.files[self.turns % len(self.made.files)]
        ours, limit = ("/log/", "/bench/log/") if page != "file" else (f"/log/berkas/{file}/", f"/bench/log/{file}/")
        environ = self.asker.environ({"ours": ours, "limit": limit}[who])
        self.asker.application = self.applications[who]
        with override_settings(AUDIT_FINDINGS_KEPT=0 if page == "anew" else 3600):
            before = time.perf_counter()
            status, body = self.asker.answer(environ)
            spent = time.perf_counter() - before
        lines = body.count(b"finding-text" if page != "file" else b'data-column="Hasil"')
        if status != 200 or not lines:
            raise Wrong(f"{who}, {page}: status {status}, {lines} lines, {len(body)} bytes")
        return spent


def main(count: int) -> None:
    """Serves orders until the input ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever prints, prints beside the answers
    import django

    django.setup()
    pages = Pages(count)
    for line in sys.stdin:
        order = json.loads(line)
        answers.write(json.dumps(getattr(pages, order.pop("do"))(**order)) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
