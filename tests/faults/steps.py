"""The steps: every call in `vault` and `audit` that moves state, found in the code and numbered as it is loaded.

Nobody keeps a list. Each module of the two packages is parsed when it is imported; a call whose name says that it moves
something (a file, a row, a transaction, a key, a value that opens) is wrapped, so that the harness stands before and
after it. What moves state under a name that no rule knows is found while it runs (`tests.faults.unlisted`).
"""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Callable, Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("vault", "audit")
BUILT_FROM_CODE = "migrations"  # tables are made once, before anybody works
CALLED = "__step__"  # what a wrapped call asks for, among the builtins

FILE, STATEMENT, TRANSACTION, PROVIDER, CIPHER, READ = "file", "statement", "transaction", "provider", "cipher", "read"
ROWS = r"(objects|every|_base_manager|all\(\)|filter\(.*\))"
# what a call is called → what it moves; the first that fits counts
RULES: tuple[tuple[str, str], ...] = (
    (r"transaction\.atomic", TRANSACTION),
    (r"open_fields?|files\.read", READ),  # of audit alone: what it opens, it shows
    (r"fit\(\)\.\w+|unwrap|provider\.(make|put_back|destroy)", PROVIDER),
    (r".*\.(encrypt|decrypt)", CIPHER),
    (r"os\.(write|fsync|sync|link|replace|rename|unlink|remove|mkdir|rmdir|truncate|utime|chmod)", FILE),
    (r"shutil\.\w+|fcntl\.flock", FILE),
    (r".*\.(mkdir|unlink|rmdir|rename|touch|truncate|flush|write_text|write_bytes|writestr)", FILE),
    (r"(file|copy|target|archive)\.write", FILE),
    (r"(unfinished|temporary|part|path|self\.path)\.replace", FILE),  # of a path; texts have a `replace`, too
    (rf".*\b{ROWS}\.(create|bulk_create|get_or_create|update_or_create|update|delete)", STATEMENT),
    (r".*\.(save|execute|executemany)", STATEMENT),
)
FITTING = [(re.compile(pattern, re.DOTALL), moves) for pattern, moves in RULES]
OPENS_TO_WRITE = re.compile(r"O_CREAT|O_WRONLY|O_RDWR|['\"](r\+|[wax])[bt+]*['\"]")


class Step(NamedTuple):
    """One call in the code: where it stands, how it is written, and what it moves."""

    name: str  # `vault.wraps.add: fsync_directory`, numbered where a function has several alike
    moves: str


def moved_by(call: ast.Call, module: str) -> str:
    """What a call moves; empty where it moves nothing."""
    written = ast.unparse(call.func)
    if re.fullmatch(r"(os|.*)\.open|open", written):
        return FILE if OPENS_TO_WRITE.search(ast.unparse(call)) else ""
    moves = next((moves for pattern, moves in FITTING if pattern.fullmatch(written)), "")
    return "" if moves == READ and not module.startswith("audit.") else moves


class _Wrapping(ast.NodeTransformer):
    """Wraps the calls of one module, and says which they are."""

    def __init__(self, module: str) -> None:
        self.module, self.within, self.found = module, [module], []
        self.alike: dict[str, int] = {}

    def _inside(self, node: Any) -> Any:
        self.within.append(node.name)
        node = self.generic_visit(node)
        self.within.pop()
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = _inside

    def visit_Call(self, node: ast.Call) -> ast.Call:
        moves = moved_by(node, self.module)
        if not moves:
            return self.generic_visit(node)  # type: ignore[return-value]
        place = f"{'.'.join(self.within)}: {ast.unparse(node.func).splitlines()[0]}"
        self.alike[place] = self.alike.get(place, 0) + 1
        name = place if self.alike[place] == 1 else f"{place} ({self.alike[place]})"
        self.found.append(Step(name, moves))
        node = self.generic_visit(node)  # type: ignore[assignment]
        asked = ast.Call(ast.Name(CALLED, ast.Load()), [ast.Constant(name), node.func], [])
        return ast.copy_location(ast.Call(asked, node.args, node.keywords), node)


def wrapped(source: bytes | str, module: str) -> tuple[ast.Module, list[Step]]:
    """The module with its steps wrapped, and the steps."""
    wrapping = _Wrapping(module)
    tree = wrapping.visit(ast.parse(source))
    return ast.fix_missing_locations(tree), wrapping.found


def modules() -> Iterator[tuple[str, Path]]:
    """The modules of the two packages, by name, in order."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if BUILT_FROM_CODE not in parts:
                yield ".".join(parts).removesuffix(".__init__"), path


def every_step() -> dict[str, Step]:
    """All steps that the code has now, in order; their numbers are their places in it."""
    return {step.name: step for module, path in modules() for step in wrapped(path.read_bytes(), module)[1]}


class _Loader(SourceFileLoader):
    """Loads a module with its steps wrapped, and keeps no bytecode of that."""

    def get_code(self, fullname: str) -> Any:
        path = self.get_filename(fullname)
        tree, _found = wrapped(self.get_data(path), fullname)
        return compile(tree, path, "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    """Stands before Python's own finder for the modules of the two packages."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if fullname.split(".")[0] not in PACKAGES or BUILT_FROM_CODE in fullname.split("."):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


def load_wrapped(stand: Callable[[str, Callable], Callable]) -> None:
    """From now on the two packages are loaded wrapped; before the call of a step, STAND gives what is called instead.

    Must come before any of their modules is imported.
    """
    loaded = [name for name in sys.modules if name.split(".")[0] in PACKAGES]
    assert not loaded, loaded
    setattr(builtins, CALLED, stand)
    sys.meta_path.insert(0, _Finder())
