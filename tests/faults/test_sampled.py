"""The sampled run: killed, out of room or cut off somewhere, nothing lies in the clear, opens unrecorded, or is lost.

All 10,000 injections, half of them on PostgreSQL, all planted faults and the kills of a server are `make faults`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.faults.steps import ROOT

pytestmark = pytest.mark.slow
SAMPLE, PLANTED = 30, 2


@pytest.mark.sqlite_only  # half of `make faults` is on PostgreSQL, which takes long
def test_nothing_is_plain_unread_or_lost_and_planted_faults_are_found():
    command = [sys.executable, "-m", "tests.faults.run", "--sample", str(SAMPLE), "--mutants", str(PLANTED)]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_") and k != "LINDUNG_HOME"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
    kept = rf"injections {SAMPLE}, plain 0, unread 0, lost 0, steps hit (\d+) of (\d+)"
    found = re.fullmatch(rf"{kept}, mutants killed {PLANTED} of {PLANTED}", done.stdout.splitlines()[-1])
    assert found is not None, done.stdout[-3000:]
    assert found[1] == found[2]
