"""What a provider of root keys promises, and the part that all providers with readable roots share."""

from __future__ import annotations

import hmac
from abc import ABC, abstractmethod
from itertools import combinations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault import entropy
from vault.datakey import derive
from vault.errors import RootsRefused, SealBroken
from vault.purpose import Purpose

ROOT_SIZE = 32


class Provider(ABC):
    """Holds the roots and never gives them away. `context` is bound into a wrap: purpose, owner and key id."""

    @abstractmethod
    def wrap(self, purpose: Purpose, context: bytes, secret: bytes) -> bytes: ...

    @abstractmethod
    def unwrap(self, purpose: Purpose, context: bytes, wrapped: bytes) -> bytes: ...

    @abstractmethod
    def mac(self, label: str, message: bytes) -> bytes:
        """HMAC-SHA-256 under the INDEX root's key for `label`."""

    @abstractmethod
    def signing_key(self) -> Ed25519PrivateKey:
        """The log's signing key, from the AUDIT root."""

    @abstractmethod
    def health(self) -> list[str]:
        """One sentence with its remedy for everything that forbids a start; empty when all is well."""

    @abstractmethod
    def make_roots(self) -> list[Purpose]:
        """Make the roots that are not there yet and name them; never touches one that is."""

    @abstractmethod
    def destroy(self, purpose: Purpose) -> None:
        """Destroy a root: everything sealed under it is gone."""


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
        for one, other in combinations(sorted(roots), 2):
            if hmac.compare_digest(roots[one], roots[other]):
                wrong.append(
                    f"The roots {one} and {other} are equal: make a new installation with `manage.py init_keys`."
                )
        return wrong

    def _root(self, purpose: Purpose) -> bytes:
        if self._opened is None:
            wrong = self.health()
            if wrong:
                raise RootsRefused(wrong[0])
            self._opened = self._read()[0]
        return self._opened[purpose]

    def _aead(self, purpose: Purpose) -> AESGCM:
        if purpose not in self._wrapping:
            self._wrapping[purpose] = AESGCM(derive(self._root(purpose), b"lindung wrap 1 " + purpose.encode()))
        return self._wrapping[purpose]

    def wrap(self, purpose: Purpose, context: bytes, secret: bytes) -> bytes:
        nonce = entropy.random_bytes(12)
        return nonce + self._aead(purpose).encrypt(nonce, secret, context)

    def unwrap(self, purpose: Purpose, context: bytes, wrapped: bytes) -> bytes:
        try:
            return self._aead(purpose).decrypt(wrapped[:12], wrapped[12:], context)
        except (InvalidTag, ValueError):
            raise SealBroken("key", f"the wrap of a {purpose} key") from None

    def mac(self, label: str, message: bytes) -> bytes:
        key = self._columns.get(label)
        if key is None:
            key = self._columns[label] = derive(self._root(Purpose.INDEX), b"lindung index 1 " + label.encode())
        return hmac.digest(key, message, "sha256")

    def signing_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(derive(self._root(Purpose.AUDIT), b"lindung log signature 1"))
