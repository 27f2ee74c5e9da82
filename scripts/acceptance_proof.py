"""The acceptance list `proof`: the same bytes wherever a house stands, and all that stands beside that comparison."""

from __future__ import annotations

import functools
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scripts.acceptance_lines import ON_POSTGRESQL, ROOT, Home, Line, Outcome, Ran, Short, outcomes_of, passed_on, tests

MINUTES, OBSERVATIONS, MUTANTS, SENTENCES = 45, 20_000, 60, 2000
RECALL, BY_KIND, PRECISION, MILLISECONDS = 0.99, 0.95, 0.95, 5.0
PACKED = {".pdf", ".zip", ".tar"}  # papers, the exported log, a backup
NAMED = ("unknown", "noise", "leaks", "dead", "survivors", "broken")  # what a comparison says of what fell short
FIGURES = re.compile(r"observations (\d+), noise (\d+), leaks (\d+), mutants killed (\d+) of (\d+)")

NIGHTLY = "tests/canary/test_nightly.py::"
CLEAN = f"{NIGHTLY}test_a_clean_run_over_every_route_finds_nothing_and_leaves_nothing"
PLANTED = f"{NIGHTLY}test_the_first_byte_seen_by_somebody_else_fails_the_run_and_names_role_and_route"
RINGS = f"{NIGHTLY}test_a_leak_rings_the_custodians_without_a_word_of_it"
ONE_IN_FIVE = "tests/road/test_story.py::test_of_the_city_s_and_the_road_s_own_texts_at_most_one_in_five_waited"
AS_WRITTEN = "tests/leak_gate/test_held_out.py"
KNOWN = ("tests/two_worlds/test_known.py", "tests/two_worlds/test_ways_out.py")
NO_LESS = 0.943  # the recall over the fourth set that README tells: no bound of anybody's, but it may not fall
COUNTING = (
    "from disclosure.models import Release; t = Release.objects.exclude(subject__endswith=':file'); "
    "w = t.exclude(state='released', decided_at=None); print(w.count(), t.count())"
)


class Figures(NamedTuple):
    """The last line of one comparison."""

    observations: int
    noise: int
    leaks: int
    killed: int
    mutants: int


class Worlds:
    """`make two-worlds` as it is, run once; each line reads another figure of what it printed."""

    def lines(self) -> list[Line]:
        return [
            (
                "the worlds are compared: on SQLite by a sample that holds every address with every verb and body",
                self.compared,
            ),
            (f"at least {OBSERVATIONS:,} observations", self.observations),
            ("no noise and no leak on SQLite", lambda: self.silent(0)),
            ("no leak on PostgreSQL, where noise would count as one", lambda: self.silent(1)),
            (f"all of at least {MUTANTS} planted leaks are caught on SQLite", self.killed),
            ("ten drawn ones on PostgreSQL too", self.killed_there),
        ]

    @functools.cached_property
    def ran(self) -> Ran:
        return passed_on("sh", "scripts/two-worlds.sh")

    @functools.cached_property
    def figures(self) -> list[Figures]:
        """Of SQLite, of PostgreSQL, of both."""
        matches = [match for line in self.ran[0] if (match := FIGURES.match(line))]
        if len(matches) != 3:
            raise Short(f"three lines of figures were expected, {len(matches)} came: {self.ran[0][-3:]}")
        return [Figures(*map(int, match.groups())) for match in matches]

    def compared(self) -> str:
        lines, status, minutes = self.ran
        if status or minutes > MINUTES:
            named = [line for line in lines if line.startswith(NAMED)]
            raise Short(f"exit {status}, {minutes:.0f} min ({MINUTES}): {' / '.join(named[:3] or lines[-3:])}")
        return f"{minutes:.0f} min ({MINUTES})"

    def observations(self) -> str:
        """Of one world on each database, what readers see included; SQLite's alone must be enough."""
        here, there = (figures.observations for figures in self.figures[:2])
        return _held(here >= OBSERVATIONS, f"{here:,} on SQLite ({OBSERVATIONS:,}), {there:,} on PostgreSQL")

    def silent(self, place: int) -> str:
        """On PostgreSQL A is not run again: noise would be a leak there."""
        seen = self.figures[place]
        said = f"leaks {seen.leaks} (0)" if place else f"noise {seen.noise}, leaks {seen.leaks} (0, 0)"
        return _held(seen.noise == seen.leaks == 0, said)

    def killed(self) -> str:
        seen = self.figures[0]
        return _held(seen.killed == seen.mutants >= MUTANTS, f"{seen.killed} of {seen.mutants} ({MUTANTS})")

    def killed_there(self) -> str:
        seen = self.figures[1]
        return _held(seen.killed == seen.mutants >= 10, f"{seen.killed} of {seen.mutants} (10)")


class Walked(Home):
    """The demo at full size with the whole road walked: all its artefacts, and the canary on it."""

    def lines(self) -> list[Line]:
        return [
            ("the whole road is walked", self.walked),
            ("at most one in five of the demo's own texts waits", self.waits),
            ("every kind of paper is issued, the log exported, a backup made", self.left),
            ("the canary scan finds no invented string in any artefact", self.scanned),
            ("the nightly canary finds nothing in the walked city", self.canary),
            ("the log is whole after it", lambda: self.manage("verify_audit_log").strip().splitlines()[-1]),
        ]

    def walked(self) -> str:
        self.manage("demo_setup", "--fresh")
        return self.manage("demo_story").strip().splitlines()[-1]

    def left(self) -> str:
        """What an installation hands out, put into its home for the scan to look into."""
        issued = self.manage("issue_samples", str(self.home / "papers")).splitlines()
        exported = self.manage("export_audit_log", str(self.home / "log.zip")).splitlines()[0]
        kept = self.manage("backup", str(self.home / "backup")).splitlines()[:2]
        return f"{len(issued)} papers, a log of {exported}, {', '.join(kept)}"

    def scanned(self) -> str:
        """Of a home that holds nothing packed, it would say nothing about what is packed."""
        if lacking := sorted(PACKED - {path.suffix for path in self.home.rglob("*")}):
            raise Short(f"no {' and no '.join(lacking)} was there to be looked into")
        return super().scanned()

    def waits(self) -> str:
        waited, texts = map(int, self.manage("shell", "-v", "0", "-c", COUNTING).split())
        return _held(texts >= 40 and waited <= texts / 5, f"{waited} of {texts} (1 in 5)")

    def canary(self) -> str:
        return self.manage("canary").strip().splitlines()[-1]


def timed() -> str:
    """`python -m tests.two_worlds.timing`: what fell short, or its last line."""
    command = [sys.executable, "-m", "tests.two_worlds.timing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = done.stdout.strip().splitlines()
    short = [line for line in lines if line.startswith("SHORT")]
    return _held(done.returncode == 0, " / ".join(short or lines[-1:]) or done.stderr[-300:])


def recognised() -> str:
    """Recall by kind and precision over the held-out half."""
    from tests.leak_gate import held_out, tuning
    from tests.leak_gate.judging import score

    found, count = score(held_out), len(held_out.sentences()) + len(tuning.sentences())
    kinds = {kind: right / every for kind, (right, every) in found.leaky.items()}
    least = min(kinds, key=lambda kind: kinds[kind])
    held = found.recall >= RECALL and kinds[least] >= BY_KIND and found.precision >= PRECISION and count >= SENTENCES
    said = f"recall {found.recall:.2%} ({RECALL:.0%}), least {least} {kinds[least]:.1%} ({BY_KIND:.0%})"
    said += f", precision {found.precision:.2%} ({PRECISION:.0%}), {count} sentences ({SENTENCES})"
    return _held(held, said)


def as_it_came() -> str:
    """The same over the fourth set, which was written without sight of the matcher: held to what README tells."""
    from tests.leak_gate import fourth
    from tests.leak_gate.judging import score

    found = score(fourth)
    seen = f"recall {found.recall:.1%}, precision {found.precision:.1%}, {found.caught:.1%} wait or are found"
    return _held(round(found.recall, 3) >= NO_LESS, f"{seen} (no less than {NO_LESS:.1%})")


def quick() -> str:
    """Milliseconds for a page of text, in the processor's own time."""
    from tests.disclosure.narratives import ORDINARY
    from tests.leak_gate import held_out
    from tests.leak_gate.__main__ import milliseconds

    middle, longest = milliseconds(held_out, ORDINARY)
    return _held(longest <= MILLISECONDS, f"{middle:.1f} ms a page, at most {longest:.1f} ({MILLISECONDS:.0f})")


def _held(held: bool, seen: str) -> str:
    if not held:
        raise Short(seen)
    return seen


BESIDE: list[Line] = [
    ("the leak gate recognises known locations", recognised),
    ("how it does on a fourth set, of other ways of hiding", as_it_came),
    ("the held-out half and the further sets are as they were written", tests(AS_WRITTEN)),
    ("it reads a page in time", quick),
    ("at most one in five texts waits, as a test", tests(ONE_IN_FIVE)),
    ("a planted leak is found by the nightly canary, and rings", tests(PLANTED, RINGS)),
    ("both on PostgreSQL too", tests(CLEAN, PLANTED, RINGS, before=ON_POSTGRESQL)),
    ("the canary scan finds each disguise by itself", tests("tests/canary/test_scanner.py")),
    ("a view, job, mail or command that the harness doesn't know fails", tests(*KNOWN)),
    ("time tells nothing of where a house stands, and 50 µs would be seen", timed),
]


def outcomes() -> Iterator[Outcome]:
    """Every line, as it is run; the long comparison last."""
    with tempfile.TemporaryDirectory(prefix="lindung-proof-") as folder:
        yield from outcomes_of(Walked(Path(folder) / "home").lines())
    yield from outcomes_of(BESIDE)
    yield from outcomes_of(Worlds().lines())
