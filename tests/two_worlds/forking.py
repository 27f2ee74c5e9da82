"""Work that leaves nothing behind in memory, done in a child."""

from __future__ import annotations

import os
import sys
import traceback


def in_a_fork(work) -> None:
    """Runs WORK in a child that shares nothing back; raises if it failed."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)  # what is printed in a world is put aside
            os._exit(1)
        os._exit(0)
    if os.waitpid(pid, 0)[1] != 0:
        raise DidNotEndWell("a sweep did not end well")


class DidNotEndWell(Exception):
    """A fork ended with an exception; it stands on stderr."""
