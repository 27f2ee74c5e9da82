"""The list of guards holds: each line's text stands once in its file, and its test exists."""

from __future__ import annotations

from scripts import guards


def test_each_guard_s_text_occurs_once():
    listed = guards.listed()
    wrong = {
        g.name: count for g in listed if (count := (guards.ROOT / g.file).read_text(encoding="utf-8").count(g.out)) != 1
    }
    assert wrong == {}
    assert len(listed) >= 40


def test_each_guard_s_test_exists():
    missing = set()
    for guard in guards.listed():
        path, name = guard.test.split("::")[0], guard.test.split("::")[-1].split("[")[0]
        if f"def {name}(" not in (guards.ROOT / path).read_text(encoding="utf-8"):
            missing.add(guard.test)
    assert missing == set()


def test_no_two_guards_share_a_name():
    names = [guard.name for guard in guards.listed()]
    assert sorted(names) == sorted(set(names))
