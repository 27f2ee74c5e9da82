"""The run: `python -m bench.log`. Exits 1 if a target is missed."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path

import django

from bench.judge import Verdicts
from bench.log import reading, verifying, writing
from bench.log.stage import PRODUCT, Place

PARTS = "verify read write"


def main() -> int:
    print(f"Python {platform.python_version()}, Django {django.__version__}, {os.cpu_count()} cores")
    print("Ratios are judged; times show the size and depend on the machine.", flush=True)
    if os.getloadavg()[0] > os.cpu_count():
        print(f"Others work on this machine (load {os.getloadavg()[0]:.0f}): ratios taken now are rough.", flush=True)
    parts = (os.environ.get("BENCH_PARTS") or PARTS).split()
    databases = ["SQLite", *(["PostgreSQL"] if os.environ.get("DATABASE_OWNER_URL") else [])]
    wanted = os.environ.get("BENCH_DATABASES")
    databases = [name for name in databases if not wanted or name in wanted.split()]
    verdicts, home = Verdicts(), Path(tempfile.mkdtemp(prefix="lindung-bench-log-"))
    try:
        if "verify" in parts:
            verifying.measure(Place(PRODUCT, home / "verified"), verdicts)
        for database in databases if "read" in parts else ():
            reading.measure(database, home, verdicts)
        if "write" in parts and "PostgreSQL" in databases:
            ours = Place(PRODUCT, home / "ours", "bench_log")
            stock = Place("bench.log.stock_settings", home / "stock", "bench_log_stock")
            for place in (ours, stock):
                place.python("bench.log.cast")
            writing.measure(ours, stock, verdicts)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print(f"{verdicts.ok} ok, {verdicts.short} short")
    return 1 if verdicts.short else 0


if __name__ == "__main__":
    sys.exit(main())
