"""Port: what keeps a case from being shredded, and which roots beside ticket and case vanish with it.

    shredding.register(obstacles=lambda case: [_("Masih dalam perlindungan.")], roots=lambda case_id: […])

An obstacle is a sentence. It may tell that she is placed: only whoever may ask, confirm or hold is shown it, and all of
them may know that (`access.matrix`; a test compares). Nothing that lies in the main database depends on an obstacle
but the confirmation itself: asking is never refused for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

_obstacles: list[Callable[[Any], Iterable[Any]]] = []
_roots: list[Callable[[UUID], Iterable[Any]]] = []


def register(
    *,
    obstacles: Callable[[Any], Iterable[Any]] | None = None,
    roots: Callable[[UUID], Iterable[Any]] | None = None,
) -> None:
    """Called from `AppConfig.ready()`. OBSTACLES gets a case, ROOTS a case's id; each is added once."""
    if obstacles is not None and obstacles not in _obstacles:
        _obstacles.append(obstacles)
    if roots is not None and roots not in _roots:
        _roots.append(roots)


def obstacles(case) -> list[str]:
    """All that keeps this case from being shredded now; every package is asked, whatever the others say."""
    return [str(sentence) for find in _obstacles for sentence in find(case)]


def roots(case_id: UUID) -> list[Any]:
    """The roots of other packages that are about this file."""
    return [root for find in _roots for root in find(case_id)]
