"""Port: what keeps a case from being shredded, what is told beside it, and what other packages do about it.

    shredding.register(obstacles=lambda case: […], deciding=(Referral,), roots=lambda case_id: […])

An obstacle decides what stands in the main database afterwards, so it may depend on nothing but what lies there. The
models by whose rows it is found are named beside it (`deciding`): each row must be what was written on a page.
A notice decides nothing. It may tell that she is placed: only whoever may ask, confirm or hold is shown it, and all of
them may know that (`access.matrix`; a test compares). What `keep` and `close` leave in the main database is the same
whatever they find to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol
from uuid import UUID

from access.guarded import GuardedModel


class Step(Protocol):
    """Something to be done about a file, outside any transaction; safe to repeat."""

    def __call__(self, case_id: UUID, /, *, by: Any) -> None: ...


Sentences = Callable[[Any], Iterable[Any]]

_obstacles: list[Sentences] = []
_deciding: list[tuple[type[GuardedModel], ...]] = []
_notices: list[Sentences] = []
_roots: list[Callable[[UUID], Iterable[Any]]] = []
_keeping: list[Step] = []
_closing: list[Step] = []


def register(
    *,
    obstacles: Sentences | None = None,
    deciding: tuple[type[GuardedModel], ...] | None = None,
    notices: Sentences | None = None,
    roots: Callable[[UUID], Iterable[Any]] | None = None,
    keep: Step | None = None,
    close: Step | None = None,
) -> None:
    """Called from `AppConfig.ready()`. OBSTACLES and NOTICES get a case, the others a case's id; each is added once.

    KEEP is called before the file's key is destroyed, CLOSE for a file that an old backup brought back without one.
    """
    given: tuple[tuple[list, Any], ...] = (
        (_obstacles, obstacles), (_deciding, deciding), (_notices, notices), (_roots, roots), (_keeping, keep),
        (_closing, close),
    )  # fmt: skip
    for known, one in given:
        if one is not None and one not in known:
            known.append(one)


def obstacles(case) -> list[str]:
    """All that keeps this case from being shredded now; every package is asked, whatever the others say."""
    return [str(sentence) for find in _obstacles for sentence in find(case)]


def deciding() -> list[type[GuardedModel]]:
    """The models by whose rows obstacles are found: `audit.unaltered` looks at them before a key is destroyed."""
    return [model for models in _deciding for model in models]


def notices(case) -> list[str]:
    """What whoever decides is told beside it."""
    return [str(sentence) for find in _notices for sentence in find(case)]


def roots(case_id: UUID) -> list[Any]:
    """The roots of other packages that are about this file."""
    return [root for find in _roots for root in find(case_id)]


def keep(case_id: UUID, *, by: Any) -> None:
    """Other packages take over what they need after the file's end."""
    for step in _keeping:
        step(case_id, by=by)


def close(case_id: UUID, *, by: Any) -> None:
    """Other packages close what waits for what opens no more."""
    for step in _closing:
        step(case_id, by=by)
