"""Under which names guesses are counted: HMACs under a random key that lives in memory for a day.

The cache lies on the disk. Who finds it there, or in a backup, learns neither whose account was guessed at nor whether
a guessed name stands behind a file. The key of a day is made from the one before and takes its place, so that nobody
can name yesterday's files any more; a restart forgets what was counted. A day ends where a code's half minute does.
"""

from __future__ import annotations

import hashlib
import hmac
import time

from vault import entropy

DAY = 24 * 3600
SIZE = 32

_kept: tuple[int, bytes] | None = None


def begin() -> tuple[int, bytes]:
    """Makes the key; called before processes are forked that count together."""
    global _kept
    _kept = int(time.time()) // DAY, entropy.random_bytes(SIZE)
    return _kept


def hidden(key: str, key_prefix: str, version: int) -> str:
    """The name under which KEY lies in the cache today (Django's KEY_FUNCTION)."""
    return hmac.new(_key_of_the_day(), f"{key_prefix}:{version}:{key}".encode(), hashlib.sha256).hexdigest()


def _key_of_the_day() -> bytes:
    global _kept
    day, key = _kept or begin()
    today = int(time.time()) // DAY
    while day < today:
        day, key = day + 1, hashlib.sha256(b"the day after" + key).digest()
    _kept = day, key
    return key
