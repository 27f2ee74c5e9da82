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

PARTS = ("writing", "verifying", "reading")


def main(parts: list[str]) -> int:
    if wrong := set(parts) - set(PARTS):
        print(f"There is no part {' or '.join(sorted(wrong))}. Nothing was measured.", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, Django {django.__version__}, {os.cpu_count()} cores")
    print("Ratios are judged; times show the size and depend on the machine.", flush=True)
    if os.getloadavg()[0] > os.cpu_count():
        print(f"Others work on this machine (load {os.getloadavg()[0]:.0f}): ratios taken now are rough.", flush=True)
    verdicts, home = Verdicts(), Path(tempfile.mkdtemp(prefix="lindung-bench-log-"))
    try:
        if "verifying" in parts:
            verifying.measure(Place(PRODUCT, home / "verified"), verdicts)
        if {"writing", "reading"} & set(parts):
            ours = Place(PRODUCT, home / "ours", "bench_log")
            ours.python("bench.log.cast")
        if "writing" in parts:
            stock = Place("bench.log.stock_settings", home / "stock", "bench_log_stock")
            stock.python("bench.log.cast")
            writing.measure(ours, stock, verdicts)
        if "reading" in parts:
            reading.measure(ours, verdicts)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print(f"{verdicts.ok} ok, {verdicts.short} short")
    return 1 if verdicts.short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(PARTS)))
