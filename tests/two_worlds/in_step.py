"""A planted leak's two worlds run in step: what they write is compared as it comes, and once it is seen both end."""

from __future__ import annotations

import fcntl
import json
import os
import select
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from tests.two_worlds.declassified import is_told
from tests.two_worlds.kinds import kind_of
from tests.two_worlds.mutants import MUTANTS
from tests.two_worlds.mutants.channels import CHANNELS
from tests.two_worlds.worlds import READERS

END = "end"  # the last line of a run that came to its end
AHEAD = 4096  # bytes that a world is ahead of what is compared, at most
LOOKS = 1.0  # seconds after which a silent world's process is looked after


class Observed(NamedTuple):
    """One observation as a world wrote it; `canary`: a string of the house was in it."""

    principal: str
    where: str
    digest: str
    length: int
    canary: bool


class Run:
    """One world's observations in the order of their coming: `length` so far, `broken` if it stopped before its end.

    Closed early, it ends the world's fork, which finds that nobody listens.
    """

    def __init__(self, path: Path, has_ended: Callable[[], bool]) -> None:
        self._file, self._has_ended = os.open(path, os.O_RDONLY | os.O_NONBLOCK), has_ended
        with suppress(OSError):  # a writer that was waiting has written more already: then it is ahead by so much
            fcntl.fcntl(self._file, fcntl.F_SETPIPE_SZ, AHEAD)
        self.length, self.broken = 0, False

    def __iter__(self) -> Iterator[Observed]:
        for line in self._lines():
            if line == END:
                return
            self.length += 1
            yield Observed(*json.loads(line))
        self.broken = True

    def _lines(self) -> Iterator[str]:
        rest = b""
        while True:
            if not select.select([self._file], [], [], LOOKS)[0]:
                if self._has_ended():
                    return
                continue
            chunk = os.read(self._file, AHEAD)
            if not chunk:
                return
            *lines, rest = (rest + chunk).split(b"\n")
            yield from (line.decode() for line in lines)

    def close(self) -> None:
        os.close(self._file)


def differences(a: list[Observed], b: list[Observed], secret: str) -> list[str]:
    """Where observations of two worlds differ for somebody who isn't a reader of SECRET ("" for noise: for anybody).

    Another number of observations is a difference too. Readers' own observations are left out; so is what is declared.
    """
    readers = READERS.get(secret, frozenset())
    found = [
        f"{x.principal}: {x.where}" + (f" (against {y.where})" if x.where != y.where else "")
        for x, y in zip(a, b, strict=False)
        if x[:4] != y[:4] and x.principal not in readers and not is_told(secret, x.principal, x.where)
    ]
    return found + ([f"{len(a)} observations against {len(b)}"] if len(a) != len(b) else [])


def first_seen(a: Iterable[Observed], b: Iterable[Observed], name: str, secret: str = "") -> list[str]:
    """Where the leak of that NAME is seen first, of all places where its channel says that it must be; empty: nowhere.

    By whoever is no reader of SECRET, in which the worlds differ, or of what it leaks if that is left out. Reads no
    further than there.
    """
    leak = MUTANTS[name]
    secret = secret or leak.secret
    waiting = deque[Observed](), deque[Observed]()
    for pair in zip_longest(a, b):
        for queue, one in zip(waiting, pair, strict=True):
            if one is not None and kind_of(one.where) == CHANNELS[leak.channel]:
                queue.append(one)
        while all(waiting):
            found = differences([waiting[0].popleft()], [waiting[1].popleft()], secret)
            if found:
                return found
    return differences(list(waiting[0]), list(waiting[1]), secret)


def all_seen(a: Iterable[Observed], b: Iterable[Observed], secret: str) -> list[str]:
    """Where two worlds with nothing planted differ, as `differences` says."""
    both = list(zip_longest(a, b))
    return differences([x for x, _ in both if x is not None], [y for _, y in both if y is not None], secret)
