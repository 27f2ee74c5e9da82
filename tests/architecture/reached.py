"""What a page may run: the product's functions that its own ones name, and those that these name, and so on.

Names are looked up where the functions stand; what a package above registers at a port, and methods of other objects,
are not followed.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from types import FunctionType, ModuleType
from typing import Any

from tests.architecture.source import PRODUCT, modules


def is_ours(thing: Any) -> bool:
    return (getattr(thing, "__module__", None) or "").split(".")[0] in PRODUCT


@cache
def source(function: FunctionType) -> str:
    if function.__code__.co_filename.startswith("<"):  # a dataclass wrote it
        return ""
    return textwrap.dedent(inspect.getsource(function))


def of_class(cls: type) -> Iterator[FunctionType]:
    """The methods of a class and of its bases, as far as they are the product's; its `action` is one of them."""
    for base in filter(is_ours, cls.__mro__):
        for value in vars(base).values():
            function = getattr(value, "__func__", getattr(value, "fget", value))
            if isinstance(function, FunctionType) and is_ours(function):
                yield inspect.unwrap(function)


@cache
def named_in(function: FunctionType) -> frozenset[FunctionType]:
    """The product's functions that this one names, called or handed on; under their own imports, too."""
    tree, scope = ast.parse(source(function)), dict(function.__globals__)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            module = import_module(node.module)
            for alias in node.names:
                found = getattr(module, alias.name, None)
                scope[alias.asname or alias.name] = found or import_module(f"{node.module}.{alias.name}")
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(_function(scope.get(node.id)))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            within = scope.get(node.value.id)
            found.add(_function(getattr(within, node.attr, None)) if isinstance(within, ModuleType) else None)
    return frozenset(found - {None})


def _function(thing: Any) -> FunctionType | None:
    return inspect.unwrap(thing) if isinstance(thing, FunctionType) and is_ours(thing) else None


def reached(starts: Iterable[FunctionType]) -> set[FunctionType]:
    """These, and whatever they come to."""
    seen: set[FunctionType] = set()
    todo = list(starts)
    while todo:
        function = todo.pop()
        if function not in seen:
            seen.add(function)
            todo += named_in(function)
    return seen


def everywhere(chosen: Callable[[FunctionType], bool]) -> dict[str, FunctionType]:
    """Every function and method of the product that is CHOSEN, by its name in full."""
    found = {}
    for name, _ in modules():
        if name.startswith(("settings/", "demo/")):  # the frame, and an invented cast that plays everybody
            continue
        module = import_module(name.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        here = [thing for thing in vars(module).values() if getattr(thing, "__module__", None) == module.__name__]
        functions = [inspect.unwrap(thing) for thing in here if isinstance(thing, FunctionType)]
        functions += [one for thing in here if isinstance(thing, type) for one in of_class(thing)]
        for one in functions:
            if is_ours(one) and chosen(one):
                found[f"{one.__module__}.{one.__qualname__}"] = one
    return found
