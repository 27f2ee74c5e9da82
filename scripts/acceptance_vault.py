"""The acceptance list `vault`: keys, sealed values, walls, break-glass, sign-in, and what each attack surrenders."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from scripts.acceptance_lines import (
    ON_POSTGRESQL,
    SAMPLE,
    Line,
    Outcome,
    Short,
    leaks_caught,
    outcomes_of,
    passed_on,
    tests,
)

CASES = 1_000_000
LEAKS = 10
INJECTIONS, MINUTES = 10_000, 60
MEMORY = 64  # MiB
ORDERS, EVENTS = 80, 30  # of the state machine of walls
HANDS = 10  # seconds in which a shared desk changes hands
FAULTS = re.compile(
    r"injections (\d+), plain (\d+), unread (\d+), lost (\d+), steps hit (\d+) of (\d+), mutants killed (\d+) of (\d+)"
)
CHANNELS = (  # of planted leaks about what this list is about
    "conflict wall that tells", "conflict wall that an escort passes", "wall of a unit that a page passes",
    "lifted wall that tells", "break-glass that tells", "a role that nobody approved",
    "a covered shift that outlives its end", "a reader's grant that outlives its end", "stale session",
    "what a rotation says", "what a rotation leaves in the log", "what a locked screen says",
    "what a step-up keeps", "what a recovery code leaves in the log",
    "what is said beside a shredding told to all its readers", "what is left before a file is destroyed",
)  # fmt: skip

VAULT, ACCESS, CASEWORK, SHELTERS = "tests/vault/", "tests/access/", "tests/casework/", "tests/shelters/"


def some(folder: str, *names: str) -> list[str]:
    return [f"{folder}test_{name}.py" for name in names]


ATTACKS: dict[str, tuple[str, ...]] = {
    "a stolen database file": (
        f"{VAULT}test_fields.py::test_the_database_holds_no_value_in_any_column",
        f"{VAULT}test_own_store.py::test_neither_database_holds_a_wrap_a_key_or_a_root",
    ),
    "a stolen backup, and the application's disk without its roots": (f"{VAULT}test_stolen.py",),
    "rows exchanged": (
        f"{VAULT}test_moved.py",
        f"{SHELTERS}test_location.py::test_an_address_moved_into_another_houses_row_does_not_open_and_has_its_entry_already",
    ),
    "an old row put back": (
        "tests/audit/test_tampering.py::test_an_old_row_put_back_whole_is_named",
        f"{CASEWORK}test_turned.py::test_an_old_address_put_back_whole_is_refused_and_named",
    ),
    "an administrator of the database with all of SQL, a shell, invented sessions, accounts of one person": (
        f"{CASEWORK}test_turned.py",
        f"{CASEWORK}test_rights.py",
    ),
    "a colleague with a conflict": (
        f"{ACCESS}test_walls.py",
        f"{CASEWORK}test_walls.py",
        f"{SHELTERS}test_behind_a_wall.py",
    ),
    "a closed account with an open tab": (
        f"{ACCESS}test_sign_in.py::test_a_closed_account_is_out_at_the_next_request",
        f"{CASEWORK}test_turned.py::test_a_form_of_an_open_tab_does_nothing_once_the_account_is_closed",
    ),
    "a code used twice": (f"{ACCESS}test_sign_in.py::test_a_code_is_refused_a_second_time_within_its_step",),
    "a guessed recovery code": (f"{ACCESS}test_recovery_codes.py",),
}


def gigabyte() -> str:
    """Sealed and opened in a folder, then through a bucket; 64 MiB are allowed."""
    from tests.vault import gigabyte as film

    grown = {}
    for where in film.PLACES:
        told = film.measured(where)
        if (told["size"], told["same"]) != (film.SIZE, True):
            raise Short(f"{where}: {told['size']} bytes came out, the same: {told['same']}")
        grown[where] = told["grown"] / 2**20
    said = ", ".join(f"{where} {mib:.0f} MiB more" for where, mib in grown.items()) + f" ({MEMORY} MiB)"
    if max(grown.values()) > MEMORY:
        raise Short(said)
    return said


def changed_hands() -> str:
    """A colleague's press at a locked desk, in a browser, from the lock to the half-typed ticket."""
    chosen = ("tests/browser/test_locking.py", "-k", "colleague_s_press_takes_the_desk")
    ran = passed_on(sys.executable, "-m", "pytest", "-q", "-s", *chosen, DJANGO_SETTINGS_MODULE="settings.test")
    found = re.search(r"changed hands in (\d+\.\d) s", "\n".join(ran.lines))
    if ran.status or found is None:
        raise Short(" / ".join(ran.lines[-3:])[-300:])
    said = f"{found[1]} s ({HANDS} s)"
    if float(found[1]) > HANDS:
        raise Short(said)
    return said


KEYS: list[Line] = [
    (
        "one contract holds for roots in files, which others can't read, in the environment and on a token",
        tests(f"{VAULT}test_contract.py", f"{VAULT}test_providers.py"),
    ),
    ("the token is real: it holds its roots, and without them the start is refused", tests(f"{VAULT}test_pkcs11.py")),
    (
        "any two of three SLIP-39 sheets restore a root on a bare machine, fewer or others don't",
        tests(f"{VAULT}test_paper.py", f"{VAULT}test_shares.py"),
    ),
    ("within the year a rehearsal is asked for", tests(f"{VAULT}test_rehearsal.py")),
    ("formats stand, and an independent decoder reads them", tests(f"{VAULT}test_formats.py")),
    (
        "what is sealed prints as a mask, is neither pickled nor copied, and no form or column holds it plain",
        tests(f"{VAULT}test_sealed.py", f"{VAULT}test_fields.py", f"{VAULT}test_forms.py", f"{VAULT}test_checks.py"),
    ),
    (
        "keys lie in their own store, whole or not at all, and are drawn from one source",
        tests(f"{VAULT}test_own_store.py", f"{VAULT}test_half_written.py", f"{VAULT}test_entropy.py"),
    ),
    ("a call's letter is of one size, and opens through the provider alone", tests(f"{VAULT}test_spool.py")),
    ("a value opens in its row at its revision alone", tests(f"{VAULT}test_moved.py", f"{VAULT}test_revisions.py")),
    (
        "lengths and indexes tell what the threat model says, and candidates are compared",
        tests(
            f"{VAULT}test_padding.py",
            f"{VAULT}test_normal.py",
            f"{VAULT}test_matching.py",
            f"{SHELTERS}test_address.py",
        ),
    ),
    ("a request unwraps each data key once", tests(f"{CASEWORK}test_unwraps.py", f"{VAULT}test_keyring.py")),
    (
        "files are streamed as age's public vectors say: no chunk moved, doubled, left out or cut",
        tests(*some(VAULT, "stream", "files", "objects", "bucket", "uploads")),
    ),
    (
        "a piece of evidence comes back byte for byte after a step-up, and its working copy has no hidden data",
        tests(f"{CASEWORK}test_evidence.py"),
    ),
    ("a gigabyte goes in and out in little memory", gigabyte),
    (
        "planted values are found in no error, log, mail or dump: of no page, command, thread or typed error",
        tests(
            f"{CASEWORK}test_planted.py",
            f"{SHELTERS}test_planted.py",
            f"{VAULT}test_planted.py",
            "tests/road/test_planted.py",
            "tests/frame/test_ending.py",
        ),
    ),
    (
        "SQLite: a rotation killed at a hundred places loses nothing, people work on, its bar comes to its end",
        tests(
            f"{SHELTERS}test_rotation_killed.py",
            f"{SHELTERS}test_rotation_online.py",
            f"{SHELTERS}test_rotation_bar.py",
            ROTATION_KILLS="100",
        ),
    ),
    (
        "PostgreSQL: a rotation killed at a hundred places loses nothing, and people work on",
        tests(
            f"{SHELTERS}test_rotation_killed.py",
            f"{SHELTERS}test_rotation_online.py",
            before=ON_POSTGRESQL,
            ROTATION_KILLS="100",
        ),
    ),
    (
        "two people shred a file, and what is under a legal hold stays",
        tests(
            f"{CASEWORK}test_shredding.py",
            f"{CASEWORK}test_shredding_ended.py",
            f"{CASEWORK}test_holds.py",
        ),
    ),
    ("a backup opens nothing by itself and no shredded file, and comes back whole", tests(f"{SHELTERS}test_backup.py")),
    ("a house's address opens for its readers alone, after its entry", tests(f"{SHELTERS}test_location.py")),
]
POLICY: list[Line] = [
    (
        "guardian's own answer is the reference, for a thousand roots of each kind",
        tests(f"{ACCESS}test_guardian.py", GUARDIAN_ROOTS="1000"),
    ),
    (
        "one place decides: by living grants, walls before all; what no policy narrowed is not read, a list as it says",
        tests(*some(ACCESS, "policy", "grants", "querysets", "newest", "prepared")),
    ),
    (
        "a page answers foreign and absent alike, then asks who is there, then acts once; each read is explained",
        tests(*some(ACCESS, "unseen", "acting", "crowd", "reading")),
    ),
    (
        "from no page anything leaves, or is given to read, without a step-up or a reason why not",
        tests("tests/architecture/test_step_up.py"),
    ),
    ("no list tells of a file to somebody who may not read it", tests("tests/road/test_every_list.py")),
    (
        f"none of {ORDERS} drawn orders of up to {EVENTS} events lets one behind a wall read, or strands a file",
        tests(f"{CASEWORK}test_stranded.py", STRANDED_ORDERS=str(ORDERS), STRANDED_EVENTS=str(EVENTS)),
    ),
    (
        "a file that nobody is left to decide on is told of, and no reader is there whom the head did not approve",
        tests(*some(CASEWORK, "nobody_left", "reachable"), f"{ACCESS}test_approved_readers.py"),
    ),
    (
        "units' walls and those of a telephone, what lifts one, who approves a reader, and cover for a shift",
        tests(
            f"{CASEWORK}test_unit_walls.py",
            f"{CASEWORK}test_shared_telephones.py",
            f"{CASEWORK}test_lifting.py",
            *some(ACCESS, "approvals", "covering", "loaded_before"),
        ),
    ),
    (
        "the matrix is what its page says, for the whole cast",
        tests(f"{ACCESS}test_small_pieces.py", f"{CASEWORK}test_truth.py", "tests/referrals/test_who_sees_what.py"),
    ),
    (
        "break-glass takes two others of two agencies, is loud and reviewed within a day; hours without two are told",
        tests(
            f"{CASEWORK}test_break_glass.py",
            f"{CASEWORK}test_break_glass_pages.py",
            f"{CASEWORK}test_hours_without_a_pair.py",
            f"{ACCESS}test_roster.py",
        ),
    ),
    (
        "sign-in slows and never locks; a lock keeps what is half typed",
        tests(
            f"{ACCESS}test_slowing.py",
            *some(ACCESS, "guessed_shift_codes", "locking", "own_screen", "passkeys"),
            "tests/browser/test_passkeys.py",
            "tests/browser/test_locking.py",
            "tests/frame/test_lock_in_browser.py",
        ),
    ),
    ("a shared desk changes hands by one press, the half-typed ticket with it", changed_hands),
    (
        "who gives a file to read, or a place in a house, proves who is there; one who is alone with a code goes on",
        tests(f"{CASEWORK}test_giving_reading.py", f"{SHELTERS}test_sent_around.py"),
    ),
    (
        "a lost factor at night, sessions and their ends, second factors sealed, each set up by one session",
        tests(
            *some(ACCESS, "shift_codes", "sessions", "setting_up", "sign_in", "damaged_factor", "helped_from_elsewhere")
        ),
    ),
    ("each line of the threat model names a test that is there", tests("tests/architecture/test_threat_model.py")),
    (
        "each page, command, mail and job is in the worlds that are compared",
        tests("tests/two_worlds/test_known.py", "tests/two_worlds/test_ways_out.py"),
    ),
]


def injected() -> str:
    """`make faults` as it is: 10,000 injections on both databases, and a server killed fifty times."""
    ran = passed_on("sh", "scripts/faults.sh")
    last = (ran.lines or [f"exit {ran.status}"])[-1]
    found, said = FAULTS.search(last), f"{last}, {ran.minutes:.0f} min ({INJECTIONS:,}, {MINUTES} min)"
    if ran.status or found is None or int(found[1]) < INJECTIONS or ran.minutes > MINUTES:
        raise Short(said)
    return said


def quick() -> str:
    """`make bench` at full size: ratios against hand-written SQL in the same run."""
    ran = passed_on("sh", "scripts/bench.sh", BENCH_N=f"1000 {CASES}")
    last = (ran.lines or [f"exit {ran.status}"])[-1]
    short = [line for line in ran.lines if line.startswith("SHORT")]
    if ran.status or short or not last.endswith(" 0 short"):
        raise Short(f"{last}: {' / '.join(short[:3])}")
    return last


def outcomes() -> Iterator[Outcome]:
    """Every line, as it is run; what takes longest last."""
    yield from outcomes_of(KEYS)
    yield from outcomes_of((f"attack: {what}", tests(*nodes)) for what, nodes in ATTACKS.items())
    every = [node for nodes in ATTACKS.values() for node in nodes]
    yield from outcomes_of([("the same attacks on PostgreSQL", tests(*every, before=ON_POSTGRESQL)), *POLICY])
    yield from outcomes_of(
        [
            (
                f"at least {LEAKS} planted leaks about walls, break-glass, keys, sign-in are caught (sample: {SAMPLE})",
                lambda: leaks_caught(CHANNELS, LEAKS),
            ),
            ("killed, out of room or cut off at every step, nothing is plain, unread or lost", injected),
            (f"pages keep to their ratios at {CASES:,} cases", quick),
        ]
    )
