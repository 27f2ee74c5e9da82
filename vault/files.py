"""Sealed files: evidence and attachments, streamed, so that a film is sealed in the memory of one chunk.

The construction is age's STREAM (`vault.stream`). Its key is expanded from the owner's data key, bound to owner, name
and a random salt.
A file, format 1: format (1 byte), key id (4), salt (16), commitment tag (32), chunks.
Its name in the store is derived from the same key: whoever reads the store learns no name. Where the store is, folder
or bucket, `vault.objects` says; it sees what is sealed here and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hmac import compare_digest
from typing import IO, Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vault import entropy, keyring, objects, stream
from vault.datakey import ID_SIZE, DataKey, derive
from vault.errors import FileRefused, SealBroken
from vault.framing import framed
from vault.objects.base import ObjectStore, Readable
from vault.purpose import Purpose
from vault.stream import CHUNK, TAG

FORMAT = 1
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


def _digest(file: Readable) -> str:
    digest = hashlib.sha256()
    while piece := file.read(CHUNK):
        digest.update(piece)
    return digest.hexdigest()


class _Pieces:
    """What is opened, chunk by chunk, as a file to seal."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces

    def read(self, size: int) -> bytes:
        return next(self.pieces, b"")


class SealedFiles:
    """The sealed files of one purpose, in the store that the folder of this setting stands for."""

    def __init__(self, purpose: Purpose, directory_setting: str) -> None:
        self.purpose = purpose
        self.directory_setting = directory_setting
        _stores.append(self)

    @property
    def objects(self) -> ObjectStore:
        return objects.of(self.directory_setting)

    def _hidden(self, owner: UUID, name: str, key: DataKey) -> str:
        return derive(key.secret, b"lindung file name 1" + framed(owner.bytes, name.encode()), 16).hex()

    def _all_hidden(self, owner: UUID, name: str) -> list[str]:
        """What the file may be called there, by the owner's keys, the newest last: an earlier one may have named it."""
        return [self._hidden(owner, name, key) for key in keyring.current(self.purpose, owner).by_id.values()]

    def _found(self, owner: UUID, name: str) -> str | None:
        exists = self.objects.exists
        return next((hidden for hidden in reversed(self._all_hidden(owner, name)) if exists(owner, hidden)), None)

    def write(self, owner: UUID, name: str, content: IO[bytes]) -> FileRecord:
        """Seal `content`, byte for byte, durable when this returns. Mints the owner's key when it has none.

        Raises FileRefused for an empty content and for a name that is taken, StoreAway where the store doesn't answer;
        nothing is left behind then.
        """
        keyring.mint(self.purpose, owner)
        key = keyring.current(self.purpose, owner).newest
        if self._found(owner, name) is not None:
            raise FileRefused("a sealed file is never overwritten: choose another name")
        return self._write(key, owner, name, content)

    def _write(self, key: DataKey, owner: UUID, name: str, content: IO[bytes], *, again: bool = False) -> FileRecord:
        try:
            with self.objects.writing(owner, self._hidden(owner, name, key), again=again) as take:
                return self._seal(key, owner, name, content, take)
        except FileExistsError:
            raise FileRefused("a sealed file is never overwritten: choose another name") from None

    def key_ids(self, owner: UUID) -> set[bytes]:
        """The ids of the keys that the owner's files stand under, as their first bytes name them."""
        return {beginning[1:] for beginning in self.objects.beginnings(owner, 1 + ID_SIZE)}

    def is_waiting(self, owner: UUID, name: str) -> bool:
        """Whether the file lies there under a key that is not the owner's newest."""
        return any(self.objects.exists(owner, hidden) for hidden in self._all_hidden(owner, name)[:-1])

    def reseal(self, owner: UUID, name: str) -> str:
        """Seal the file anew under the owner's newest key, durably, beside the one there is; its sealed digest.

        One that a killed rotation has sealed anew stays; what it had written by half goes. Raises SealBroken where the
        earlier one does not open.
        """
        kept = self.objects
        *earlier, newest = self._all_hidden(owner, name)
        kept.forget_half(owner, newest)
        if kept.exists(owner, newest):
            with kept.open(owner, newest) as file:
                return _digest(file)
        source = next(hidden for hidden in reversed(earlier) if kept.exists(owner, hidden))
        key = keyring.current(self.purpose, owner).newest
        content: Any = _Pieces(self._open(owner, name, source))
        return self._write(key, owner, name, content, again=True).sealed_sha256

    def forget_earlier(self, owner: UUID, name: str) -> None:
        """Remove what stands under earlier keys, once the file lies there under the newest."""
        *earlier, newest = self._all_hidden(owner, name)
        if self.objects.exists(owner, newest):
            self.objects.delete(owner, *earlier)

    def _seal(
        self, key: DataKey, owner: UUID, name: str, content: IO[bytes], take: Callable[[bytes], object]
    ) -> FileRecord:
        salt = entropy.random_bytes(SALT_SIZE)
        cipher, tag = _chunk_key(key, owner, name, salt)
        plain, sealed, size = hashlib.sha256(), hashlib.sha256(), 0
        if hasattr(content, "seek"):
            content.seek(0)
        header = bytes([FORMAT]) + key.id + salt + tag
        take(header)
        sealed.update(header)
        for chunk, piece in stream.sealed(cipher, content):
            plain.update(chunk)
            size += len(chunk)
            sealed.update(piece)
            take(piece)
        if not size:
            raise FileRefused("the file is empty: there is nothing to seal")
        if size != (getattr(content, "size", None) or size):
            raise FileRefused("the file did not arrive whole: nothing of it was sealed")
        return FileRecord(name, size, plain.hexdigest(), sealed.hexdigest())

    def read(self, owner: UUID, name: str) -> Iterator[bytes]:
        """The content in chunks; only `audit.reveal` may call this. Raises SealBroken at the first chunk that is wrong.

        A file that was cut shows it at its end only, as with every streamed format: what came before is genuine.
        Raises StoreAway, where the store doesn't answer, before anything is read or at the chunk that doesn't come.
        """
        return self._open(owner, name, self._there(owner, name))

    def _there(self, owner: UUID, name: str) -> str:
        hidden = self._found(owner, name)
        if hidden is None:
            raise FileRefused("there is no sealed file of this name and owner")
        return hidden

    def _file(self, owner: UUID, name: str, hidden: str) -> AbstractContextManager[Readable]:
        """The file that lay there, which may have been sealed anew since it was found."""
        try:
            return self.objects.open(owner, hidden)
        except FileNotFoundError:
            pass
        return self.objects.open(owner, self._there(owner, name))

    def _open(self, owner: UUID, name: str, hidden: str) -> Iterator[bytes]:
        with self._file(owner, name, hidden) as file:
            header = stream.full(file, HEADER_SIZE)
            if len(header) < HEADER_SIZE or header[0] != FORMAT:
                raise SealBroken("format" if header else "empty", "a file")
            key = keyring.key(self.purpose, owner, header[1 : 1 + ID_SIZE])
            if key is None:
                raise SealBroken("key", "a file")
            cipher, tag = _chunk_key(key, owner, name, header[1 + ID_SIZE : 1 + ID_SIZE + SALT_SIZE])
            if not compare_digest(header[-32:], tag):
                raise SealBroken("commitment", "a file")
            yield from stream.opened(cipher, file)

    def exists(self, owner: UUID, name: str) -> bool:
        """Whether a sealed file of this name is there."""
        return self._found(owner, name) is not None

    def size(self, owner: UUID, name: str) -> int:
        """The size of the content, from the sealed file's."""
        body = self.objects.size(owner, self._there(owner, name)) - HEADER_SIZE
        return body - TAG * -(-body // (CHUNK + TAG))

    def delete(self, owner: UUID, name: str) -> None:
        """Remove the sealed file; what makes it unreadable for good is shredding the owner's key."""
        self.objects.delete(owner, *self._all_hidden(owner, name))

    def delete_all(self, owner: UUID) -> None:
        """Remove every sealed file of an owner, whose key may be gone already. Does nothing where there is none."""
        self.objects.delete_all(owner)


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
