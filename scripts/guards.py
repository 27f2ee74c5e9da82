"""Breaks each guard of tests/guards.txt in turn, in a copy of the tree, and sees whether its test turns red.

A line: name | file | the text taken out | the text put in | the test that must turn red. The text occurs exactly once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "guards.txt"


class Guard(NamedTuple):
    """One guard: what to break, and the test that must notice."""

    name: str
    file: str
    out: str
    put: str
    test: str


def listed() -> list[Guard]:
    """Every guard of the list; a malformed line raises."""
    found = []
    for number, line in enumerate(LIST.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [f.strip() for f in line.split(" | ")]
        if len(fields) != 5:
            raise ValueError(f"tests/guards.txt:{number}: five fields are needed, {len(fields)} found")
        name, file, out, put, test = fields
        found.append(Guard(name, file, out.replace("\\n", "\n"), put.replace("\\n", "\n"), test))
    return found


def copy_tree(target: Path) -> None:
    """The tracked and untracked files of the working tree, with its interpreter linked."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.split(b"\0")
    for name in map(os.fsdecode, filter(None, names)):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    (target / ".venv").symlink_to(ROOT / ".venv")
    subprocess.run(["git", "init", "-q"], cwd=target, check=True)  # some tests ask git which files there are


def run_test(tree: Path, *tests: str) -> int:
    """pytest's exit code for these tests in this tree."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LINDUNG_", "PYTEST_"))}
    environment |= {"DJANGO_SETTINGS_MODULE": "settings.test", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    return subprocess.run(
        command, cwd=tree, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    ).returncode


def not_green(guards: list[Guard], tree: Path) -> set[str]:
    """The tests of these guards that are not green as they stand."""
    tests = sorted({g.test for g in guards})
    return {test for test in tests if run_test(tree, test) != 0} if run_test(tree, *tests) != 0 else set()


def verdict(guard: Guard, tree: Path, red_already: set[str]) -> tuple[bool, str]:
    """Whether the guard's test, green as it stands, turns red when the guard is broken."""
    path = tree / guard.file
    source = path.read_text(encoding="utf-8") if path.exists() else ""
    if source.count(guard.out) != 1:
        return False, f"the text occurs {source.count(guard.out)} times in {guard.file}"
    if guard.test in red_already:
        return False, f"{guard.test} is not green as it stands"
    path.write_text(source.replace(guard.out, guard.put), encoding="utf-8")
    try:
        red = run_test(tree, guard.test)
    finally:
        path.write_text(source, encoding="utf-8")
    return red == 1, f"{guard.test} {'turned red' if red == 1 else f'did not turn red (exit {red})'}"


def break_each(guards: list[Guard], workers: int = 2) -> Iterator[tuple[Guard, bool, str]]:
    """Yields (guard, held, what was seen), in the list's order."""
    with tempfile.TemporaryDirectory(prefix="lindung-guards-") as folder:
        trees: Queue[Path] = Queue()
        for number in range(workers):
            tree = Path(folder) / str(number)
            copy_tree(tree)
            trees.put(tree)
        red_already = not_green(guards, Path(folder) / "0")

        def one(guard: Guard) -> tuple[Guard, bool, str]:
            tree = trees.get()
            try:
                return guard, *verdict(guard, tree, red_already)
            finally:
                trees.put(tree)

        with ThreadPoolExecutor(workers) as pool:
            yield from pool.map(one, guards)


if __name__ == "__main__":
    wanted = sys.argv[1:]
    failed = 0
    for guard, held, seen in break_each(
        [g for g in listed() if not wanted or any(w in g.name or w in g.file for w in wanted)]
    ):
        print("ok   " if held else "SHORT", guard.name, "--", seen, flush=True)
        failed += not held
    sys.exit(1 if failed else 0)
