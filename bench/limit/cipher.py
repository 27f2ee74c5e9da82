"""Bare AES-256-GCM: one key for everything, no context."""

from __future__ import annotations

import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEY = bytes(range(32))
_aead = AESGCM(_KEY)


def seal(text: str) -> bytes:
    """Nonce and ciphertext."""
    nonce = os.urandom(12)
    return nonce + _aead.encrypt(nonce, text.encode(), None)


def unseal(envelope: bytes) -> str:
    """The way back."""
    return _aead.decrypt(envelope[:12], envelope[12:], None).decode()


def index(value: str) -> int:
    """24 bits of an HMAC."""
    return int.from_bytes(hmac.digest(_KEY, value.encode(), "sha256")[:3], "big")
