"""docs/threat-model.md claims nothing that no test shows: each row names tests, and each of them exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from importlib import import_module

import pytest

from tests.architecture.source import ROOT

DOCUMENT = ROOT / "docs" / "threat-model.md"
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)(?:\[([^`]+)\])?`")
WITHOUT_TESTS = ("Not yet",)


def named(text: str) -> list[tuple[str, str, str]]:
    """(file below tests/, test, its parameter's id or "") of each test that a text names."""
    return NAMED.findall(text)


def missing(tests: Sequence[tuple[str, ...]]) -> list[str]:
    """Which of these no file of tests/ defines at its top, with that parameter if one is named, or only to skip it."""
    gone = []
    for path, name, *which in tests:
        file = ROOT / "tests" / path
        body = ast.parse(file.read_text(encoding="utf-8")).body if file.exists() else []
        found = [node for node in body if isinstance(node, ast.FunctionDef) and node.name == name]
        if not found or any("skip" in ast.unparse(d) or "xfail" in ast.unparse(d) for d in found[-1].decorator_list):
            gone.append(f"{path}::{name}")
        elif any(which) and which[0] not in parameters(path, name):
            gone.append(f"{path}::{name}[{which[0]}]")
    return gone


def parameters(path: str, name: str) -> list[str]:
    """The ids of a test's one list of parameters, as the test itself names them or as they read."""
    marks = getattr(import_module(f"tests.{path.removesuffix('.py').replace('/', '.')}"), name).pytestmark
    (mark,) = (mark for mark in marks if mark.name == "parametrize")
    return list(mark.kwargs.get("ids") or map(str, mark.args[1]))


def rows_without_test(text: str) -> list[str]:
    """The rows of tables that claim something and name no test, but under headings that say that there is none."""
    wrong, heading = [], ""
    lines = text.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        heading = line.lstrip("# ") if line.startswith("#") else heading
        head = not line.startswith("|") or set(line) <= set("|- ") or set(following) == set("|-")
        if not head and heading not in WITHOUT_TESTS and not named(line):
            wrong.append(line)
    return wrong


def test_each_test_that_the_threat_model_names_exists():
    tests = named(DOCUMENT.read_text(encoding="utf-8"))
    assert len(set(tests)) >= 60
    assert missing(tests) == []


def test_rows_that_share_a_test_name_each_a_parameter_of_its_own():
    every = named(DOCUMENT.read_text(encoding="utf-8"))
    attacks = [parameter for path, _, parameter in every if path == "audit/tampering/test_attacks.py"]
    assert len(attacks) == len(set(attacks)) and all(attacks)


def test_each_line_of_the_threat_model_names_a_test():
    assert rows_without_test(DOCUMENT.read_text(encoding="utf-8")) == []


def test_the_threat_model_is_readable_on_a_telephone():
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 200
    assert [line for line in lines if line.startswith("|") and line.count("|") > 4] == []


@pytest.mark.parametrize(
    "claim",
    [
        "vault/test_stolen.py::test_nothing_of_the_kind",
        "vault/test_nowhere.py::test_a_value_comes_back",
        "audit/tampering/test_attacks.py::test_each_attack_is_found_and_located[nobody does this]",
    ],
)
def test_a_test_that_does_not_exist_is_found(claim):
    row = f"| names | `{claim}` |"
    assert missing(named(row)) == [claim]


def test_a_line_without_a_test_is_found():
    table = "| Gets | Shown by |\n|---|---|\n| everything | nothing |"
    assert rows_without_test(f"## The main database\n\n{table}") == ["| everything | nothing |"]
    assert rows_without_test(f"## Not yet\n\n{table}") == []
