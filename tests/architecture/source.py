"""The product's own source files, for tests that read code."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ["vault", "access", "audit", "disclosure", "casework", "referrals", "shelters", "demo"]  # lowest first
PRODUCT = [*LAYERS, "settings"]


def tracked(*suffixes: str) -> list[Path]:
    """Every file of the working tree that git tracks or would track, with one of these endings."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return sorted(ROOT / name for name in listed if name.endswith(suffixes) and (ROOT / name).exists())


def modules(*packages: str, migrations: bool = False) -> list[tuple[str, ast.Module]]:
    """(path relative to the root, syntax tree) of each Python file of these packages."""
    found = []
    for path in tracked(".py"):
        name = path.relative_to(ROOT).as_posix()
        if name.split("/")[0] in (packages or PRODUCT) and (migrations or "/migrations/" not in name):
            found.append((name, ast.parse(path.read_text(encoding="utf-8"))))
    return found


def docstrings(tree: ast.Module) -> set[ast.Constant]:
    """The constants of a tree that are docstrings: prose, not code."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.add(first.value)
    return found
