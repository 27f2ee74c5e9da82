"""PostgreSQL killed with everything that belongs to it, as when the machine stops, and started again."""

from __future__ import annotations

import os
import pwd
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

LONGEST = 60  # seconds until it answers again; longer is a finding


class NeverCameBack(RuntimeError):
    """The server did not answer in time after it was killed."""


def folder() -> Path:
    """Where its data lie, asked of the server itself."""
    import psycopg
    from django.db import connections

    place = connections["default"].settings_dict
    with psycopg.connect(host=place["HOST"], port=place["PORT"], user="postgres", dbname="postgres") as administrator:
        ((path,),) = administrator.execute("SHOW data_directory").fetchall()
    return Path(path)


_data: list[Path] = []


def know() -> Path:
    """Remembers where the data lie, for when nobody can be asked."""
    if not _data:
        _data.append(folder())
    return _data[0]


def kill() -> None:
    """All processes of the server end at once, and say nothing to anybody."""
    postmaster = int((_data[0] / "postmaster.pid").read_text().split("\n")[0])
    those = [postmaster, *(pid for pid, parent, _ in _processes() if parent == postmaster)]
    for pid in those:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    while {pid for pid, _, is_zombie in _processes() if not is_zombie} & set(those):
        os.sched_yield()


def _processes() -> Iterator[tuple[int, int, bool]]:
    """(process, parent, whether it has ended and nobody has asked how)."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        yield int(path.parent.name), int(parent), state == "Z"


def start_again() -> float:
    """Starts it as it was started, and waits until it answers; how many seconds that took."""
    from scripts.with_postgres import binaries

    began, data = time.monotonic(), _data[0]
    as_postgres: dict = {}
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        as_postgres = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    options = shlex.join(shlex.split((data / "postmaster.opts").read_text())[3:])  # after program, -D and folder
    for left in (data / "postmaster.pid", *data.parent.glob(".s.PGSQL.*")):
        left.unlink()  # a zombie may still bear the number that stands there
    command = [binaries() / "pg_ctl", "-D", data, "-w", "-t", str(LONGEST), "-l", data.parent / "log", "-o", options]
    try:
        subprocess.run(
            [*command, "start"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=data.parent,
            timeout=2 * LONGEST, **as_postgres,
        )  # fmt: skip
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as trouble:
        raise NeverCameBack(f"after {time.monotonic() - began:.0f} s") from trouble
    return time.monotonic() - began
