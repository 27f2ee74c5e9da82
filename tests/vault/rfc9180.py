"""HPKE's base mode, written from RFC 9180 alone: X25519 with HKDF-SHA256, ChaCha20-Poly1305, one message.

Knows nothing of the vault and of no HPKE library; the RFC's own vectors (A.2.1) hold it to the letter.
"""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

KEM = b"KEM" + bytes.fromhex("0020")
HPKE = b"HPKE" + bytes.fromhex("0020 0001 0003")


def _extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256")


def _expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    info = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    made = block = b""
    for counter in range(1, 2 + length // 32):
        block = hmac.digest(prk, block + info + bytes([counter]), "sha256")
        made += block
    return made[:length]


def key_and_nonce(shared: bytes, info: bytes) -> tuple[bytes, bytes]:
    """KeySchedule of the base mode (5.1)."""
    context = b"\x00" + _extract(HPKE, b"", b"psk_id_hash", b"") + _extract(HPKE, b"", b"info_hash", info)
    secret = _extract(HPKE, shared, b"secret", b"")
    return _expand(HPKE, secret, b"key", context, 32), _expand(HPKE, secret, b"base_nonce", context, 12)


def _shared(exchanged: bytes, encapsulated: bytes, public: bytes) -> bytes:
    prk = _extract(KEM, b"", b"eae_prk", exchanged)
    return _expand(KEM, prk, b"shared_secret", encapsulated + public, 32)


def seal(content: bytes, public: bytes, info: bytes, ephemeral: bytes, aad: bytes = b"") -> bytes:
    """The encapsulated key, then ciphertext and tag."""
    mine = X25519PrivateKey.from_private_bytes(ephemeral)
    encapsulated = mine.public_key().public_bytes_raw()
    exchanged = mine.exchange(X25519PublicKey.from_public_bytes(public))
    key, nonce = key_and_nonce(_shared(exchanged, encapsulated, public), info)
    return encapsulated + ChaCha20Poly1305(key).encrypt(nonce, content, aad)


def open_sealed(sealed: bytes, private: bytes, info: bytes, aad: bytes = b"") -> bytes:
    """What `seal` sealed."""
    mine = X25519PrivateKey.from_private_bytes(private)
    exchanged = mine.exchange(X25519PublicKey.from_public_bytes(sealed[:32]))
    shared = _shared(exchanged, sealed[:32], mine.public_key().public_bytes_raw())
    key, nonce = key_and_nonce(shared, info)
    return ChaCha20Poly1305(key).decrypt(nonce, sealed[32:], aad)
