"""What moves state in `vault` or `audit` outside every step: a name that `steps.RULES` doesn't know yet."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from tests.faults.steps import PACKAGES, ROOT

if TYPE_CHECKING:
    from tests.faults.probe import Probe

MOVING = (
    "os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.utime",
    "shutil.rmtree", "shutil.move", "shutil.copyfile", "tempfile.mkstemp", "tempfile.mkdtemp", "subprocess.Popen",
)  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "TRUNCATE", "DROP", "CREATE", "ALTER")


def listen(probe: Probe) -> None:
    """From now on, until this process ends, what it finds is told as `unlisted`."""
    from django.db import connections

    def heard(event: str, words: tuple) -> None:
        if probe.depth == 0 and (event in MOVING or (event == "open" and _writes(words))):
            _tell(probe, event)

    def stated(execute: Any, sql: Any, *rest: Any) -> Any:
        if probe.depth == 0 and str(sql).lstrip().upper().startswith(WRITES):
            _tell(probe, str(sql).split()[0])
        return execute(sql, *rest)

    sys.addaudithook(heard)
    for connection in connections.all():
        connection.execute_wrappers.append(stated)


def _writes(words: tuple) -> bool:
    path, mode, flags = words
    if isinstance(path, int):  # what a step has opened gets a buffer
        return False
    return bool((isinstance(flags, int) and flags & WRITING) or any(one in (mode or "") for one in "wax+"))


def _tell(probe: Probe, what: str) -> None:
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and not path.is_relative_to(ROOT / "tests"):
            where = path.relative_to(ROOT)
            if where.parts[0] in PACKAGES:
                probe.tell("unlisted", f"{where}:{frame.f_lineno}: {what}")
            return
        frame = frame.f_back
