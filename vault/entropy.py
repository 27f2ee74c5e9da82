"""The one source of randomness: ids, nonces, keys and codes are all made from the bytes given here."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

Source = Callable[[int], bytes]
T = TypeVar("T")

#: Without look-alikes (0/O, 1/I, 5/S, 8/B are never both there), so that a code can be read over the telephone.
ALPHABET = "23456789ACDEFGHJKLMNPQRTUVWXYZ"

_source: Source = os.urandom


def random_bytes(n: int) -> bytes:
    """`n` unpredictable bytes (predictable only inside `use`)."""
    return _source(n)


def new_id() -> UUID:
    """A new random id (UUID version 4); the default of every primary key."""
    return UUID(bytes=_source(16), version=4)


def below(limit: int) -> int:
    """A number from 0 to `limit` - 1, each as likely as the others."""
    if limit < 1:
        raise ValueError("there is no number below 1")
    size = (limit.bit_length() + 7) // 8
    top = (256**size // limit) * limit
    while True:
        number = int.from_bytes(_source(size), "big")
        if number < top:
            return number % limit


def code(n: int) -> str:
    """A code of `n` characters that people can read to each other."""
    return "".join(ALPHABET[below(len(ALPHABET))] for _ in range(n))


def choice(options: Sequence[T]) -> T:
    """One of `options`, each as likely as the others."""
    return options[below(len(options))]


def seeded(seed: bytes | str) -> Source:
    """A source that gives the same bytes for the same seed, for the demo's data and for comparing two runs."""
    root = hashlib.sha256(seed.encode() if isinstance(seed, str) else seed).digest()
    counter = 0

    def source(n: int) -> bytes:
        nonlocal counter
        counter += 1
        return hashlib.shake_256(root + counter.to_bytes(8, "big")).digest(n)

    return source


@contextmanager
def use(source: Source) -> Iterator[None]:
    """Take all randomness of this process from `source` until the block ends."""
    global _source
    before, _source = _source, source
    try:
        yield
    finally:
        _source = before
