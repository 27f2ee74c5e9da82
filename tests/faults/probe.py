"""Stands before and after every step of a process, and does there what it was told to: nothing, or one fault.

A moment is the Nth time that a step is come to, on one of its sides. What happens is told through a pipe, which keeps
what was said when the process is killed.
"""

from __future__ import annotations

import errno
import json
import os
import signal
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from tests.faults import steps
from tests.faults.losing import Disk
from tests.faults.steps import CIPHER, FILE, PROVIDER, READ, STATEMENT, TRANSACTION, Step

BEFORE, COMMIT, AFTER = "before", "commit", "after"  # of a transaction: its begin, its end, and when that is done
KILL, POWER, FULL, CUT, RAISE, UNHEARD, SERVER = "kill", "power", "full", "cut", "raise", "unheard", "server"
# the faults that a step of each kind can meet, by the moment; `power` where something may be lost
MEETS: dict[str, dict[str, tuple[str, ...]]] = {
    FILE: {BEFORE: (KILL, POWER, FULL), AFTER: (KILL, POWER)},
    STATEMENT: {BEFORE: (KILL, FULL, CUT), AFTER: (KILL,)},
    TRANSACTION: {BEFORE: (KILL, CUT), COMMIT: (KILL, POWER, FULL, CUT, UNHEARD), AFTER: (KILL, POWER)},
    PROVIDER: {BEFORE: (KILL, RAISE), AFTER: (KILL,)},
    CIPHER: {BEFORE: (KILL,), AFTER: (KILL,)},
    READ: {BEFORE: (KILL,), AFTER: (KILL,)},
}
NEVER_FULL = ("flock", "unlink", "rmtree", "sync")  # take no room
FULL_DISK = "database or disk is full"


class Moment(NamedTuple):
    """The TIMESth time that a step was come to, on this side of it."""

    step: str
    times: int
    side: str


class Fault(NamedTuple):
    """What happens at one moment."""

    kind: str
    at: Moment


class Probe:
    """What one process passes. FAULT: what happens to it; KEEPS: whether all moments are told, for a plan."""

    def __init__(self, pipe: int, known: dict[str, Step], fault: Fault | None = None, *, keeps: bool = False) -> None:
        self.pipe, self.known, self.fault, self.keeps = pipe, known, fault, keeps
        self.passed: Counter[tuple[str, str]] = Counter()
        self.disk = Disk()
        self.is_full = False
        self.depth = 0  # of steps that are under way

    def tell(self, what: str, *words: object) -> None:
        os.write(self.pipe, json.dumps([what, *words]).encode() + b"\n")

    def stand(self, name: str, function: Callable) -> Callable:
        """What is called instead of a step's own function."""
        if self.known[name].moves == TRANSACTION:
            return lambda *args, **kwargs: Passed(self, name, function(*args, **kwargs))
        return partial(self.called, name, function)

    def called(self, name: str, function: Callable, *args: Any, **kwargs: Any) -> Any:
        """The call of a step that is no transaction, with what may happen before and after it."""
        moves = self.known[name].moves
        self.depth += 1
        try:
            kind = self.come_to(name, BEFORE, can_be_full=getattr(function, "__name__", "") not in NEVER_FULL)
            if kind == FULL and function is os.write:
                self.is_full = True
                return os.write(args[0], args[1][: len(args[1]) // 2])  # as POSIX has it: what found room is counted
            if kind or (self.is_full and function is os.write):
                _raised(kind or FULL, moves, function, args)
            given = self.disk.before(function, args) if moves == FILE else []
            result = function(*args, **kwargs)
            if moves == FILE:
                self.disk.after(function, args, given)
            elif moves == READ:
                self.tell("opened", *_opened(args))
            self.come_to(name, AFTER)
            return result
        finally:
            self.depth -= 1

    def come_to(self, name: str, side: str, *, can_be_full: bool = True) -> str:
        """The fault that the caller has to do now, since this process goes on; "" for none. Kills it here otherwise."""
        self.passed[name, side] += 1
        moment = Moment(name, self.passed[name, side], side)
        if self.keeps:
            meets = MEETS[self.known[name].moves][side]
            lacking = {POWER} - ({POWER} if self.disk.may_lose() else set()) | (set() if can_be_full else {FULL})
            self.tell("moment", *moment, [kind for kind in meets if kind not in lacking])
        if self.fault is None or self.fault.at != moment:
            return ""
        kind = self.fault.kind
        self.tell("struck")
        if kind == POWER:
            self.disk.lose()
        if kind in (KILL, POWER):
            os.kill(os.getpid(), signal.SIGKILL)
        if kind == SERVER:
            from tests.faults import servers

            servers.kill()
            return ""
        if kind == CUT:
            cut()
            return ""
        return kind


class Passed:
    """A transaction with what may happen at its begin, at its end, and when it has ended."""

    def __init__(self, probe: Probe, name: str, atomic: Any) -> None:
        self.probe, self.name, self.atomic = probe, name, atomic

    def __enter__(self) -> Any:
        self.probe.come_to(self.name, BEFORE)
        return self.atomic.__enter__()

    def __exit__(self, kind: Any, error: Any, trace: Any) -> Any:
        if kind is not None:
            return self.atomic.__exit__(kind, error, trace)
        fault = self.probe.come_to(self.name, COMMIT)
        if fault:
            self._end_with(fault)
        else:
            self.atomic.__exit__(None, None, None)
        self.probe.come_to(self.name, AFTER)
        return None

    def _end_with(self, fault: str) -> None:
        """The end fails: for want of room, or its answer is never heard."""
        from django.db import OperationalError, connections

        connection = connections[self.atomic.using or "default"]
        if connection.savepoint_ids:  # the end of an inner one is a statement like any other
            error = OperationalError(FULL_DISK)
            self.atomic.__exit__(type(error), error, None)
            raise error
        commit = connection._commit

        def ends() -> None:
            if fault == UNHEARD:
                commit()
                connection.connection.close()
            raise OperationalError(FULL_DISK if fault == FULL else "the connection was lost")

        connection._commit = ends
        try:
            self.atomic.__exit__(None, None, None)
        finally:
            del connection._commit


def cut() -> None:
    """The connection in which somebody is at work is gone, else that to the main database."""
    from django.db import connections

    at_work = [connection for connection in connections.all() if connection.in_atomic_block]
    for connection in at_work or [connections["default"]]:
        if connection.connection is not None:
            connection.connection.close()


def _raised(kind: str, moves: str, function: Any, args: tuple) -> None:
    """The call fails before it has moved anything; a write to a file has written half of it."""
    if kind == RAISE:
        from vault.errors import RootsAway

        raise RootsAway("the token does not answer")
    if moves == STATEMENT:
        from django.db import OperationalError

        raise OperationalError(FULL_DISK)
    if getattr(function, "__name__", "") == "write":
        whole = args[-1]
        function(*args[:-1], whole[: len(whole) // 2])
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _opened(args: tuple) -> tuple[str, str, str]:
    """What a step that opens has opened: (where its row lies, its row's name in the log, field), or a file's name."""
    from audit.objects import row_key

    thing, name = args
    if hasattr(thing, "_meta"):
        return thing._meta.app_label, row_key(thing), name
    return "file", str(thing), name


standing: list[Probe] = []  # the probe of this process, if there is one


def stand(name: str, function: Callable) -> Callable:
    """What `steps` calls at each step: nothing stands there in a process without a probe."""
    return standing[-1].stand(name, function) if standing else function


def begin() -> dict[str, Step]:
    """From now on what is loaded of the two packages can be stood at; all their steps."""
    steps.load_wrapped(stand)
    return steps.every_step()
