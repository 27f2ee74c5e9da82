"""Sealed objects in a folder: `<first two of the owner's id>/<the owner's id>/<hidden name>`; a dot begins the name of
what is still being written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import UUID

from vault import entropy
from vault.objects.base import ObjectStore
from vault.wraps import fsync_directory


class Folder(ObjectStore):
    """One folder, of this user alone."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def of_owner(self, owner: UUID) -> Path:
        return self.path / owner.hex[:2] / owner.hex

    def place(self, owner: UUID, name: str) -> Path:
        return self.of_owner(owner) / name

    @contextmanager
    def writing(self, owner: UUID, name: str, *, again: bool = False) -> Iterator[Callable[[bytes], object]]:
        path = self.place(owner, name)
        half_written = path.with_name(f".{name}" if again else f".{entropy.random_bytes(8).hex()}")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(half_written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                yield file.write
                file.flush()
                os.fsync(file.fileno())
            os.link(half_written, path)
        finally:
            half_written.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
            fsync_directory(folder)

    def forget_half(self, owner: UUID, name: str) -> None:
        self.place(owner, f".{name}").unlink(missing_ok=True)

    def open(self, owner: UUID, name: str) -> IO[bytes]:
        return self.place(owner, name).open("rb")

    def beginnings(self, owner: UUID, size: int) -> Iterator[bytes]:
        folder = self.of_owner(owner)
        for path in folder.iterdir() if folder.is_dir() else ():
            if not path.name.startswith("."):
                with path.open("rb") as file:
                    yield file.read(size)

    def exists(self, owner: UUID, name: str) -> bool:
        return self.place(owner, name).exists()

    def size(self, owner: UUID, name: str) -> int:
        return self.place(owner, name).stat().st_size

    def delete(self, owner: UUID, *names: str) -> None:
        folder = self.of_owner(owner)
        if folder.is_dir():
            for name in names:
                (folder / name).unlink(missing_ok=True)
            fsync_directory(folder)

    def delete_all(self, owner: UUID) -> None:
        folder = self.of_owner(owner)
        if folder.exists():
            shutil.rmtree(folder)
            fsync_directory(folder.parent)
