"""@action: check, change and entry in one transaction of `default`.

    @action("case.close")
    def close_case(case, *, reason, by): …

The entry's object is what the verb returns, where that has an `audit_kind`, else its first argument; its digests are
those of every row saved inside (`audit.rows`), and what a row has `noted` beside. If the verb raises, neither change
nor entry exists.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from auditlog.context import auditlog_disabled
from django.db import models, transaction

from access import robots
from audit.errors import WrongDatabase
from audit.objects import Thing, case_of, row_key, thing_of
from audit.recording import record
from audit.rows import recorded, row_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = ParamSpec("P")
R = TypeVar("R")
GONE = "gone"  # the digest of a row that an action deleted


@dataclass
class Act:
    """What is running now: in which database, and which rows it has written so far."""

    name: str
    using: str = "default"
    digests: dict[str, str] = field(default_factory=dict)


_running: ContextVar[Act | None] = ContextVar("audit_running", default=None)


def running() -> Act | None:
    """The innermost act that is running, or None."""
    return _running.get()


@contextmanager
def acting(name: str, using: str = "default") -> Iterator[Act]:
    """Within it, rows written in database USING are collected, and the smoke detector is silent."""
    act = Act(name, using)
    token, silence = _running.set(act), auditlog_disabled.set(True)
    try:
        yield act
    finally:
        _running.reset(token)
        auditlog_disabled.reset(silence)


def action(name: str, *, purpose: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorates a verb whose last keyword is `by`, the Staff who acts. `by=None` raises."""

    def decorate(verb: Callable[P, R]) -> Callable[P, R]:
        by = inspect.signature(verb).parameters.get("by")
        if by is None or by.kind is not inspect.Parameter.KEYWORD_ONLY:
            raise TypeError(f"{verb.__qualname__}: an action ends in the keyword by=")

        @functools.wraps(verb)
        def perform(*args: P.args, **kwargs: P.kwargs) -> R:
            actor = kwargs.get("by")
            if actor is None:
                raise TypeError(f"{verb.__qualname__}: nobody acts (by=None)")
            robots.refuse_to_act()
            with transaction.atomic(using="default"), acting(name) as act:
                result = verb(*args, **kwargs)
                record(actor, name, _thing(args, kwargs, result), purpose=purpose, digests=act.digests)
            return result

        perform.action = name
        return perform

    return decorate


def _thing(args: tuple, kwargs: dict, result: object) -> Thing:
    first = args[0] if args else next(iter(kwargs.values()), None)
    first = first if isinstance(first, models.Model) else None
    made = result if isinstance(result, models.Model) and getattr(result, "audit_kind", "") else None
    thing = thing_of(made or first)
    if thing.case is None and first is not None:
        return Thing(thing.kind, thing.id, case_of(first))
    return thing


def _saved(sender: type, instance: models.Model, using: str, **kwargs: object) -> None:
    act = _running.get()
    if act is None or not recorded(sender):
        return
    if using != act.using:
        raise WrongDatabase(f"{sender._meta.label} is not in the database that {act.name} covers")
    act.digests[row_key(instance)] = row_digest(instance)
    for name in getattr(instance, "noted", ()):
        act.digests.setdefault(name, hashlib.sha256(name.encode()).hexdigest())


def _deleted(sender: type, instance: models.Model, **kwargs: object) -> None:
    act = _running.get()
    if act is not None and recorded(sender):
        act.digests[row_key(instance)] = GONE


def listen() -> None:
    """Connect the collector; called once, when the apps are ready."""
    models.signals.post_save.connect(_saved, dispatch_uid="audit.action.saved")
    models.signals.post_delete.connect(_deleted, dispatch_uid="audit.action.deleted")
