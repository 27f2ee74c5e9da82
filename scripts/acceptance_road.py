"""The acceptance list `road`: from the 112 call to the court's desk, and every guard broken once."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from scripts import guards
from scripts.acceptance_lines import ROOT, Home, Line, Outcome, Short, outcomes_of, tests
from scripts.bare import ran

EDIT = "UPDATE audit_auditentry SET role = 'x' WHERE number = 7"
DELETE = "DELETE FROM audit_auditentry WHERE number = 9"

SEES = "tests/road/test_who_sees.py::"
NEVER = "test_a_house_that_is_not_theirs_is_a_house_that_never_existed"
SUPERUSER = "test_being_superuser_in_memory_opens_nothing"
EVERY_ROW = "test_every_row_of_auth_permission_opens_nothing"
ENTRY_FIRST = "test_the_shift_s_own_staff_reads_the_address_and_the_entry_is_there_first"
ORDINARY_DAY = "test_a_manager_s_ordinary_day_asks_for_no_reason_and_a_read_outside_it_always_does"


class Road(Home):
    """The demo at full size, and what must be true of it."""

    def lines(self) -> list[Line]:
        return [
            ("the demo city loads", self.loads),
            ("a second start serves", self.serves),
            ("the road is walked", self.walked),
            ("nothing invented lies in clear", self.scanned),
            ("the exported log verifies without Django", self.exported),
            ("an edited row is found and named", lambda: self.tampered(EDIT)),
            ("a deleted row is found and named", lambda: self.tampered(DELETE)),
            ("an inserted row is found and named", lambda: self.tampered(self.copy_of_a_row())),
            (
                "a tail cut off with its checkpoints is found and named",
                lambda: self.tampered(*self.cut(), named="missing"),
            ),
            ("whoever has no right gets the very 404 of a house that never was", tests(f"{SEES}{NEVER}")),
            ("so does a superuser forced in memory", tests(f"{SEES}{SUPERUSER}")),
            ("so does whoever holds every row of auth_permission", tests(f"{SEES}{EVERY_ROW}")),
            ("petugas1 reads the address after its entry is committed", tests(f"{SEES}{ENTRY_FIRST}")),
            ("a manager's 40 pages ask no reason, five reads outside ask each", tests(f"{SEES}{ORDINARY_DAY}")),
        ]

    def loads(self) -> str:
        began = time.monotonic()
        self.manage("demo_setup", "--fresh")
        took = time.monotonic() - began
        if took > 60:
            raise Short(f"{took:.0f} s (60)")
        return f"{took:.0f} s (60)"

    def serves(self) -> str:
        began = time.monotonic()
        self.manage("demo_setup")
        server = subprocess.Popen(
            [sys.executable, "manage.py", "demo_serve", "--port", "8979"],
            cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            took = time.monotonic() - began
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
        if not said.startswith("siap: ") or took > 10:
            raise Short(f"said {said.strip()!r} after {took:.1f} s (10)")
        return f"{took:.1f} s (10)"

    def walked(self) -> str:
        return self.manage("demo_story").strip().splitlines()[-1]

    def exported(self) -> str:
        target = self.home / "log.zip"
        self.manage("export_audit_log", str(target))
        done = ran(ROOT / "audit/verify.py", target)
        target.unlink()
        if done.returncode:
            raise Short(f"verify.py exited {done.returncode}: {done.stdout[-200:]}{done.stderr[-200:]}")
        return done.stdout.strip().splitlines()[-1]

    def copy_of_a_row(self) -> str:
        with sqlite3.connect(self.home / "lindung.sqlite3") as database:
            names = {row[1] for row in database.execute("PRAGMA table_info(audit_auditentry)")} - {"id", "number"}
        columns = ", ".join(f'"{n}"' for n in sorted(names))
        return (
            f"INSERT INTO audit_auditentry (id, number, {columns}) "
            f"SELECT lower(hex(randomblob(16))), NULL, {columns} FROM audit_auditentry WHERE number=5"
        )

    def cut(self) -> list[str]:
        """Takes the newest entries away together with every checkpoint that knew of them."""
        with sqlite3.connect(self.home / "lindung.sqlite3") as database:
            (size,) = database.execute("SELECT MAX(size) FROM audit_checkpoint").fetchone()
            (kept,) = database.execute(f"SELECT MAX(size) FROM audit_checkpoint WHERE size <= {size} - 20").fetchone()
        rows = f"(SELECT id FROM audit_auditentry WHERE number IS NULL OR number >= {kept})"
        return [
            "PRAGMA foreign_keys=OFF",
            f"DELETE FROM audit_checkpoint WHERE size > {kept}",
            f"DELETE FROM audit_touched WHERE entry_id IN {rows}",
            f"DELETE FROM audit_auditentry WHERE id IN {rows}",
        ]

    def tampered(self, *statements: str, named: str = "") -> str:
        """In a copy of the home: triggers dropped, statements past the application, then the check, which names it."""
        copy = self.home.with_name("tampered")
        shutil.copytree(self.home, copy)
        try:
            database = sqlite3.connect(copy / "lindung.sqlite3")
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
                database.execute(f'DROP TRIGGER "{name}"')
            for statement in statements:
                database.execute(statement)
            database.commit()
            database.close()
            other = Road(copy)
            said = other.manage("verify_audit_log", expect=1)
        finally:
            shutil.rmtree(copy)
        problems = [line for line in said.splitlines() if line.startswith("PROBLEM") and named in line]
        if not problems:
            raise Short(f"verify_audit_log exited 1 without naming the place: {said[-200:]}")
        return problems[0]


def outcomes() -> Iterator[Outcome]:
    """Every line, as it is run; the guards last."""
    with tempfile.TemporaryDirectory(prefix="lindung-road-") as folder:
        yield from outcomes_of(Road(Path(folder) / "home").lines())
    listed = guards.listed()
    yield len(listed) >= 40, "guards are listed", f"{len(listed)} (40)"
    for guard, held, seen in guards.break_each(listed):
        yield held, f"guard: {guard.name}", seen
