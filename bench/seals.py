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
    """Ratios to bare AES-GCM that does the same, medians of rounds in which they take turns; `seconds …`: times of the
    bare cipher, and of reading a wrap from its file.

    The bare cipher seals what a column takes and opens what lies in one, nonce before ciphertext, and takes its key
    as we do: held, or out of its wrap each time. That a key is expanded, commits, and is bound to a place is ours.
    """
    text, row, owner, place = os.urandom(256), new_id(), new_id(), cipher.column("bench.Row", "text")
    keyring.mint(keyring.Purpose.CASE, owner)
    root, key = AESGCM(os.urandom(32)), os.urandom(32)
    bare = AESGCM(key)
    wrap, closed = _sealed(root, key), _sealed(bare, text)

    purpose = keyring.Purpose.CASE
    with keyring.held():
        held = keyring.keys_of(purpose, owner).newest
    envelope = cipher.seal(held, place, row, 0, text)
    pairs = wraps.read(purpose, owner)

    def anew():
        return keyring.unwrapped(purpose, owner, pairs).newest  # and expanded; reading its file is timed by itself

    asked: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "seal, key held": (lambda: cipher.seal(held, place, row, 0, text), lambda: _sealed(bare, text)),
        "open, key held": (lambda: open_envelope(held, place, row.bytes, envelope), lambda: _opened(bare, closed)),
        "seal, key unwrapped each time": (
            lambda: cipher.seal(anew(), place, row, 0, text),
            lambda: _sealed(AESGCM(_opened(root, wrap)), text),
        ),
        "open, key unwrapped each time": (
            lambda: open_envelope(anew(), place, row.bytes, envelope),
            lambda: _opened(AESGCM(_opened(root, wrap)), closed),
        ),
    }
    found: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for name, (ours, theirs) in asked.items():
            least = _once(theirs)
            found.setdefault(f"seconds {name}", []).append(least)
            found.setdefault(name, []).append(_once(ours) / least)
        found.setdefault("seconds wrap", []).append(_once(lambda: wraps.read(purpose, owner)))
    return {name: statistics.median(values) for name, values in found.items()}


def _sealed(cipher: AESGCM, text: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + cipher.encrypt(nonce, text, None)


def _opened(cipher: AESGCM, closed: bytes) -> bytes:
    return cipher.decrypt(closed[:12], closed[12:], None)
