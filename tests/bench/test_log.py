"""The bench of the log measures what it says it measures: at a size so small that no figure of it means anything."""

import os
import re
import subprocess
import sys

import pytest

from bench.judge import Verdicts
from bench.stage import ROOT

LINE = re.compile(r"(ok|SHORT) \d+ (.+?): \d+\.\d\d × ")
pytestmark = pytest.mark.slow


def measured(*parts, **small):
    """What each line of a run is about."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINDUNG_HOME", "LINDUNG_TEST", "PYTEST_"))}
    command = [sys.executable, "-m", "bench.log", *parts]
    done = subprocess.run(command, cwd=ROOT, env=kept | small, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert re.fullmatch(r"\d+ ok, \d+ short", done.stdout.splitlines()[-1]), done.stdout + done.stderr
    return [match[2] for line in done.stdout.splitlines() if (match := LINE.match(line))]


def test_a_rate_a_quarter_under_its_target_is_short(capsys):
    verdicts = Verdicts()
    for value in (0.7, 0.56, 0.55):
        verdicts.rate("row and leaf", value, 0.7, "plain inserts")
    assert capsys.readouterr().out.splitlines() == [
        "ok 1 row and leaf: 0.70 × plain inserts (≥ 0.7)",
        "ok 2 row and leaf: 0.56 × plain inserts (≥ 0.7, within a quarter)",
        "SHORT 3 row and leaf: 0.55 × plain inserts (≥ 0.7)",
    ]


def test_a_log_made_by_bulk_verifies_as_one_that_was_written():
    assert measured("verifying", BENCH_LEAVES="600") == [
        "Merkle root over the leaves in memory", "an inclusion proof made", "an inclusion proof checked",
        "verify.py, all of it", "verify.py, memory", "verify_audit_log, an entry", "verify_audit_log, memory",
    ]  # fmt: skip


@pytest.mark.postgresql_only
def test_writers_and_readers_of_the_log_take_turns_with_their_peers():
    assert measured("writing", "reading", BENCH_SECONDS="0.2", BENCH_ENTRIES="3000") == [
        "row and leaf in SQL, 32 writers", "row and leaf beside the sealer, 32 writers",
        "@action in the ORM, 32 writers", "@action in the ORM, 32 writers", "row and leaf, 32 writers, p99",
        "every leaf in a signed checkpoint at that load", "the auditor's first page, 3,000 entries",
        "who opened this file, 3,000 entries",
    ]  # fmt: skip


def test_a_part_that_there_isn_t_is_named():
    command = [sys.executable, "-m", "bench.log", "dancing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, "no part dancing" in done.stderr) == (2, "", True)
