"""Sealed files: evidence and attachments, streamed, so that a film is sealed in the memory of one chunk.

The construction is age's STREAM (age-encryption.org/v1): chunks of 64 KiB under ChaCha20-Poly1305, each with a nonce
of an 11-byte counter and a byte that is 1 on the last chunk, so that a cut, reordered, doubled or lengthened file
does not open. The file key is expanded from the owner's data key, bound to owner, name and a random salt.
A file, format 1: format (1 byte), key id (4), salt (16), commitment tag (32), chunks.
Its name on the disk is derived from the same key: the disk tells neither a name nor what belongs together.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from django.conf import settings

from vault import entropy, keyring
from vault.datakey import ID_SIZE, DataKey, derive
from vault.errors import FileRefused, SealBroken
from vault.framing import framed
from vault.purpose import Purpose
from vault.wraps import fsync_directory

FORMAT = 1
CHUNK = 64 * 1024
TAG = 16
SALT_SIZE = 16
HEADER_SIZE = 1 + ID_SIZE + SALT_SIZE + 32


@dataclass(frozen=True)
class FileRecord:
    """What is known of a sealed file. `sha256` is the content's (chain of custody); the log takes the sealed one."""

    name: str
    size: int
    sha256: str
    sealed_sha256: str


def _chunk_key(key: DataKey, owner: UUID, name: str, salt: bytes) -> tuple[ChaCha20Poly1305, bytes]:
    """The file's cipher and its commitment tag."""
    made = derive(key.secret, b"lindung file 1" + framed(key.id, owner.bytes, name.encode(), salt), 64)
    return ChaCha20Poly1305(made[:32]), made[32:]


def _nonce(counter: int, *, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _full(file: IO[bytes], size: int) -> bytes:
    """`size` bytes, fewer only at the end."""
    parts = []
    while size and (part := file.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _with_last(file: IO[bytes], size: int) -> Iterator[tuple[int, bytes, bool]]:
    """(number, chunk, is it the last) over a file."""
    number, chunk = 0, _full(file, size)
    while chunk:
        following = _full(file, size)
        yield number, chunk, not following
        number, chunk = number + 1, following


class _Pieces:
    """What is opened, chunk by chunk, as a file to seal."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces

    def read(self, size: int) -> bytes:
        return next(self.pieces, b"")


class SealedFiles:
    """The sealed files of one purpose under one directory."""

    def __init__(self, purpose: Purpose, directory_setting: str) -> None:
        self.purpose = purpose
        self.directory_setting = directory_setting
        _stores.append(self)

    def _folder(self, owner: UUID) -> Path:
        return Path(getattr(settings, self.directory_setting)) / owner.hex[:2] / owner.hex

    def _path(self, owner: UUID, name: str, key: DataKey) -> Path:
        hidden = derive(key.secret, b"lindung file name 1" + framed(owner.bytes, name.encode()), 16)
        return self._folder(owner) / hidden.hex()

    def _paths(self, owner: UUID, name: str) -> list[Path]:
        """Where the file may lie, by the owner's keys, the newest last: an earlier one may have named it."""
        return [self._path(owner, name, key) for key in keyring.current(self.purpose, owner).by_id.values()]

    def _found(self, owner: UUID, name: str) -> Path | None:
        return next((path for path in reversed(self._paths(owner, name)) if path.exists()), None)

    def write(self, owner: UUID, name: str, content: IO[bytes]) -> FileRecord:
        """Seal `content`, byte for byte, durable when this returns. Mints the owner's key when it has none.

        Raises FileRefused for an empty content and for a name that is taken; nothing is left behind then.
        """
        keyring.mint(self.purpose, owner)
        key = keyring.current(self.purpose, owner).newest
        if self._found(owner, name) is not None:
            raise FileRefused("a sealed file is never overwritten: choose another name")
        return self._write(key, owner, name, content, f".{entropy.random_bytes(8).hex()}")

    def _write(self, key: DataKey, owner: UUID, name: str, content: IO[bytes], half_written: str) -> FileRecord:
        path = self._path(owner, name, key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_name(half_written)
        try:
            record = self._seal(key, owner, name, content, temporary)
            os.link(temporary, path)
        except FileExistsError:
            raise FileRefused("a sealed file is never overwritten: choose another name") from None
        finally:
            temporary.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
            fsync_directory(folder)
        return record

    def key_ids(self, owner: UUID) -> set[bytes]:
        """The ids of the keys that the owner's files stand under, as their first bytes name them."""
        folder, found = self._folder(owner), set()
        for path in folder.iterdir() if folder.is_dir() else ():
            if not path.name.startswith("."):
                with path.open("rb") as file:
                    found.add(file.read(1 + ID_SIZE)[1:])
        return found

    def is_waiting(self, owner: UUID, name: str) -> bool:
        """Whether the file lies there under a key that is not the owner's newest."""
        return any(path.exists() for path in self._paths(owner, name)[:-1])

    def reseal(self, owner: UUID, name: str) -> str:
        """Seal the file anew under the owner's newest key, durably, beside the one there is; its sealed digest.

        One that a killed rotation has sealed anew stays; what it had written by half goes. Raises SealBroken where the
        earlier one does not open.
        """
        *earlier, path = self._paths(owner, name)
        half_written = path.with_name(f".{path.name}")
        half_written.unlink(missing_ok=True)
        if path.exists():
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        source = next(one for one in reversed(earlier) if one.exists())
        key = keyring.current(self.purpose, owner).newest
        content: Any = _Pieces(self._open(owner, name, source))
        return self._write(key, owner, name, content, half_written.name).sealed_sha256

    def forget_earlier(self, owner: UUID, name: str) -> None:
        """Remove what stands under earlier keys, once the file lies there under the newest."""
        *earlier, path = self._paths(owner, name)
        if path.exists():
            for one in earlier:
                one.unlink(missing_ok=True)
            fsync_directory(path.parent)

    def _seal(self, key: DataKey, owner: UUID, name: str, content: IO[bytes], target: Path) -> FileRecord:
        salt = entropy.random_bytes(SALT_SIZE)
        cipher, tag = _chunk_key(key, owner, name, salt)
        plain, sealed, size = hashlib.sha256(), hashlib.sha256(), 0
        if hasattr(content, "seek"):
            content.seek(0)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            header = bytes([FORMAT]) + key.id + salt + tag
            file.write(header)
            sealed.update(header)
            for number, chunk, last in _with_last(content, CHUNK):
                plain.update(chunk)
                size += len(chunk)
                piece = cipher.encrypt(_nonce(number, last=last), chunk, None)
                sealed.update(piece)
                file.write(piece)
            if not size:
                raise FileRefused("the file is empty: there is nothing to seal")
            if size != (getattr(content, "size", None) or size):
                raise FileRefused("the file did not arrive whole: nothing of it was sealed")
            file.flush()
            os.fsync(file.fileno())
        return FileRecord(name, size, plain.hexdigest(), sealed.hexdigest())

    def read(self, owner: UUID, name: str) -> Iterator[bytes]:
        """The content in chunks; only `audit.reveal` may call this. Raises SealBroken at the first chunk that is wrong.

        A file that was cut shows it at its end only, as with every streamed format: what came before is genuine.
        """
        path = self._found(owner, name)
        if path is None:
            raise FileRefused("there is no sealed file of this name and owner")
        return self._open(owner, name, path)

    def _file(self, owner: UUID, name: str, path: Path) -> IO[bytes]:
        """The file that lay there, which may have been sealed anew since it was found."""
        try:
            return path.open("rb")
        except FileNotFoundError:
            pass
        again = self._found(owner, name)
        if again is None:
            raise FileRefused("there is no sealed file of this name and owner")
        return again.open("rb")

    def _open(self, owner: UUID, name: str, path: Path) -> Iterator[bytes]:
        with self._file(owner, name, path) as file:
            header = _full(file, HEADER_SIZE)
            if len(header) < HEADER_SIZE or header[0] != FORMAT:
                raise SealBroken("format" if header else "empty", "a file")
            key = keyring.key(self.purpose, owner, header[1 : 1 + ID_SIZE])
            if key is None:
                raise SealBroken("key", "a file")
            cipher, tag = _chunk_key(key, owner, name, header[1 + ID_SIZE : 1 + ID_SIZE + SALT_SIZE])
            if not compare_digest(header[-32:], tag):
                raise SealBroken("commitment", "a file")
            complete = False
            for number, chunk, last in _with_last(file, CHUNK + TAG):
                yield self._chunk(cipher, number, chunk, last=last)
                complete = last
            if not complete:
                raise SealBroken("cut", "a file")

    @staticmethod
    def _chunk(cipher: ChaCha20Poly1305, number: int, chunk: bytes, *, last: bool) -> bytes:
        try:
            content = cipher.decrypt(_nonce(number, last=last), chunk, None)
        except InvalidTag:
            content = b""
        if not content:
            raise SealBroken("chunk", f"chunk {number} of a file")
        return content

    def exists(self, owner: UUID, name: str) -> bool:
        """Whether a sealed file of this name is there."""
        return self._found(owner, name) is not None

    def size(self, owner: UUID, name: str) -> int:
        """The size of the content, from the sealed file's."""
        path = self._found(owner, name)
        if path is None:
            raise FileRefused("there is no sealed file of this name and owner")
        body = path.stat().st_size - HEADER_SIZE
        return body - TAG * -(-body // (CHUNK + TAG))

    def delete(self, owner: UUID, name: str) -> None:
        """Remove the sealed file; what makes it unreadable for good is shredding the owner's key."""
        for path in self._paths(owner, name):
            if path.exists():
                path.unlink()
                fsync_directory(path.parent)

    def delete_all(self, owner: UUID) -> None:
        """Remove every sealed file of an owner, whose key may be gone already. Does nothing where there is none."""
        folder = self._folder(owner)
        if folder.exists():
            shutil.rmtree(folder)
            fsync_directory(folder.parent)


_stores: list[SealedFiles] = []


def stores(purpose: Purpose) -> list[SealedFiles]:
    """All places where files lie under keys of this purpose."""
    return [store for store in _stores if store.purpose == purpose]


@dataclass(frozen=True)
class NamedByRows:
    """How a model's rows name sealed files, as its `sealed_files`: where they lie, by which lookup the owner's id is
    found, and for each column of names the one that holds the sealed file's digest. A rotation writes that, so whoever
    changes such a row locks it and loads it anew first."""

    store: SealedFiles
    owner: str
    digests: dict[str, str]


sealed_files = SealedFiles(Purpose.EVIDENCE, "SEALED_FILES_DIR")
