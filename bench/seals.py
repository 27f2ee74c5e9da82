"""Sealing and opening 256 bytes, beside bare AES-GCM: the key held as within a request, and unwrapped each time."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault import cipher, keyring, wraps
from vault.entropy import new_id
from vault.unseal import open_envelope

ROUNDS = 5
BATCHES, BATCH = 10, 200


def _once(work: Callable[[], object]) -> float:
    """Seconds of one call: the quickest of ten batches, for anything else that runs makes batches slower."""
    taken = []
    for _ in range(BATCHES):
        before = time.perf_counter()
        for _ in range(BATCH):
            work()
        taken.append((time.perf_counter() - before) / BATCH)
    return min(taken)


def measure() -> dict[str, float]:
    """Ratios to bare AES-GCM, medians of rounds in which they take turns; `seconds …`: times of the bare cipher, and of
    reading a wrap from its file."""
    text, row, owner = os.urandom(256), new_id(), new_id()
    keyring.mint(keyring.Purpose.CASE, owner)
    bare = AESGCM(os.urandom(32))
    nonce = os.urandom(12)
    closed = bare.encrypt(nonce, text, None)
    place = cipher.column("bench.Row", "text")

    purpose = keyring.Purpose.CASE
    with keyring.held():
        held = keyring.keys_of(purpose, owner).newest
    envelope = cipher.seal(held, place, row, 0, text)

    pairs = wraps.read(purpose, owner)

    def anew():
        return keyring.unwrapped(purpose, owner, pairs).newest  # and expanded; reading its file is timed by itself

    found: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        seal = _once(lambda: bare.encrypt(os.urandom(12), text, None))
        opening = _once(lambda: bare.decrypt(nonce, closed, None))
        taken = {
            "seconds seal": seal,
            "seconds open": opening,
            "seconds wrap": _once(lambda: wraps.read(purpose, owner)),
            "seal, key held": _once(lambda: cipher.seal(held, place, row, 0, text)) / seal,
            "open, key held": _once(lambda: open_envelope(held, place, row.bytes, envelope)) / opening,
            "seal, key unwrapped each time": _once(lambda: cipher.seal(anew(), place, row, 0, text)) / seal,
            "open, key unwrapped each time": _once(lambda: open_envelope(anew(), place, row.bytes, envelope)) / opening,
        }
        for name, value in taken.items():
            found.setdefault(name, []).append(value)
    return {name: statistics.median(values) for name, values in found.items()}
