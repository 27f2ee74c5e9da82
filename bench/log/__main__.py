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
from bench.log import verifying
from bench.log.stage import Place


def main() -> int:
    print(f"Python {platform.python_version()}, Django {django.__version__}, {os.cpu_count()} cores")
    print("Ratios are judged; times show the size and depend on the machine.", flush=True)
    if os.getloadavg()[0] > os.cpu_count():
        print(f"Others work on this machine (load {os.getloadavg()[0]:.0f}): ratios taken now are rough.", flush=True)
    verdicts, home = Verdicts(), Path(tempfile.mkdtemp(prefix="lindung-bench-log-"))
    try:
        verifying.measure(Place(home / "verified"), verdicts)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print(f"{verdicts.ok} ok, {verdicts.short} short")
    return 1 if verdicts.short else 0


if __name__ == "__main__":
    sys.exit(main())
