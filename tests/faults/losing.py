"""What a disk loses when the power goes: content that was not flushed, and names whose directory was not.

The system under us forgets nothing when a process is killed, so a missing `fsync` would never show. Here every change
of a file is remembered until it is flushed, and undone before the process is killed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class Name(NamedTuple):
    """A name that was given: the directory that holds it, and what takes it away again."""

    folder: str
    taken_back: Callable[[], object]


class Disk:
    """Changes of this process that a disk may not have yet."""

    def __init__(self) -> None:
        self.unflushed: dict[int, str] = {}  # by inode: where it was written
        self.former: dict[int, bytes] = {}  # by inode: what a file that is written over holds on the disk
        self.names: list[Name] = []

    def may_lose(self) -> bool:
        return bool(self.unflushed or self.names)

    def before(self, function: Any, args: tuple) -> list[Name]:
        """The names that this call is about to give; asked first, since it may put another file away."""
        name, owner = getattr(function, "__name__", ""), getattr(function, "__self__", None)
        if isinstance(owner, Path):
            made = [path for path in (owner, *owner.parents) if not path.exists()] if name == "mkdir" else []
            return [Name(str(path.parent), lambda path=path: shutil.rmtree(path)) for path in made]
        if name == "open" and not os.path.lexists(args[0]):
            return [Name(_folder(args[0]), lambda: os.unlink(args[0]))]
        if name in ("link", "replace"):
            return [Name(_folder(args[1]), _as_it_was(args[1]))]
        return []

    def after(self, function: Any, args: tuple, given: list[Name]) -> None:
        """The call was made: what it left unflushed is remembered, what it flushed forgotten."""
        name = getattr(function, "__name__", "")
        self.names += given
        if name == "open" and isinstance(function.__self__, Path):
            self.former[os.stat(function.__self__).st_ino] = function.__self__.read_bytes()
        elif name == "sync":
            self.unflushed.clear()
            self.names.clear()
        elif name == "fsync":
            inode = os.fstat(args[0]).st_ino
            self.unflushed.pop(inode, None)
            self.former.pop(inode, None)
            path = os.readlink(f"/proc/self/fd/{args[0]}")
            self.names = [one for one in self.names if one.folder != path]
        elif name == "write":
            handle = args[0] if isinstance(args[0], int) else function.__self__.fileno()
            self.unflushed[os.fstat(handle).st_ino] = os.readlink(f"/proc/self/fd/{handle}")

    def lose(self) -> None:
        """The power goes."""
        for inode, path in self.unflushed.items():
            folder = Path(path).parent
            for other in folder.iterdir() if folder.exists() else ():
                if other.is_file() and other.stat().st_ino == inode:
                    other.write_bytes(self.former.get(inode, b""))
        for name in reversed(self.names):
            try:
                name.taken_back()
            except FileNotFoundError:
                continue  # it was taken away since, or went with its folder


def _folder(path: Any) -> str:
    return os.path.dirname(os.path.abspath(path))


def _as_it_was(path: Any) -> Callable[[], object]:
    """The former file's own content under its name, or no file."""
    if not os.path.exists(path):
        return lambda: os.unlink(path)
    former = Path(path).read_bytes()

    def back() -> None:
        os.unlink(path)
        Path(path).write_bytes(former)

    return back
