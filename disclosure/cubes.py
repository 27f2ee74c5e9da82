"""Port: the counts that packages let out. Each package's module `cubes` registers its own from `AppConfig.ready()`.

    cubes.register(Cube(name="cases_by_city_and_month", title=_("Kasus menurut kota dan bulan"), count=count_cases))

`count(user)` gives exact cells, as that person may know them; what is printed or exported is `published(name, user)`,
with small cells hidden.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from disclosure.suppress import Table, suppressed


@dataclasses.dataclass(frozen=True)
class Cube:
    """A two-way table of counts. `count(user)` gives {(row, column): number}; rows and columns are coded values."""

    name: str
    title: Any
    count: Callable[[Any], dict[tuple[str, str], int]]


_cubes: dict[str, Cube] = {}


def register(cube: Cube) -> Cube:
    """Makes a cube known under its name."""
    if cube.name in _cubes and _cubes[cube.name] is not cube:
        raise ImproperlyConfigured(f"The cube {cube.name} is registered twice.")
    _cubes[cube.name] = cube
    return cube


def all_cubes() -> list[Cube]:
    """Every registered cube."""
    return list(_cubes.values())


def published(name: str, user) -> Table:
    """The cube as it may leave with this person."""
    return suppressed(_cubes[name].count(user))
