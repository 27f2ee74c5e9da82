"""The acceptance list `log`: what is written, what seals it, who reads it, and what bends it."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from scripts.acceptance_lines import (
    ON_POSTGRESQL,
    ROOT,
    SAMPLE,
    Home,
    Line,
    Outcome,
    Short,
    leaks_caught,
    outcomes_of,
    passed_on,
    surroundings,
    tests,
)
from scripts.bare import ran

ATTACKS, ENTRIES, LEAVES, LEAKS = 40, 10_000_000, 1_000_000, 10
BENCH = (*ON_POSTGRESQL, "--durable", sys.executable, "-m", "bench.log")  # whose commits wait for the disk
MEASURED = (  # what lines of the bench must be about
    "Merkle root over the leaves in memory", "an inclusion proof made", "an inclusion proof checked",
    "verify.py, all of it", "verify.py, memory", "verify_audit_log, an entry", "verify_audit_log, memory",
    *(
        f"{page}, {database}, {ENTRIES:,} entries"
        for database in ("SQLite", "PostgreSQL")
        for page in (
            "the auditor's first page, with what was found within the minute",
            "the same, findings about reads looked for anew, as once a minute", "who opened this file",
        )
    ),
    "row and leaf in SQL, 32 writers", "row and leaf beside the sealer, 32 writers", "@action in the ORM, 32 writers",
    "row and leaf, 32 writers, p99", "every leaf in a signed checkpoint at that load",
)  # fmt: skip
CARRIED_OUT = re.compile(r"attacks (\d+), found (\d+)")
CHANNELS = (  # of planted leaks about what this list is about
    "witness message", "exported proof", "proof of one entry", "reveal without the entry committed",
    "who-acted kept in `default`", "audit entry with the case id for a house event", "message to a witness",
    "when a witness is asked", "exported log", "denial logged only when it exists",
    "denial that names who acts in a house", "what a recovery code leaves in the log", "who could have opened it",
    "question that names the resident", "question about a house event kept in `default`",
    "house event in her own report", "gap in her own report", "house events by place in the monthly report",
    "house in a notice of a breach", "page of a call that is kept", "letter of the desk",
)  # fmt: skip

AUDIT, ACCESS, CASEWORK, SHELTERS = "tests/audit/", "tests/access/", "tests/casework/", "tests/shelters/"
DISCLOSURE = "tests/disclosure/"
DESK = f"{CASEWORK}test_desk_goes_on.py"
ROOM = "tests/reading_room/"
QUEENSLAND = "test_an_officer_who_looks_up_one_woman_for_weeks_stands_on_the_auditors_first_page"
AWAY = "test_the_call_goes_on_with_each_of_the_three_taken_away"
SPOOLED = f"{CASEWORK}test_spooled.py"
LINES: list[Line] = [
    (
        "truth: each read, write, denial and search is one entry, without a value",
        tests(
            f"{AUDIT}test_action.py",
            f"{AUDIT}test_reveal.py",
            f"{AUDIT}test_wiring.py",
            f"{AUDIT}test_pages.py",
            f"{CASEWORK}test_handling.py::test_every_verb_leaves_one_entry_of_its_own",
            f"{CASEWORK}test_holds.py::test_one_sets_it_and_two_lift_it_each_with_an_entry",
            f"{CASEWORK}test_pages.py",
            "tests/referrals/test_sending.py::test_sending_leaves_one_entry_that_names_no_value",
        ),
    ),
    (
        "truth: what is printed, downloaded or exported is an entry, before its first byte",
        tests(
            f"{CASEWORK}test_statistics.py::test_the_print_hides_the_same_cells",
            f"{DISCLOSURE}test_documents.py::test_every_step_is_an_entry_of_who_did_it",
            f"{DISCLOSURE}test_pages.py::test_a_download_is_an_entry_before_its_first_byte",
            f"{AUDIT}test_reviewing_pages.py::test_an_export_asks_why_and_is_an_entry_with_that_reason",
        ),
    ),
    (
        "truth: signing in and out, refused attempts, and what one signs in with are entries",
        tests(
            f"{AUDIT}test_wiring.py::test_signing_in_and_out_are_entries_and_a_refused_attempt_names_nobody",
            f"{ACCESS}test_passkeys.py",
            f"{ACCESS}test_recovery_codes.py",
            f"{ACCESS}test_shift_codes.py",
        ),
    ),
    (
        "truth: giving and taking access are entries, and none is there without one",
        tests(
            f"{ACCESS}test_policy.py::test_entry_of_a_grant_names_the_file_and_who_was_given_it_but_never_house_staff",
            f"{CASEWORK}test_rights.py",
        ),
    ),
    ("truth: each step of break-glass is an entry", tests(f"{CASEWORK}test_break_glass_pages.py")),
    (
        "truth: making a key anew and destroying one are entries, recorded first, and a root put back is one",
        tests(
            "tests/vault/test_paper.py::test_two_sheets_restore_each_root_on_a_bare_machine_and_open_a_case",
            f"{AUDIT}test_wiring.py::test_shredding_a_key_is_recorded_first",
            "tests/vault/test_keyring.py::test_a_shredded_key_is_gone_recorded_first_and_never_minted_again",
            "tests/vault/test_keyring.py::test_a_log_that_cannot_be_written_keeps_the_key",
            f"{CASEWORK}test_shredding_ended.py::test_the_decision_is_recorded_before_a_key_is_destroyed",
            f"{SHELTERS}test_rotation.py::test_each_row_s_newest_entry_names_what_it_was_and_what_it_is",
        ),
    ),
    (
        "truth: on every address with an id a 404 is one entry with a digest, there or not, and a look is one",
        tests(f"{ACCESS}test_unseen.py", "tests/road/test_unseen.py"),
    ),
    (
        "reconciler: killed anywhere between two databases, nothing is unlogged or doubled",
        tests(f"{AUDIT}test_house.py", f"{SHELTERS}test_three_steps.py"),
    ),
    *(
        (f"spool: a call goes on with the {name} away in the middle of it", tests(f"{DESK}::{AWAY}[{what}]"))
        for what, name in (("database", "database"), ("disk", "disk"), ("keys", "key provider"))
    ),
    ("spool: the rest of the desk's outage, and what it refuses", tests(DESK)),
    ("spool: it becomes one ticket and one entry with both times", tests(SPOOLED)),
    (
        "one sealer: dense numbers, signed notes, killed at each step",
        tests(f"{AUDIT}test_sealer.py", f"{AUDIT}tampering", "-k", "sealer"),
    ),
    (
        "and on PostgreSQL, where a lock keeps it from being two",
        tests(f"{AUDIT}test_sealer.py", f"{SHELTERS}test_three_steps.py", before=ON_POSTGRESQL),
    ),
    (
        "append-only: SQL as the application's role is refused on SQLite",
        tests(f"{AUDIT}test_append_only.py", f"{SHELTERS}test_append_only.py"),
    ),
    ("and on PostgreSQL", tests(f"{AUDIT}test_append_only.py", f"{SHELTERS}test_append_only.py", before=ON_POSTGRESQL)),
    (
        "witnesses: a program elsewhere countersigns what continues, refuses forks and rollbacks",
        tests(f"{AUDIT}test_witness.py", f"{AUDIT}test_witness_process.py"),
    ),
    (
        "they are asked each minute, believed only for their signature, and nobody waits for them",
        tests(
            f"{AUDIT}test_feeder.py",
            f"{AUDIT}test_feeder_lies.py",
            f"{AUDIT}test_witnessed.py",
            f"{SHELTERS}test_witnessed_looks.py",
        ),
    ),
    (
        "offline: one file verifies every shape of log",
        tests(f"{AUDIT}test_verify.py", f"{AUDIT}test_verify_hostile.py"),
    ),
    ("one entry and a checkpoint by hand, with the page of code of the docs", tests(f"{AUDIT}test_by_hand.py")),
    ("RFC 6962: known answers, an independent computation, any size to any size", tests(f"{AUDIT}test_merkle.py")),
    ("the reading room's stories, planted and ranked", tests(ROOM)),
    ("the Queensland case stands on the auditor's first page", tests(f"{ROOM}test_again.py::{QUEENSLAND}")),
    (
        "a finding about a house leads to its event, and a file's or a person's page is narrowed by the keyboard",
        tests(f"{SHELTERS}test_led_to_events.py", "tests/browser/test_choosing.py"),
    ),
    (
        "questions to readers: asked, answered, overdue, about house events on the houses' own pages",
        tests(f"{AUDIT}test_questions.py", f"{AUDIT}test_explained.py", f"{SHELTERS}test_questions.py"),
    ),
    (
        "three reports: monthly, the victim's own, the breach pack",
        tests(f"{AUDIT}test_reports.py", f"{AUDIT}test_report_pages.py", f"{CASEWORK}test_access_report.py"),
    ),
]


class Exported(Home):
    """The demo's log, exported and verified where there is neither Django nor a database."""

    def verified(self) -> str:
        self.manage("demo_setup", "--fresh")
        self.manage("demo_story")
        target = self.home / "log.zip"
        self.manage("export_audit_log", str(target))
        done = ran(ROOT / "audit" / "verify.py", target)
        if done.returncode:
            raise Short(f"verify.py exited {done.returncode}: {(done.stdout + done.stderr)[-300:]}")
        return done.stdout.splitlines()[0]


def attacks(before: tuple[str, ...] = ()) -> Iterator[Outcome]:
    """`python -m tests.audit.tampering`: a line an attack, and how many there were."""
    command = [*before, sys.executable, "-m", "tests.audit.tampering"]
    done = subprocess.run(command, cwd=ROOT, env=surroundings(), capture_output=True, text=True, check=False)
    where, lines = "PostgreSQL" if before else "SQLite", done.stdout.splitlines()
    for line in lines:
        if line.startswith(("found: ", "NOT FOUND: ")) and (line.startswith("NOT") or not before):
            found, _, rest = line.partition(": ")
            name, _, said = rest.partition(": ")
            yield found == "found", f"attack on {where}: {name}", said
    count = CARRIED_OUT.fullmatch(lines[-1]) if lines else None
    held = done.returncode == 0 and count is not None and ATTACKS <= int(count[1]) == int(count[2])
    yield held, f"at least {ATTACKS} attacks, each found and located, on {where}", (lines or [done.stderr[-300:]])[-1]


def measured(bench: tuple[str, ...] = BENCH, due: Collection[str] = MEASURED) -> Iterator[Outcome]:
    """The BENCH at full size, a line a ratio; one more where one that is DUE is lacking, or where it did not come to
    its end, which counts its lines."""
    run = passed_on(*bench, BENCH_ENTRIES=str(ENTRIES), BENCH_LEAVES=str(LEAVES))
    lines = [line for line in run.lines if re.match(r"(ok|SHORT) \d+ ", line)]
    lacking = set(due)
    for line in lines:
        word, _, rest = line.partition(" ")
        what, _, seen = rest.partition(" ")[2].partition(": ")
        lacking.discard(what)
        yield word == "ok", what, seen
    for what in sorted(lacking):
        yield False, what, "was not measured"
    short = sum(line.startswith("SHORT") for line in lines)
    end = f"{len(lines) - short} ok, {short} short"
    if not lines or run.lines[-1] != end or run.status != bool(short):
        yield False, "what the log costs is measured", " / ".join(run.lines[-3:])[-300:] or f"exit {run.status}"


def outcomes() -> Iterator[Outcome]:
    """Every line, as it is run; what takes longest last."""
    yield from outcomes_of(LINES)
    with tempfile.TemporaryDirectory(prefix="lindung-log-") as folder:
        what = "the demo's log verifies where there is neither Django nor a database"
        yield from outcomes_of([(what, Exported(Path(folder) / "home").verified)])
    yield from attacks()
    yield from attacks(tuple(ON_POSTGRESQL))
    yield from outcomes_of(
        [
            (
                f"at least {LEAKS} planted leaks about the log are caught (sample: {SAMPLE})",
                lambda: leaks_caught(CHANNELS, LEAKS),
            )
        ]
    )
    yield from measured()
