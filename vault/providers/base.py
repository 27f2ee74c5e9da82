"""What a provider of root keys promises, and the part that all providers with readable roots share."""

from __future__ import annotations

import hmac
from abc import ABC, abstractmethod
from itertools import combinations
from typing import ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault import entropy
from vault.datakey import derive
from vault.errors import RootsRefused, SealBroken
from vault.purpose import Purpose
from vault.sealed import Closed

ROOT_SIZE = 32
NONCE_SIZE = 12
SIGNATURE_LABEL = b"lindung log signature 1"


def equal(one: str, other: str) -> str:
    """The sentence about two purposes whose roots are the same key."""
    one, other = sorted((one, other))
    return f"The roots {one} and {other} are equal: make a new installation with `manage.py init_keys`."


class Provider(Closed, ABC):
    """Holds the roots and never gives them away. `context` is bound into a wrap: purpose, owner and key id."""

    #: Why a root can't be split onto paper, or put back from it, and what to do instead; empty where it can.
    unsplittable: ClassVar[str] = ""
    unrestorable: ClassVar[str] = ""

    @abstractmethod
    def wrap(self, purpose: Purpose, context: bytes, secret: bytes) -> bytes: ...

    @abstractmethod
    def unwrap(self, purpose: Purpose, context: bytes, wrapped: bytes) -> bytes:
        """What was wrapped; SealBroken unless purpose, context and every bit are the same."""

    @abstractmethod
    def mac(self, label: str, message: bytes) -> bytes:
        """HMAC-SHA-256 under the INDEX root's key for `label`."""

    @abstractmethod
    def signing_key(self) -> Ed25519PrivateKey:
        """The log's signing key, from the AUDIT root."""

    @abstractmethod
    def health(self) -> list[str]:
        """One sentence with its remedy for everything that forbids a start; empty when all is well. Never raises."""

    @abstractmethod
    def missing(self) -> list[Purpose]:
        """The purposes whose root is nowhere; one that is there but unfit is not missing."""

    @abstractmethod
    def make(self, purpose: Purpose) -> None:
        """Make the root of a purpose that has none."""

    @abstractmethod
    def destroy(self, purpose: Purpose) -> None:
        """Destroy a root: everything sealed under it is gone."""

    @abstractmethod
    def fingerprint(self, purpose: Purpose) -> str:
        """16 hexadecimal digits that differ from root to root and tell nothing about one."""

    def root(self, purpose: Purpose) -> bytes:
        """The root itself, for paper shares alone."""
        raise RootsRefused(self.unsplittable.format(purpose=purpose))

    def put_back(self, purpose: Purpose, root: bytes) -> None:
        """Put a root where there is none; one that is there is never touched."""
        raise RootsRefused(self.unrestorable.format(purpose=purpose))

    @abstractmethod
    def close(self) -> None:
        """Let go of whatever is open; the next use opens it again."""


class RootsProvider(Provider):
    """A provider whose roots are 32 bytes each that this process can read."""

    def __init__(self) -> None:
        self._opened: dict[Purpose, bytes] | None = None
        self._wrapping: dict[Purpose, AESGCM] = {}
        self._columns: dict[str, bytes] = {}

    @abstractmethod
    def _read(self) -> tuple[dict[Purpose, bytes], list[str]]:
        """The roots that are there, and what is wrong with them or the rest."""

    def health(self) -> list[str]:
        roots, wrong = self._read()
        for one, other in combinations(roots, 2):
            if hmac.compare_digest(roots[one], roots[other]):
                wrong.append(equal(one, other))
        return wrong

    def root(self, purpose: Purpose) -> bytes:
        if self._opened is None:
            wrong = self.health()
            if wrong:
                raise RootsRefused(wrong[0])
            self._opened = self._read()[0]
        return self._opened[purpose]

    def fingerprint(self, purpose: Purpose) -> str:
        return fingerprint_of(purpose, self.root(purpose))

    def _aead(self, purpose: Purpose) -> AESGCM:
        if purpose not in self._wrapping:
            self._wrapping[purpose] = AESGCM(derive(self.root(purpose), b"lindung wrap 1 " + purpose.encode()))
        return self._wrapping[purpose]

    def wrap(self, purpose: Purpose, context: bytes, secret: bytes) -> bytes:
        nonce = entropy.random_bytes(NONCE_SIZE)
        return nonce + self._aead(purpose).encrypt(nonce, secret, context)

    def unwrap(self, purpose: Purpose, context: bytes, wrapped: bytes) -> bytes:
        try:
            return self._aead(purpose).decrypt(wrapped[:NONCE_SIZE], wrapped[NONCE_SIZE:], context)
        except (InvalidTag, ValueError):
            raise broken(purpose) from None

    def mac(self, label: str, message: bytes) -> bytes:
        key = self._columns.get(label)
        if key is None:
            key = self._columns[label] = derive(self.root(Purpose.INDEX), b"lindung index 1 " + label.encode())
        return hmac.digest(key, message, "sha256")

    def signing_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(derive(self.root(Purpose.AUDIT), SIGNATURE_LABEL))

    def close(self) -> None:
        self._opened = None
        self._wrapping.clear()
        self._columns.clear()


def fingerprint_of(purpose: Purpose, root: bytes) -> str:
    """The fingerprint of a readable root, wherever it is kept."""
    return derive(root, b"lindung root fingerprint 1 " + purpose.encode(), 8).hex()


def broken(purpose: Purpose) -> SealBroken:
    """The error of a wrap that this root, in this context, did not make."""
    return SealBroken("key", f"the wrap of a {purpose} key")
