"""Where guesses are counted, so that they are slowed: files that no stranger's typing pushes out, under hidden names.

The names are HMACs under a random key that lives in memory for a day. The files lie on the disk; who finds them there,
or in a backup, learns neither whose account was guessed at nor whether a guessed name stands behind a file. The key of
a day is made from the one before and takes its place, so that nobody can name yesterday's files any more; a restart
forgets what was counted. A day ends where a code's half minute does.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks

from vault import entropy

DAY = 24 * 3600
SIZE = 32

_kept: tuple[int, bytes] | None = None


class Counts(FileBasedCache):
    """Keeps each count until its time is over. Django's own throws a random third away once it holds 300: whoever types
    300 names that nobody has would be rid of what was counted against them.

    Each count costs the one who makes it a hashed password, and lapses within minutes: `run_once` takes it away.
    """

    def _cull(self) -> None:
        """Nothing makes room for anything."""

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Of two at the same moment one is told that it was first: so guesses that come together are all counted."""
        with self._alone():
            return super().add(key, value, timeout, version)

    def forget_lapsed(self) -> int:
        """Takes the files away whose time is over; returns how many."""
        return sum(self._has_lapsed(name) for name in self._list_cache_files())

    def _has_lapsed(self, name: str) -> bool:
        try:
            with open(name, "rb") as file:
                return self._is_expired(file)
        except FileNotFoundError:
            return False

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._createdir()
        with open(os.path.join(self._dir, "one-at-a-time"), "ab") as file:
            locks.lock(file, locks.LOCK_EX)
            yield


def run_once(now: datetime) -> int:
    """Forgets what nobody is slowed by any more; returns how many counts."""
    return cache.forget_lapsed()


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
