"""One data key, expanded once and then held: its AES key, its commitment tag and its part of the context."""

from __future__ import annotations

from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from vault.framing import framed

FORMAT = 1
ID_SIZE = 4
SECRET_SIZE = 32
TAG_SIZE = 32
PREFIX_SIZE = 1 + ID_SIZE + TAG_SIZE


_SHA256 = SHA256()


def derive(secret: bytes, info: bytes, length: int = 32) -> bytes:
    """HKDF-Expand with SHA-256 (RFC 5869); the extract step is not needed, every secret here is uniformly random."""
    return HKDFExpand(_SHA256, length, info).derive(secret)


class Places(dict[bytes, bytes]):
    """By column: the context that all an owner's values in it share, up to the length of row and revision."""

    def __init__(self, context: bytes) -> None:
        super().__init__()
        self.context = context

    def __missing__(self, column: bytes) -> bytes:
        shared = self[column] = column + self.context + b"\x00\x14"
        return shared


class DataKey:
    """The key of one owner and purpose. Cannot be printed: its representation names its id alone."""

    __slots__ = ("context", "decrypt", "encrypt", "id", "places", "prefix", "secret")

    def __init__(self, purpose: str, owner: UUID, key_id: bytes, secret: bytes) -> None:
        where = framed(purpose.encode(), owner.bytes, key_id)
        expanded = derive(secret, b"lindung seal 1" + where, 32 + TAG_SIZE)
        aead = AESGCM(expanded[:32])
        self.id = key_id
        self.secret = secret
        self.encrypt = aead.encrypt
        self.decrypt = aead.decrypt
        self.prefix = bytes([FORMAT]) + key_id + expanded[32:]  # how every envelope under this key begins
        self.context = framed(key_id, owner.bytes)
        self.places = Places(self.context)

    def __repr__(self) -> str:
        return f"<DataKey {self.id.hex()}>"

    def __reduce_ex__(self, protocol):
        raise TypeError("a data key is never written anywhere but wrapped")
