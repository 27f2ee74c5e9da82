"""Imports run downward only, and no lower package names a higher one where import-linter can't look."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import LAYERS, PRODUCT, ROOT, docstrings, modules, tracked


def test_import_contracts_hold():
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def names_higher_package(text: str, package: str) -> list[str]:
    """Higher packages that a string names: `shelters.roots`, `shelters/…`, `shelters:page` or the bare label."""
    higher = LAYERS[LAYERS.index(package) + 1 :] if package in LAYERS else []
    found = []
    for name in higher:
        if text.strip() == name or re.search(rf"(?<![\w./-]){name}[.:/]\w", text):
            found.append(name)
    return found


def test_the_search_for_higher_names_finds_what_it_should():
    assert names_higher_package("casework.Case", "access") == ["casework"]
    assert names_higher_package("{% url 'shelters:house' %}", "audit") == ["shelters"]
    assert names_higher_package("shelters", "audit") == ["shelters"]
    assert names_higher_package("vault.Key", "audit") == []
    assert names_higher_package("the referrals that wait", "audit") == []


# The database of that name is configuration (settings.DATABASES), which every layer may read.
DATABASE_ALIAS = {"shelters"}
# The root key of that name is vault's own: it knows purposes, not packages.
PURPOSE = {"audit"}


def test_no_string_in_a_lower_package_names_a_higher_one():
    wrong = []
    for name, tree in modules(*LAYERS, migrations=True):
        package, prose = name.split("/")[0], docstrings(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
                found = [
                    n for n in names_higher_package(node.value, package) if node.value not in DATABASE_ALIAS | PURPOSE
                ]
                wrong += [f"{name}:{node.lineno} names {n}" for n in found]
    assert wrong == []


def test_no_template_in_a_lower_package_names_a_higher_one():
    wrong = []
    for path in tracked(".html"):
        name = path.relative_to(ROOT).as_posix()
        package = name.split("/")[0]
        if package in LAYERS:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                wrong += [f"{name}:{number} names {n}" for n in names_higher_package(line, package)]
    assert wrong == []


def test_no_python_file_is_longer_than_300_lines():
    excepted = {"audit/verify.py", "audit/witness.py"}
    long = {
        name: lines
        for path in tracked(".py")
        if (name := path.relative_to(ROOT).as_posix()) not in excepted
        and "/migrations/" not in name
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}
    assert len((ROOT / "audit/verify.py").read_text(encoding="utf-8").splitlines()) <= 700


def test_no_file_is_a_drawer():
    drawer = re.compile(r"(^|/)(utils?|common|helpers?|services?|misc|managers)(/|\.py$)")
    assert [p.as_posix() for p in tracked(".py") if drawer.search(p.relative_to(ROOT).as_posix())] == []


def test_every_package_of_the_design_is_there():
    assert {name for name in PRODUCT if (ROOT / name / "__init__.py").exists()} == set(PRODUCT)
