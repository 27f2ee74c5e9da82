"""Two runs of the same acts on the same rows, pinned, so that whatever differs comes of what they are about."""

from __future__ import annotations

import random
import re
import secrets
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

import time_machine
from django.core import mail
from django.db import connections, transaction

from audit import house
from tests.audit.remembered import forget_counts
from tests.two_worlds.pinned import ideal_cipher
from vault import cipher, entropy, spool, unseal, unspool

SAVEPOINT = re.compile(r"s\d+_x\d+")  # Django counts them through the whole process
MOMENT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@contextmanager
def undone():
    """What happens inside is as if it had never been; it may hold transactions of its own."""
    forget_counts()
    with ExitStack() as stack:
        for alias in connections:
            block = transaction.atomic(using=alias)
            block._from_testcase = True
            stack.enter_context(block)
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)
    mail.outbox.clear()


@contextmanager
def pinned(monkeypatch, seed: str = "no oracle"):
    """The same randomness and the same moment, every time."""
    draw = random.Random(seed)
    with monkeypatch.context() as patch, time_machine.travel(MOMENT, tick=False):
        patch.setattr(secrets, "choice", draw.choice)
        with entropy.use(entropy.seeded(seed)):
            yield


def seal_ideally(monkeypatch) -> None:
    """The ideal cipher of the two worlds, until the test ends: neither a sealed value nor a digest of one tells."""
    patched = (cipher, "seal"), (unseal, "open_envelope"), (house, "combined"), (spool, "SUITE"), (unspool, "SUITE")
    for module, name in patched:
        monkeypatch.setattr(module, name, getattr(module, name))  # so that it is put back
    ideal_cipher()


class Statements:
    """Every statement, with its parameters where WITH_PARAMETERS."""

    def __init__(self, *, with_parameters: bool = False) -> None:
        self.said: list = []
        self.with_parameters = with_parameters

    def __call__(self, execute, sql, params, many, context):
        sql = SAVEPOINT.sub("savepoint", sql)
        self.said.append((sql, [_plain(one) for one in params or ()]) if self.with_parameters else sql)
        return execute(sql, params, many, context)


def _plain(parameter: object) -> str:
    """A parameter as it goes to the database, out of what a driver wraps around it."""
    value = getattr(parameter, "obj", parameter)
    if isinstance(value, (list, tuple)):
        return repr([_plain(one) for one in value])
    return repr(bytes(value)) if isinstance(value, (bytes, bytearray, memoryview)) else repr(value)


@contextmanager
def listening():
    """What is said inside, by database: its statements with their parameters."""
    said = {alias: Statements(with_parameters=True) for alias in connections}
    with ExitStack() as stack:
        for alias, statements in said.items():
            stack.enter_context(connections[alias].execute_wrapper(statements))
        yield {alias: statements.said for alias, statements in said.items()}
