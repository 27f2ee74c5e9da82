"""Robots: accounts by which the nightly canary looks at pages as each role would, inside its own process alone.

A robot's row is a closed account without a password; only the process that runs the canary holds it awake, in memory.
While robots look, nothing opens but what was invented for them, no verb is carried out, and every entry bears the
purpose `canary`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from access.errors import Refused

PREFIX = "kenari-"  # user names that no person is given
PURPOSE = "canary"


@dataclass(frozen=True)
class _Run:
    """What a run may open; None while it plants and clears away, when nothing is narrowed."""

    invented: frozenset[UUID] | None = None


_run: ContextVar[_Run | None] = ContextVar("access_robots", default=None)


def is_robot(username: str) -> bool:
    """True for the user name of a robot."""
    return username.startswith(PREFIX)


@contextmanager
def at_work() -> Iterator[None]:
    """Every entry within is the canary's."""
    token = _run.set(_Run())
    try:
        yield
    finally:
        _run.reset(token)


@contextmanager
def looking(invented: Collection[UUID]) -> Iterator[None]:
    """Every entry within is the canary's; values open only of these files and houses, and no verb is carried out."""
    token = _run.set(_Run(frozenset(invented)))
    try:
        yield
    finally:
        _run.reset(token)


def purpose(own: str) -> str:
    """What an entry gives as its purpose: OWN, unless the canary runs."""
    return own if _run.get() is None else PURPOSE


def may_open(*ids: UUID | None) -> bool:
    """Whether a value that belongs to these files and houses may be opened now; always where no robot looks."""
    run = _run.get()
    return run is None or run.invented is None or any(one in run.invented for one in ids)


def refuse_to_act() -> None:
    """Raises Refused where a robot looks: what it sends is read, checked and answered, never carried out."""
    run = _run.get()
    if run is not None and run.invented is not None:
        raise Refused(_("Akun pemeriksa otomatis tidak melakukan apa-apa. Tidak ada yang berubah."))
