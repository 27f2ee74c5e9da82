"""Work in a forked child, as a server's workers do it."""

from __future__ import annotations

import os
import signal
import warnings
from collections.abc import Callable


def in_child(work: Callable[[], bytes]) -> bytes:
    """What `work` gives in a child of this process; nothing when it fails there or is stuck for half a minute."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads and fork together are the very question
        child = os.fork()
    if not child:
        signal.alarm(30)
        try:
            os.write(writing, work())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return told
