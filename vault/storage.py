"""Sealed files as a Django storage, for what only writes."""

from __future__ import annotations

from typing import Any, NoReturn
from uuid import UUID

from django.core.files.storage import Storage

from vault.errors import FileRefused
from vault.files import SealedFiles, sealed_files


class SealedFileStorage(Storage):
    """Names are `<owner's UUID>/<name>`; nothing is opened here."""

    def __init__(self, files: SealedFiles = sealed_files) -> None:
        self.files = files

    @staticmethod
    def _parts(name: str) -> tuple[UUID, str]:
        owner, _, rest = name.replace("\\", "/").partition("/")
        try:
            return UUID(owner), rest
        except ValueError:
            pass
        raise FileRefused("a sealed file's name begins with its owner's id")

    def _save(self, name: str, content: Any) -> str:
        self.files.write(*self._parts(name), content)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def exists(self, name: str) -> bool:
        return self.files.exists(*self._parts(name))

    def delete(self, name: str) -> None:
        self.files.delete(*self._parts(name))

    def size(self, name: str) -> int:
        return self.files.size(*self._parts(name))

    def _open(self, name: str, mode: str = "rb") -> NoReturn:
        raise FileRefused("a sealed file is read through reveal_file")

    def url(self, name: str | None) -> NoReturn:
        raise FileRefused("a sealed file has no address")
