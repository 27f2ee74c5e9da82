"""The product's Python, read as names: what each place of it imports, calls or names as text, under whatever alias."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
FRAME = ("settings", "manage")  # of the product, though no app
TESTS, OF_THE_SUITE = "tests", {"settings/test.py"}  # the suite's settings install an app of the suite's
DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+|Content-Disposition")
SELF = "self"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Use(NamedTuple):
    """A place of the code (module and what it defines) names something, in full; NODE is where, CALL its call."""

    place: str
    name: str
    node: ast.AST
    call: ast.Call | None = None


def packages() -> list[str]:
    """The product's packages: whatever is installed and lies in this repository, and the frame."""
    found = set(FRAME)
    for config in apps.get_app_configs():
        path = Path(config.path).resolve()
        if path.is_relative_to(ROOT) and not path.relative_to(ROOT).parts[0].startswith("."):
            found.add(path.relative_to(ROOT).parts[0])
    return sorted(found - {TESTS})


def top_level() -> set[str]:
    """Every folder and file at the top of this repository from which Python can be imported."""
    folders = {p.name for p in ROOT.iterdir() if p.is_dir() and p.name[0] != "." and any(p.rglob("*.py"))}
    return folders | {p.stem for p in ROOT.glob("*.py")}


@cache
def sources() -> dict[str, ast.Module]:
    """Every Python file of the product, by its path in the repository."""
    paths = [p for name in packages() for p in (ROOT / f"{name}.py", *sorted((ROOT / name).rglob("*.py")))]
    paths = [p for p in paths if p.exists() and p.relative_to(ROOT).as_posix() not in OF_THE_SUITE]
    return {p.relative_to(ROOT).as_posix(): ast.parse(p.read_text(encoding="utf-8")) for p in paths}


def module_of(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


class Module:
    """One file: its tree, what its names stand for, and what it takes whole (`import *`)."""

    def __init__(self, path: str, tree: ast.Module) -> None:
        self.path, self.name, self.tree = path, module_of(path), tree
        self.meant: dict[str, str] = {}
        self.whole: list[str] = []
        self.imports: list[tuple[str, str]] = []  # name in full, name here
        for node in tree.body:
            if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
                self.meant[node.name] = f"{self.name}.{node.name}"
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    self._bind(alias.name, alias.asname or alias.name.split(".")[0], whole=bool(alias.asname))
            elif isinstance(node, ast.ImportFrom):
                base = self._base(node)
                for alias in node.names:
                    self._bind(f"{base}.{alias.name}", alias.asname or alias.name)
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.value, (ast.Name, ast.Attribute)):
                stands_for = self.plain(node.value)
                for target in node.targets:
                    if isinstance(target, ast.Name) and stands_for and target.id not in self.meant:
                        self.meant[target.id] = stands_for

    def _base(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        around = self.name.split(".") + (["__init__"] if self.path.endswith("__init__.py") else [])
        return ".".join([*around[: -node.level], *([node.module] if node.module else [])])

    def _bind(self, full: str, here: str, whole: bool = True) -> None:
        self.imports.append((full, here))
        if here == "*":
            self.whole.append(full.removesuffix(".*"))
        else:
            self.meant.setdefault(here, full if whole else here)

    def plain(self, node: ast.expr) -> str:
        """A name or a chain of them in full, as this file alone tells; "" for what begins with no import."""
        if isinstance(node, ast.Attribute):
            before = self.plain(node.value)
            return f"{before}.{node.attr}" if before else ""
        if not isinstance(node, ast.Name):
            return ""
        return self.meant.get(node.id) or (f"builtins.{node.id}" if hasattr(builtins, node.id) else "")


@cache
def product() -> dict[str, Module]:
    """Every file of the product, by its module."""
    return {module_of(path): Module(path, tree) for path, tree in sources().items()}


class Code:
    """All files together: a name that one takes from another is followed to where it comes from."""

    def __init__(self, found: dict[str, ast.Module] | None = None) -> None:
        given = {module_of(path): Module(path, tree) for path, tree in (found or {}).items()}
        self.every = {**product(), **given}
        self.modules = list((product() if found is None else given).values())
        self._followed: dict[str, str] = {}
        self.tops = {*packages(), *(module.split(".")[0] for module in self.every)}

    def is_ours(self, name: str) -> bool:
        return name.split(".")[0] in self.tops

    def full(self, module: Module, node: ast.expr) -> str:
        """What a name stands for, through every file that hands it on; "" if that begins with no import."""
        name = module.plain(node)
        if isinstance(node, ast.Name) and not name:
            taken = (f"{whole}.{node.id}" for whole in module.whole)
            name = next((name for name in taken if self.followed(name) != name), "")
        return self.followed(name)

    def followed(self, name: str) -> str:
        """A name as it stands where it comes from."""
        if name not in self._followed:
            self._followed[name] = self._follow(name)
        return self._followed[name]

    def _follow(self, name: str) -> str:
        for _ in range(10):  # files hand on in turn; a circle ends
            parts = name.split(".")
            cut = next((n for n in range(len(parts) - 1, 0, -1) if ".".join(parts[:n]) in self.every), 0)
            home = self.every.get(".".join(parts[:cut]))
            if home is None or ".".join(parts) in self.every:
                return name
            meant = home.meant.get(parts[cut])
            if meant is None:
                meant = next((f"{m}.{parts[cut]}" for m in home.whole if f"{m}.{parts[cut]}" != name), None)
            if meant is None or meant == ".".join(parts[: cut + 1]):
                return name
            name = ".".join([meant, *parts[cut + 1 :]])
        return name

    def uses(self, module: Module) -> Iterator[Use]:
        """Whatever a file names: chains of names, methods of what is no import (`.write_text`), dotted names as text,
        and imports that nothing in the file goes on to name."""
        named = {node.id for node in ast.walk(module.tree) if isinstance(node, ast.Name)}
        for full, here in module.imports:
            if here not in named:
                yield Use(module.name, self.followed(full), module.tree)
        for top in module.tree.body:
            place = f"{module.name}.{top.name}" if isinstance(top, (*FUNCTIONS, ast.ClassDef)) else module.name
            nodes = list(ast.walk(top))
            calls = {id(node.func): node for node in nodes if isinstance(node, ast.Call)}
            inner = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
            given = {f"builtins.{n.id}" for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
            for node in nodes:
                name = self._named(module, node, id(node) in inner)
                if name and name not in given:  # a name of a builtin that the place gives to something of its own
                    yield Use(place, name, node, calls.get(id(node)))

    def _named(self, module: Module, node: ast.AST, inner: bool) -> str:
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) and DOTTED.fullmatch(node.value) else ""
        if not isinstance(node, ast.Name | ast.Attribute):
            return ""
        if name := self.full(module, node):
            return "" if inner else name
        if isinstance(node, ast.Attribute):
            return f"{SELF if isinstance(node.value, ast.Name) and node.value.id == SELF else ''}.{node.attr}"
        return ""
