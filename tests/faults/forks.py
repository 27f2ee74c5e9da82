"""A fork of the warm process that tells through a pipe what it passes, and may be killed anywhere."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any, NamedTuple

LONGEST = 300.0  # seconds; who is stuck is killed, and that is a finding


class Told(NamedTuple):
    """What a fork said, in its order, and how it ended."""

    lines: list[list[Any]]
    killed: bool
    stuck: bool

    def of(self, what: str) -> list[list[Any]]:
        return [words for name, *words in self.lines if name == what]


def forked(work: Callable[[int], None], said: str) -> Told:
    """Runs WORK with the pipe's end in a child; what it prints goes to the file SAID, as a service's log does."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.dup2(out, 1)
            os.dup2(out, 2)
            work(writing)
        except BaseException:
            os.write(writing, json.dumps(["broken", traceback.format_exc()[-3000:]]).encode() + b"\n")
        finally:
            os._exit(0)
    os.close(writing)
    told, stuck = _heard(reading), False
    if told is None:
        os.kill(child, signal.SIGKILL)
        told, stuck = b"", True
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    lines = [json.loads(line) for line in told.splitlines() if line.endswith(b"]")]
    return Told(lines, ended == -signal.SIGKILL and not stuck, stuck)


def _heard(reading: int) -> bytes | None:
    """All that was said until the end; None if it never came."""
    until, heard = time.monotonic() + LONGEST, b""
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while (left := until - time.monotonic()) > 0:
            if not select.select([pipe], [], [], left)[0]:
                continue
            piece = pipe.read(1 << 16)
            if not piece:
                return heard
            heard += piece
    return None
