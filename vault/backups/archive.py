"""One archive of a backup: a tar of plain files and, last, `manifest.json` with the SHA-256 of each.

Members bear neither owner nor time: what differs between two archives is what was kept. An archive appears under its
name when it is whole and on the disk, and is read back only after every digest was compared, with a manifest that the
INDEX root vouches for: whoever keeps archives can damage them, and can't make one.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from hmac import compare_digest
from pathlib import Path
from typing import IO, Any

from vault import keyring
from vault.errors import BackupRefused
from vault.wraps import fsync_directory

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"  # the member that holds the database's copy
PIECE = 1 << 20
LARGEST_MANIFEST = 1 << 28  # of a million sealed files, twice


class _Hashed:
    """A file that is hashed as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


class Archive:
    """An archive that is being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.digests: dict[str, str] = {}

    def add(self, name: str, file: IO[bytes], size: int) -> None:
        """Keep SIZE bytes of an open file under NAME."""
        hashed = _Hashed(file)
        self.tar.addfile(_member(name, size), hashed)  # type: ignore[arg-type]
        self.digests[name] = hashed.digest.hexdigest()

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            self.add(name, file, os.fstat(file.fileno()).st_size)

    def add_tree(self, name: str, folder: Path) -> None:
        """Keep every file below FOLDER, but those that are still being written (their names begin with a dot)."""
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
            self.add_file(f"{name}/{path.relative_to(folder).as_posix()}", path)


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


@contextmanager
def written(path: Path, about: dict[str, Any]) -> Iterator[Archive]:
    """An archive to fill, which bears the name PATH when the block ends well; its manifest begins with ABOUT."""
    part = path.with_name(f".{path.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                archive = Archive(tar)
                yield archive
                manifest = {"format": FORMAT, **about, "files": archive.digests}
                content = json.dumps({**manifest, "mac": _mac(manifest)}, indent=1, sort_keys=True).encode()
                tar.addfile(_member(MANIFEST, len(content)), io.BytesIO(content))
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    fsync_directory(path.parent)


def checked(path: Path) -> dict[str, Any]:
    """The manifest of an archive, every member compared with it. BackupRefused where anything is wrong."""
    try:
        digests: dict[str, str] = {}
        manifest: dict[str, Any] = {}
        with tarfile.open(path, "r:") as tar:
            for member in tar:
                if manifest or not _is_plain(member) or member.name in digests:
                    raise BackupRefused(f"{path.name} holds what no backup does; nothing was restored.")
                file = tar.extractfile(member)
                assert file is not None  # it is a regular file
                if member.name == MANIFEST:
                    manifest = json.loads(file.read())
                else:
                    digests[member.name] = _digest(file)
        if manifest.get("format") != FORMAT:
            raise BackupRefused(f"{path.name} is cut short or of another version; nothing was restored.")
        if not compare_digest(str(manifest.pop("mac", "")).encode(), _mac(manifest).encode()):
            raise BackupRefused(f"{path.name} was not made with these roots, or was changed; nothing was restored.")
        if manifest["files"] != digests:
            raise BackupRefused(f"{path.name} was changed since it was made; nothing was restored: take another copy.")
        return manifest
    except FileNotFoundError:
        raise BackupRefused(f"There is no {path.name} in this folder; nothing was restored.") from None
    except (tarfile.TarError, EOFError, ValueError, KeyError, AttributeError):
        raise BackupRefused(f"{path.name} is no archive of ours, or is damaged; nothing was restored.") from None


def _mac(manifest: dict[str, Any]) -> str:
    """What nobody can give a manifest without the INDEX root."""
    return keyring.mac("backup.manifest", json.dumps(manifest, sort_keys=True).encode()).hex()


def _is_plain(member: tarfile.TarInfo) -> bool:
    """Whether a member is an ordinary file inside its archive's folder; the manifest, no larger than it can be."""
    parts = member.name.split("/")
    inside = not member.name.startswith("/") and "" not in parts and ".." not in parts
    fits = member.name != MANIFEST or member.size <= LARGEST_MANIFEST
    return member.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not member.issparse() and inside and fits


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def unpacked(path: Path, targets: dict[str, Path], digests: dict[str, str]) -> None:
    """Write the members of an archive whose manifest was `checked` and gave these digests: each below (or, for one
    file, to) the target of its first part, durably. Nothing that is there is written over; what changed since raises.
    """
    with tarfile.open(path, "r:") as tar:
        for member in tar:
            first, _, rest = member.name.partition("/")
            if member.name == MANIFEST or first not in targets:
                continue
            file = tar.extractfile(member)
            assert file is not None
            hashed = _Hashed(file)
            _put(hashed, targets[first] / rest if rest else targets[first])
            if digests.get(member.name) != hashed.digest.hexdigest():
                raise BackupRefused(f"{path.name} was changed while it was read: what was restored doesn't count.")
    for target in targets.values():
        for folder in (target, *target.rglob("*")) if target.is_dir() else ():
            if folder.is_dir():
                fsync_directory(folder)


def _put(file: _Hashed, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
        while piece := file.read(PIECE):
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
