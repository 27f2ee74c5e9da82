"""Root keys in files that their owner alone may read, outside every database and its backup."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from vault import entropy
from vault.errors import RootsRefused
from vault.providers.base import ROOT_SIZE, RootsProvider
from vault.purpose import Purpose
from vault.wraps import directory, fsync_directory, has_wraps


def root_path(purpose: Purpose) -> Path:
    """Where the root of a purpose lies."""
    return directory(purpose) / "roots" / f"{purpose}.root"


class FileProvider(RootsProvider):
    """One file of 64 hexadecimal digits per purpose, mode 0600 in a directory of mode 0700."""

    def _read(self) -> tuple[dict[Purpose, bytes], list[str]]:
        roots: dict[Purpose, bytes] = {}
        wrong: list[str] = []
        for purpose in Purpose:
            path = root_path(purpose)
            try:
                mode = stat.S_IMODE(path.stat().st_mode) | stat.S_IMODE(path.parent.stat().st_mode)
                text = path.read_text(encoding="ascii").strip()
            except (OSError, UnicodeDecodeError):
                wrong.append(f"The {purpose} root is missing: run `manage.py init_keys`, or restore it to {path}.")
                continue
            if mode & 0o077:
                wrong.append(f"The {purpose} root can be read by others: chmod 700 {path.parent} && chmod 600 {path}.")
            try:
                root = bytes.fromhex(text)
            except ValueError:
                root = b""
            if len(root) == ROOT_SIZE:
                roots[purpose] = root
            else:
                wrong.append(f"The {purpose} root is not 64 hexadecimal digits: restore it to {path}.")
        return roots, wrong

    def make_roots(self) -> list[Purpose]:
        missing = [purpose for purpose in Purpose if not root_path(purpose).exists()]
        for purpose in missing:
            if has_wraps(purpose):
                raise RootsRefused(
                    f"The {purpose} root is missing but keys wrapped by it are there: restore it to "
                    f"{root_path(purpose)}; a new root would open none of them."
                )
        for purpose in missing:
            path = root_path(purpose)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(entropy.random_bytes(ROOT_SIZE).hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
            fsync_directory(path.parent)
        self._opened = None
        return missing

    def destroy(self, purpose: Purpose) -> None:
        path = root_path(purpose)
        with path.open("r+b") as file:
            file.write(b"0" * (2 * ROOT_SIZE))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        fsync_directory(path.parent)
        self._opened = None
        self._wrapping.clear()
        self._columns.clear()
