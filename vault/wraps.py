"""The keyring's own store: one small file per owner and purpose with that owner's wrapped data keys.

It lies beside the provider and never in a database or its backup. A file's lines are `<key id> <wrap>` in
hexadecimal, the newest last; a shredded key leaves the line `shredded`, so that nobody mints it anew.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from vault import entropy
from vault.backups.folders import folder_around
from vault.errors import KeyMissing, KeyShredded, SealBroken
from vault.purpose import Purpose

SHREDDED = b"shredded\n"
OVERWRITTEN = b"0"  # a file is full of it until the mark takes its place
LONGEST = 1 << 16


def directory(purpose: Purpose) -> Path:
    """The keyring's directory for a purpose: VAULT_KEYS_DIRS may give one its own, as `location` on its own server."""
    own = getattr(settings, "VAULT_KEYS_DIRS", {})
    return Path(own.get(str(purpose), settings.VAULT_KEYS_DIR))


def fsync_directory(path: Path) -> None:
    """Make names in a directory durable."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def path_of(purpose: Purpose, owner: UUID) -> str:
    """Where an owner's wraps lie."""
    name = owner.hex
    return f"{_store(purpose)}/{name[:2]}/{name}"


@cache
def _store(purpose: Purpose) -> str:
    return os.path.join(directory(purpose), "wraps", str(purpose))


def forget() -> None:
    """Settings have changed: look anew where the store is."""
    _store.cache_clear()


def in_backups() -> list[str]:
    """A sentence for each purpose whose wraps lie in a backup's folder."""
    return [
        f"The wrapped {purpose} keys lie in a backup's folder, {folder}: move {directory(purpose)} out of it."
        for purpose in Purpose
        if (folder := folder_around(Path(_store(purpose))))
    ]


def has_wraps(purpose: Purpose) -> bool:
    """Whether any wrap of this purpose is kept."""
    return any(files for _path, _folders, files in os.walk(_store(purpose)))


def read(purpose: Purpose, owner: UUID) -> list[tuple[bytes, bytes]]:
    """The owner's (key id, wrap) pairs, newest last; KeyMissing or KeyShredded without any."""
    try:
        handle = os.open(path_of(purpose, owner), os.O_RDONLY)
        try:
            text = os.read(handle, LONGEST)
        finally:
            os.close(handle)
    except FileNotFoundError:
        text = b""
    if not text:
        raise KeyMissing(purpose, owner)
    if text == SHREDDED or not text.strip(OVERWRITTEN):
        raise KeyShredded(purpose, owner)
    try:
        pairs = [line.split() for line in text.decode("ascii").splitlines()]
        return [(bytes.fromhex(key_id), bytes.fromhex(wrap)) for key_id, wrap in pairs]
    except ValueError:
        raise SealBroken("key", f"the wraps of {purpose} {owner}") from None


def exists(purpose: Purpose, owner: UUID) -> bool:
    """Whether the owner's file is there (a shredded one is)."""
    return os.path.exists(path_of(purpose, owner))


def _line(pairs: Iterable[tuple[bytes, bytes]]) -> bytes:
    return b"".join(f"{key_id.hex()} {wrap.hex()}\n".encode("ascii") for key_id, wrap in pairs)


def _ready(folder: Path) -> bool:
    """Make a folder; True when it is new."""
    if folder.is_dir():
        return False
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return True


def _write(path: Path, content: bytes, *, sync: bool) -> Path:
    """A temporary file beside `path` with this content, all of it; none where there was no room for it."""
    temporary = path.with_name(f".{path.name}.{entropy.random_bytes(4).hex()}")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            if sync:
                os.fsync(file.fileno())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _publish(temporary: Path, path: Path) -> bool:
    """Give the file its name unless somebody was faster, who may have taken it for a dead process's since."""
    try:
        os.link(temporary, path)
    except (FileExistsError, FileNotFoundError):
        return False
    finally:
        temporary.unlink(missing_ok=True)
    return True


def _overwrite(path: Path) -> None:
    """Nothing of what stood there can be read any more."""
    with path.open("r+b") as file:
        file.write(OVERWRITTEN * path.stat().st_size)
        file.flush()
        os.fsync(file.fileno())


def _clear_half_written(path: Path) -> None:
    """What killed processes left beside `path` goes: a second copy of its wraps would outlive dropping and shredding.

    Where it is the same file under a second name, that name alone goes.
    """
    for name in os.listdir(path.parent):
        if name.startswith(f".{path.name}."):
            left = path.with_name(name)
            if not left.samefile(path):
                _overwrite(left)
            left.unlink()


def add(purpose: Purpose, owner: UUID, key_id: bytes, wrap: bytes) -> bool:
    """Keep a new owner's first wrap, durably; False when the owner has one already."""
    path = Path(path_of(purpose, owner))
    if _ready(path.parent):
        for folder in list(path.parents)[1:4]:
            fsync_directory(folder)
    made = _publish(_write(path, _line([(key_id, wrap)]), sync=True), path)
    fsync_directory(path.parent)
    return made


def add_many(purpose: Purpose, entries: Iterable[tuple[UUID, bytes, bytes]]) -> int:
    """Keep many owners' first wraps, durable when this returns; how many were new.

    One flush of the file system for all contents and one for all names, instead of two per owner.
    """
    written: list[tuple[Path, Path]] = []
    for owner, key_id, wrap in entries:
        path = Path(path_of(purpose, owner))
        _ready(path.parent)
        written.append((_write(path, _line([(key_id, wrap)]), sync=False), path))
    if not written:
        return 0
    os.sync()
    made = sum(_publish(temporary, path) for temporary, path in written)
    os.sync()
    return made


def replace(purpose: Purpose, owner: UUID, pairs: Iterable[tuple[bytes, bytes]] | None) -> None:
    """Put other wraps (None: the mark of shredding) in an owner's place, durably."""
    path = Path(path_of(purpose, owner))
    _clear_half_written(path)
    temporary = _write(path, SHREDDED if pairs is None else _line(pairs), sync=True)
    if pairs is None:
        _overwrite(path)
    os.replace(temporary, path)
    fsync_directory(path.parent)


@contextmanager
def changing(purpose: Purpose) -> Iterator[None]:
    """Inside, no other process or thread puts other wraps of this purpose in a place: what was read stays true.

    Who only reads, or mints, need not wait.
    """
    store = Path(_store(purpose))
    _ready(store)
    with _opened(store) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def alone() -> Iterator[bool]:
    """Whether nobody else on this keyring is inside; never waits. What ends a process lets the next one in."""
    folder = _kept_path("")
    _ready(folder)
    with _opened(folder) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            first = True
        except BlockingIOError:
            first = False
        yield first


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """A folder to lock: closing it, which the end of a process does too, lets the lock go."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield handle
    finally:
        os.close(handle)


def changed_at(purpose: Purpose, owner: UUID) -> float:
    """When the owner's wraps were last changed, in seconds of the epoch; KeyMissing without any."""
    try:
        return os.stat(path_of(purpose, owner)).st_mtime
    except FileNotFoundError:
        raise KeyMissing(purpose, owner) from None


def _kept_path(name: str) -> Path:
    return directory(Purpose.AUDIT) / "kept" / name


def keep(name: str, content: bytes) -> None:
    """Keep a few bytes beside the AUDIT wraps, durably: what no database and no backup of one may decide alone."""
    path = _kept_path(name)
    if _ready(path.parent):
        fsync_directory(path.parent.parent)
    os.replace(_write(path, content, sync=True), path)
    fsync_directory(path.parent)


def kept(name: str) -> bytes:
    """What was kept under that name; empty if nothing was."""
    try:
        return _kept_path(name).read_bytes()
    except FileNotFoundError:
        return b""


def owners(purpose: Purpose) -> Iterator[UUID]:
    """Everybody who has a file of this purpose, in the order of their ids."""
    base = Path(_store(purpose))
    for folder in sorted(base.iterdir()) if base.is_dir() else []:
        for path in sorted(folder.iterdir()):
            if not path.name.startswith("."):
                yield UUID(hex=path.name)
