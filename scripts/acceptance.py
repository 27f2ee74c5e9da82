"""`python -m scripts.acceptance road`: each line really runs what it claims, at full size, in a home of its own.

`ok N what (figure, bound)` or `SHORT N what: why`; the last line is `N ok, M short`; exit 1 if anything fell short.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts import guards

ROOT = Path(__file__).resolve().parent.parent
EDIT = "UPDATE audit_auditentry SET role = 'x' WHERE number = 7"
DELETE = "DELETE FROM audit_auditentry WHERE number = 9"
NEEDS = ("cryptography", "cffi", "pycparser")  # all that the verifier may find


class Short(Exception):
    """What fell short, in one sentence."""


class Road:
    """The demo at full size, and what must be true of it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = os.environ | {"LINDUNG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "settings.demo"}

    def manage(self, *words: str, expect: int = 0) -> str:
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode != expect:
            raise Short(f"manage.py {words[0]} exited {done.returncode}: {(done.stdout + done.stderr)[-300:]}")
        return done.stdout if expect == 0 else done.stdout + done.stderr

    def lines(self) -> list[tuple[str, Callable[[], str]]]:
        return [
            ("the demo city loads", self.loads),
            ("a second start serves", self.serves),
            ("the road is walked", self.walked),
            ("nothing invented lies in clear", self.scanned),
            ("the exported log verifies without Django", self.exported),
            (
                "an edited row is found and named",
                lambda: self.tampered(EDIT),
            ),
            ("a deleted row is found and named", lambda: self.tampered(DELETE)),
            ("an inserted row is found and named", lambda: self.tampered(self.copy_of_a_row())),
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

    def scanned(self) -> str:
        from tests.canary.scan import Scanner

        scanner = Scanner(json.loads(self.manage("demo_secrets", "--json")))
        found = scanner.in_files(p for p in self.home.rglob("*") if p.is_file())
        if found:
            raise Short(f"{len(found)} files hold an invented string: {sorted(found)[:3]}")
        return f"{scanner.planted} strings in {sum(p.is_file() for p in self.home.rglob('*'))} files"

    def exported(self) -> str:
        target = self.home / "log.zip"
        self.manage("export_audit_log", str(target))
        with tempfile.TemporaryDirectory() as folder:
            for path in Path(sys.prefix).glob("lib/python3*/site-packages/*"):
                if path.name.startswith((*NEEDS, "_cffi_backend")):
                    (Path(folder) / path.name).symlink_to(path)
            program = (
                "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); "
                "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
            )
            command = [sys.executable, "-I", "-S", "-c", program, folder, str(ROOT / "audit/verify.py"), str(target)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
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

    def tampered(self, sql: str) -> str:
        """In a copy of the home: triggers dropped, one statement past the application, then the check."""
        copy = self.home.with_name("tampered")
        shutil.copytree(self.home, copy)
        try:
            database = sqlite3.connect(copy / "lindung.sqlite3")
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
                database.execute(f'DROP TRIGGER "{name}"')
            database.execute(sql)
            database.commit()
            database.close()
            other = Road(copy)
            said = other.manage("verify_audit_log", expect=1)
        finally:
            shutil.rmtree(copy)
        named = [line for line in said.splitlines() if line.startswith("PROBLEM")]
        if not named:
            raise Short("verify_audit_log exited 1 without naming the place")
        return named[0]


def outcomes() -> Iterator[tuple[bool, str, str]]:
    """(held, what, what was seen) of every line, as it is run."""
    with tempfile.TemporaryDirectory(prefix="lindung-road-") as folder:
        for what, run in Road(Path(folder) / "home").lines():
            try:
                yield True, what, run()
            except (Short, AssertionError, OSError, subprocess.SubprocessError) as short:
                yield False, what, str(short)
    listed = guards.listed()
    yield len(listed) >= 40, "guards are listed", f"{len(listed)} (40)"
    for guard, held, seen in guards.break_each(listed):
        yield held, f"guard: {guard.name}", seen


def main(names: list[str]) -> int:
    if names != ["road"]:
        print(
            "The one acceptance list so far is `road`. Nothing was run. Call: make acceptance OF=road", file=sys.stderr
        )
        return 2
    ok = short = 0
    for number, (held, what, seen) in enumerate(outcomes(), 1):
        print(f"ok {number} {what}: {seen}" if held else f"SHORT {number} {what}: {seen}", flush=True)
        ok, short = ok + held, short + (not held)
    print(f"{ok} ok, {short} short")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
