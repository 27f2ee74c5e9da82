"""Root keys in files that their owner alone may read, outside every database and its backup."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from vault import entropy
from vault.backups.folders import folder_around
from vault.errors import RootsRefused
from vault.providers.base import ROOT_SIZE, RootsProvider
from vault.purpose import Purpose
from vault.wraps import directory, fsync_directory


def root_path(purpose: Purpose) -> Path:
    """Where the root of a purpose lies."""
    return directory(purpose) / "roots" / f"{purpose}.root"


class FileProvider(RootsProvider):
    """One file of 64 hexadecimal digits per purpose, mode 0600 in a directory of mode 0700."""

    def _read(self) -> tuple[dict[Purpose, bytes], list[str]]:
        roots: dict[Purpose, bytes] = {}
        wrong: list[str] = []
        files: dict[tuple[int, int, int], list[Purpose]] = {}
        for purpose in Purpose:
            path = root_path(purpose)
            try:
                status = path.stat()
                mode = stat.S_IMODE(status.st_mode) | stat.S_IMODE(path.parent.stat().st_mode)
                text = path.read_text(encoding="ascii").strip()
            except FileNotFoundError:
                wrong.append(
                    f"The {purpose} root is missing: run `manage.py init_keys` on a new installation, else "
                    f"`manage.py keys restore {purpose}`, or put its copy back at {path}."
                )
                continue
            except (OSError, UnicodeDecodeError):
                status, mode, text = None, 0, ""  # there, but unreadable
            if mode & 0o077:
                wrong.append(f"The {purpose} root can be read by others: chmod 700 {path.parent} && chmod 600 {path}.")
            if status:
                files.setdefault((status.st_dev, status.st_ino, status.st_nlink), []).append(purpose)
            if folder := folder_around(path):
                wrong.append(f"The {purpose} root lies in a backup's folder, {folder}: move {path.parent} out of it.")
            try:
                root = bytes.fromhex(text)
            except ValueError:
                root = b""
            if len(root) == ROOT_SIZE:
                roots[purpose] = root
            else:
                wrong.append(
                    f"The {purpose} root is not 64 hexadecimal digits, or can't be read: put its copy back at {path}."
                )
        for (_, _, names), purposes in files.items():
            one, path = purposes[0], root_path(purposes[-1])
            if len(purposes) > 1:
                wrong.append(f"The roots {' and '.join(purposes)} share one file: put a root's own copy at {path}.")
            elif names > 1:  # as in a backup made of hard links
                wrong.append(
                    f"The {one} root lies under a second name: find it with `find / -samefile {path}` and remove it."
                )
        return roots, wrong

    def missing(self) -> list[Purpose]:
        return [purpose for purpose in Purpose if not os.path.lexists(root_path(purpose))]

    def make(self, purpose: Purpose) -> None:
        self.put_back(purpose, entropy.random_bytes(ROOT_SIZE))

    def put_back(self, purpose: Purpose, root: bytes) -> None:
        path = root_path(purpose)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise RootsRefused(
                f"A {purpose} root is there already and was not touched: move {path} away first, should it be wrong."
            ) from None
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(root.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        fsync_directory(path.parent)
        self.close()

    def destroy(self, purpose: Purpose) -> None:
        path = root_path(purpose)
        with path.open("r+b") as file:
            file.write(b"0" * (2 * ROOT_SIZE))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        fsync_directory(path.parent)
        self.close()
