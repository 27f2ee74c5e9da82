"""The bench of the log measures what it says it measures: at a size so small that no figure of it means anything."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from bench.stage import ROOT

LINE = re.compile(r"(ok|SHORT) \d+ (.+?): (\d+\.\d\d ×|\d+ MiB) ")
pytestmark = pytest.mark.slow


def measured(**small):
    """What each line of a run is about."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINDUNG_HOME", "LINDUNG_TEST", "PYTEST_"))}
    command = [sys.executable, "-m", "bench.log"]
    done = subprocess.run(command, cwd=ROOT, env=kept | small, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert re.fullmatch(r"\d+ ok, \d+ short", done.stdout.splitlines()[-1]), done.stdout + done.stderr
    return [match[2] for line in done.stdout.splitlines() if (match := LINE.match(line))]


def test_a_log_made_by_bulk_verifies_as_one_that_was_written():
    assert measured(BENCH_PARTS="verify", BENCH_LEAVES="600") == [
        "Merkle root over the leaves in memory", "an inclusion proof made", "an inclusion proof checked",
        "verify.py, all of it", "verify.py, memory", "verify_audit_log, an entry", "verify_audit_log, memory",
    ]  # fmt: skip


def test_the_auditors_pages_and_the_same_by_hand_take_turns_in_a_short_and_a_long_log():
    database = "PostgreSQL" if settings.ON_POSTGRESQL else "SQLite"
    pages = (
        "the auditor's first page, with what was found within the minute",
        "the same, findings about reads looked for anew, as once a minute",
        "who opened this file",
    )
    assert measured(BENCH_PARTS="read", BENCH_DATABASES=database, BENCH_ENTRIES="2000", BENCH_BUDGET="0") == [
        line
        for page in pages
        for line in (f"{page}, {database}, 2,000 entries", f"growth of {page}, {database}, 1,000 → 2,000 entries")
    ]


@pytest.mark.postgresql_only  # 32 writers at once; SQLite lets one write at a time
def test_writers_take_turns_and_every_entry_gets_its_checkpoint():
    assert measured(BENCH_PARTS="write", BENCH_SECONDS="0.2") == [
        "row and leaf in SQL, 32 writers", "row and leaf beside the sealer, 32 writers",
        "@action in the ORM, 32 writers", "@action in the ORM, 32 writers", "row and leaf, 32 writers, p99",
        "every leaf in a signed checkpoint at that load",
    ]  # fmt: skip
