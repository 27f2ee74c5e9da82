"""Rotation of data keys: all owners get new ones, and what the earlier ones sealed is sealed anew, while people work.

    rotate([Purpose.CASE], by=administrator)          new keys, everything sealed anew; the earlier keys stay
    drop_earlier([Purpose.CASE], by=administrator)    removes earlier keys that seal nothing any more

A rotation that was killed goes on where it was. No figure that is told counts rows: some of them lie with the houses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from access.models import Staff
from audit.resealing import seal_anew, used, waiting
from vault import keyring, rotation, wraps
from vault.errors import KeyMissing, RotationRefused, SealBroken
from vault.purpose import Purpose

GRACE = timedelta(days=1)  # no request lives so long that it could still write what it read or sealed before


@dataclass
class Outcome:
    """New keys, or dropped ones, by purpose; rows that stay under an earlier key since they don't open; earlier keys
    that were not dropped, since their day isn't over or something stands under them."""

    keys: Counter[Purpose] = field(default_factory=Counter)
    broken: int = 0
    young: int = 0
    used: int = 0


def _nobody(done: int, total: int) -> None:
    """Nobody is told how far it is."""


def rotate(purposes: Iterable[Purpose], *, by: Staff, tell: Callable[[int, int], None] = _nobody) -> Outcome:
    """A new data key for every owner of PURPOSES, and all that earlier ones sealed sealed anew; earlier keys stay.

    What was begun and killed is done first, and nothing else. TELL(owners done, of how many) is called now and then.
    Raises RotationRefused while another rotation runs.
    """
    outcome, passed = Outcome(), 0
    with rotation.alone():
        rotation.begin(purposes)
        batches, done = rotation.batches(), rotation.done()
        total = sum(len(batch.keys) for batch in batches)
        for number, batch in enumerate(batches, 1):
            if number > done:
                for owner, key_id in batch.keys.items():
                    _renew(batch.purpose, owner, key_id)
                seal_anew(batch.purpose, batch.keys, by)
                rotation.finish(number)
            outcome.keys[batch.purpose] += len(batch.keys)
            passed += len(batch.keys)
            tell(passed, total)
        outcome.broken = _seal_what_came_meanwhile(list(outcome.keys), by)
        rotation.end()
    return outcome


def run_once(now: datetime) -> int:
    """Renew the data keys that have sealed enough (`vault.cipher.calls_for_renewal`); how many there were. What they
    sealed stays under them until a rotation. Safe to run twice: a key that has a successor is left alone. One that
    can't be renewed waits, and keeps no other one waiting."""
    found = rotation.due()
    for key in found:
        with suppress(SealBroken):
            _renew(*key)
            rotation.not_due(*key)
    return len(found)


def drop_earlier(purposes: Iterable[Purpose], *, by: Staff, now: datetime) -> Outcome:
    """Remove each data key that is not its owner's newest, was superseded a day ago, and seals nothing any more.

    What is left under one is sealed anew first. Raises RotationRefused while a rotation runs, or was not ended.
    """
    outcome, purposes = Outcome(), list(purposes)
    with rotation.alone():
        if rotation.is_under_way():
            raise RotationRefused(
                "A rotation was killed before its end: run rotate_keys without --drop-old first. Nothing was dropped."
            )
        outcome.broken = _seal_what_came_meanwhile(purposes, by)
        for purpose in purposes:
            for owners in rotation.at_once(purpose, wraps.owners(purpose)):
                _drop(purpose, owners, now, outcome)
    return outcome


def _drop(purpose: Purpose, owners: Iterable[UUID], now: datetime, outcome: Outcome) -> None:
    keys = {owner: ids for owner, ids in rotation.keys_by_owner(purpose, owners).items() if len(ids) > 1}
    seals = used(purpose, keys) if keys else {}
    for owner, ids in keys.items():
        unused = set(ids[:-1]) - seals[owner]
        outcome.used += len(ids) - 1 - len(unused)
        if now.timestamp() - wraps.changed_at(purpose, owner) < GRACE.total_seconds():
            outcome.young += len(unused)
        elif unused:
            keyring.drop(purpose, owner, unused)
            outcome.keys[purpose] += len(unused)


def _renew(purpose: Purpose, owner: UUID, key_id: bytes) -> None:
    try:
        keyring.renew(purpose, owner, after=key_id)
    except KeyMissing:
        return  # shredded since the plan was made


def _seal_what_came_meanwhile(purposes: list[Purpose], by: Staff) -> int:
    """Seal anew what requests that held an earlier key have written since, until nothing is; how many won't open."""
    while True:
        changed = left = 0
        for purpose in purposes:
            for owners in rotation.at_once(purpose, wraps.owners(purpose)):
                if found := waiting(purpose, owners):
                    changed += seal_anew(purpose, owners, by)
                    left += found
        if not changed:
            return left
