"""Which data keys a rotation replaces, kept in the keyring's own store: one that was killed goes on with the same.

The plan names of each owner the key that is to be replaced, so that no key is replaced twice; beside it stands how
many batches of it are done. Owners who come later have a new key anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar
from uuid import UUID

from vault import keyring, wraps
from vault.errors import KeyMissing, RotationRefused
from vault.purpose import Purpose

T = TypeVar("T")

PLAN, DONE, DUE = "rotation", "rotation-done", "renewals"
AT_ONCE = 256
PURPOSES = tuple(purpose for purpose in Purpose if purpose != Purpose.INDEX)  # under INDEX there are no data keys


@dataclass(frozen=True)
class Batch:
    """Owners whose keys are replaced together: by owner, the id of the key that was the newest at the beginning."""

    purpose: Purpose
    keys: dict[UUID, bytes]


@contextmanager
def alone() -> Iterator[None]:
    """One rotation at a time on a keyring; RotationRefused for a second one."""
    with wraps.alone() as first:
        if not first:
            raise RotationRefused("Another rotation is running: let it end. Nothing was done.")
        yield


def begin(purposes: Iterable[Purpose]) -> None:
    """Plan to replace the newest key of every owner of these purposes. A plan that is there already stays."""
    if wraps.kept(PLAN):
        return
    lines = [
        f"{purpose} {owner.hex} {keys[-1].hex()}\n"
        for purpose in purposes
        for owner, keys in keys_by_owner(purpose, wraps.owners(purpose)).items()
    ]
    wraps.keep(DONE, b"0")
    wraps.keep(PLAN, "".join(lines).encode("ascii"))


def is_under_way() -> bool:
    """Whether a plan was begun and is not done."""
    return bool(wraps.kept(PLAN))


def batches() -> list[Batch]:
    """The plan's batches, always the same ones in the same order."""
    lines = [line.split() for line in wraps.kept(PLAN).decode("ascii").splitlines()]
    return [
        Batch(Purpose(name), {UUID(hex=owner): bytes.fromhex(key_id) for _, owner, key_id in some})
        for name, rows in groupby(lines, key=lambda line: line[0])
        for some in at_once(Purpose(name), rows)
    ]


def at_once(purpose: Purpose, owners: Iterable[T]) -> Iterator[list[T]]:
    """OWNERS as they are dealt with together: many, but each place by itself, since a record of it names it alone."""
    size, listed = 1 if purpose == Purpose.LOCATION else AT_ONCE, list(owners)
    return (listed[start : start + size] for start in range(0, len(listed), size))


def done() -> int:
    """How many batches of the plan are done."""
    return int(wraps.kept(DONE) or b"0")


def finish(number: int) -> None:
    """So many batches are done."""
    wraps.keep(DONE, str(number).encode("ascii"))


def end() -> None:
    """All of the plan is done."""
    wraps.keep(PLAN, b"")


def note_due(purpose: Purpose, owner: UUID, key_id: bytes) -> None:
    """This key has sealed enough: let it be renewed. What can't be noted now, or is lost between two who note or take
    back at once, comes again: nobody waits for it."""
    with suppress(OSError):
        wraps.keep(DUE, wraps.kept(DUE) + _line(purpose, owner, key_id))


def due() -> list[tuple[Purpose, UUID, bytes]]:
    """The keys that are to be renewed: purpose, owner, key id."""
    lines = [line.split() for line in wraps.kept(DUE).decode("ascii").splitlines()]
    return [(Purpose(name), UUID(hex=owner), bytes.fromhex(key_id)) for name, owner, key_id in lines]


def not_due(purpose: Purpose, owner: UUID, key_id: bytes) -> None:
    """This key has been renewed, or is gone."""
    wraps.keep(DUE, wraps.kept(DUE).replace(_line(purpose, owner, key_id), b""))


def _line(purpose: Purpose, owner: UUID, key_id: bytes) -> bytes:
    return f"{purpose} {owner.hex} {key_id.hex()}\n".encode("ascii")


def keys_by_owner(purpose: Purpose, owners: Iterable[UUID]) -> dict[UUID, list[bytes]]:
    """The ids of these owners' keys, newest last, without those whose key was shredded."""
    found: dict[UUID, list[bytes]] = {}
    for owner in owners:
        try:
            found[owner] = keyring.ids(purpose, owner)
        except KeyMissing:
            continue
    return found
