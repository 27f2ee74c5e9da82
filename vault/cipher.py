"""Sealing: AES-256-GCM over a padded block, bound to the place where the value stands.

An envelope, format 1: format (1 byte), key id (4), commitment tag (32), revision (4), nonce (12), ciphertext and tag.
Its context (associated data), each part after its length in two bytes: format, model, field, key id, owner, and row
(16 bytes) with revision (4). The commitment tag makes an envelope open under one key only, which AES-GCM alone does
not promise.
The way back is in `vault.unseal`.
"""

from __future__ import annotations

from uuid import UUID

from vault import entropy
from vault.datakey import FORMAT, ID_SIZE, PREFIX_SIZE, DataKey
from vault.framing import framed

REVISION_END = PREFIX_SIZE + 4
HEAD_SIZE = REVISION_END + 12
OVERHEAD = HEAD_SIZE + 16
CALLS_FOR_RENEWAL = b"\x00\x00\x00"  # a nonce that begins so


def column(model_label: str, field: str) -> bytes:
    """The part of the context that all values of one column share."""
    return framed(bytes([FORMAT]), model_label.encode(), field.encode())


def seal(key: DataKey, place: bytes, row: UUID, revision: int, block: bytes) -> bytes:
    """The envelope of `block` for column `place` of this row at this revision."""
    written = revision.to_bytes(4, "big")
    nonce = entropy.random_bytes(12)
    return key.prefix + written + nonce + key.encrypt(nonce, block, key.places[place] + row.bytes + written)


def calls_for_renewal(envelope: bytes) -> bool:
    """Whether the key that sealed this is to be renewed: one nonce in 2**24 says so. Nobody has to count, and a key
    comes to seal 2**30 values, where random nonces begin to be too few, with a probability of e**-64."""
    return envelope.startswith(CALLS_FOR_RENEWAL, REVISION_END)


def key_id_of(envelope: bytes) -> bytes:
    """The id of the data key that an envelope stands under."""
    return envelope[1 : 1 + ID_SIZE]


def revision_of(envelope: bytes) -> bytes:
    """The revision at which an envelope's value was sealed: four bytes, which compare as their numbers do."""
    return envelope[PREFIX_SIZE:REVISION_END]
