"""A test that is collected on one database only says why."""

from __future__ import annotations

import re

from tests.architecture.source import ROOT, tracked

ON_ONE = re.compile(r"pytest\.mark\.(sqlite|postgresql)_only")


def without_reason(text: str) -> list[int]:
    """The lines that leave a database out and don't say why beside it."""
    lines = text.splitlines()
    return [n for n, line in enumerate(lines, 1) if ON_ONE.search(line) and not re.search(r"  # \w", line)]


def test_each_test_for_one_database_says_why_beside_it():
    texts = {path: path.read_text(encoding="utf-8") for path in tracked(".py") if path.is_relative_to(ROOT / "tests")}
    marked = [path for path, text in texts.items() if ON_ONE.search(text) and path.name.startswith("test_")]
    assert len(marked) > 20
    assert {path.relative_to(ROOT).as_posix(): lines for path in marked if (lines := without_reason(texts[path]))} == {}


def test_a_mark_without_a_reason_is_found():
    mark = "@pytest.mark." + "sqlite_only"
    assert without_reason(f"{mark}\n{mark}  # OR REPLACE is SQLite's\n{mark}  #\n") == [1, 3]
