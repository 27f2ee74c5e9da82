"""Where the product's code leads out, read place by place: each must stand on its line of `ways_out`."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

from tests.two_worlds import imports
from tests.two_worlds.imports import NO_WAY, OF_OTHERS, PLAIN
from tests.two_worlds.reading_code import Code, Use
from tests.two_worlds.ways_out import HERE, WAYS, Way

_READS = re.compile(r"[rbt]*")


def unknown(code: Code) -> Iterator[str]:
    """A sentence for each place of a way out that no line names, each module on no list, and each line without use."""
    seen: dict[str, set[str]] = {way.table: set() for way in WAYS}
    for module in code.modules:
        for full in sorted({full for full, _ in module.imports}):
            if not (code.is_ours(full) or _way(full) or _begins(full, (*NO_WAY, *PLAIN, *OF_OTHERS))):
                table = "PLAIN" if full.split(".")[0] in sys.stdlib_module_names else "OF_OTHERS"
                yield (
                    f'a module the two worlds don\'t know, in {module.name}: add `"{full.split(".")[0]}"` to {table} '
                    f"(or to a way out, if anything can leave by it) in {imports.HERE}"
                )
        for use in code.uses(module):
            way = way_of(use)
            if way is None or use.place in seen[way.table]:
                continue
            seen[way.table].add(use.place)
            if not way.known.get(use.place, "").strip():
                line = f'add `"{use.place}": "{way.hint}",` to {way.table} in {HERE}'
                yield f"{way.what} the two worlds don't know: {line}"


def without_use(code: Code) -> Iterator[str]:
    """A sentence for each line that names no place any more: it would let pass whatever comes to stand there."""
    used = {(way.table, use.place) for module in code.modules for use in code.uses(module) if (way := way_of(use))}
    for way in WAYS:
        for place in sorted(set(way.known) - {place for table, place in used if table == way.table}):
            yield f'a line that nothing needs any more: take "{place}" out of {way.table} in {HERE}'


def way_of(use: Use) -> Way | None:
    """The way out that a place uses there; None for reading a file, and for what lets nothing out."""
    last = use.name.rsplit(".", 1)[-1]
    if isinstance(use.node, ast.Constant) and not last[0].isupper():
        return None  # text names a way out where it names a class: a backend, a handler
    way = _way(use.name)
    if way is not None:
        return None if _reads(use) else way
    if last == "write":
        return _said_by_a_command(use)
    if use.call is None or not use.name.startswith((".", "self.", "pathlib.")):
        return _typed_answer(use)
    if last == "open" and (use.name.startswith("self") or _reads(use)):
        return None
    return next((way for way in WAYS if last in way.methods), None)


def _way(name: str) -> Way | None:
    found = max((n for way in WAYS for n in way.names if _begins(name, (n,))), key=len, default="")
    if not found or any(len(n) > len(found) for n in NO_WAY if _begins(name, (n,))):
        return None
    return next(way for way in WAYS if found in way.names)


def _begins(name: str, with_any: tuple[str, ...]) -> bool:
    return any(f"{name}.".startswith(f"{one}.") for one in with_any)


def _reads(use: Use) -> bool:
    """Whether a call opens a file to read it: no mode, or one of reading alone."""
    at = {"builtins.open": 1, "io.open": 1, "zipfile.ZipFile": 1, ".open": 0}.get(use.name)
    if at is None or use.call is None:
        return False
    given = [word.value for word in use.call.keywords if word.arg == "mode"] or use.call.args[at : at + 1]
    if not given:
        return not any(word.arg is None for word in use.call.keywords)
    mode = given[0].value if isinstance(given[0], ast.Constant) else None
    return isinstance(mode, str) and bool(_READS.fullmatch(mode))


def _typed_answer(use: Use) -> Way | None:
    """An answer that says what kind of content it is: no page."""
    typed = use.call is not None and any(word.arg == "content_type" for word in use.call.keywords)
    return WAYS[-1] if typed and _begins(use.name, ("django.http", "django.shortcuts", "django.template")) else None


def _said_by_a_command(use: Use) -> Way | None:
    """What a command writes on its own streams, unless the worlds run it and compare that."""
    from tests.two_worlds.commands import RUN  # which compares, and so asks this module

    stream = getattr(use.node, "value", None)
    name = use.place.split(".")[-2]
    if isinstance(stream, ast.Attribute) and stream.attr in ("stdout", "stderr") and name not in RUN:
        return next(way for way in WAYS if way.table == "OUTPUT")
    return None
