"""The way back. Only `audit.reveal`, `access.mfa` and two that tell no value, `vault.matching` and `vault.reseal`, may
import this."""

from __future__ import annotations

from collections.abc import Iterable
from hmac import compare_digest
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag

from vault import keyring
from vault.cipher import HEAD_SIZE, OVERHEAD, REVISION_END, key_id_of, revision_of
from vault.datakey import FORMAT, ID_SIZE, PREFIX_SIZE, DataKey
from vault.errors import NotOpenable, SealBroken
from vault.fields import sealed_fields
from vault.padding import unpad
from vault.purpose import Purpose


def open_envelope(key: DataKey, place: bytes, row: bytes, envelope: bytes) -> bytes:
    """The block of an envelope that stands in column `place` of this row (a UUID's bytes).

    Raises SealBroken where it was sealed under another key (`commitment`), or was moved or altered (`context`).
    """
    if not compare_digest(envelope[:PREFIX_SIZE], key.prefix):
        raise SealBroken("commitment")
    try:
        return key.decrypt(
            envelope[REVISION_END:HEAD_SIZE],
            envelope[HEAD_SIZE:],
            key.places[place] + row + envelope[PREFIX_SIZE:REVISION_END],
        )
    except (InvalidTag, ValueError):
        pass
    raise SealBroken("context")


def key_for(purpose: Purpose, owner: UUID, envelope: bytes) -> DataKey:
    """The one of the owner's keys that an envelope names."""
    if envelope[:1] != bytes([FORMAT]) or len(envelope) <= OVERHEAD:
        raise SealBroken("format")
    key = keyring.key(purpose, owner, key_id_of(envelope))
    if key is None:
        raise SealBroken("key")
    return key


def open_field(instance: Any, name: str) -> Any:
    """The text or JSON value of one sealed field; see `open_fields`."""
    return open_fields(instance, (name,))[name]


def open_fields(instance: Any, names: Iterable[str]) -> dict[str, Any]:
    """The text or JSON values of sealed fields of a row by name, None where a field is NULL.

    Raises SealBroken where an envelope was moved, altered or sealed at another revision of its row, KeyMissing without
    the owner's key, NotOpenable for a value that was assigned and not yet saved.
    """
    opened: dict[str, Any] = {}
    fields = sealed_fields(instance.__class__)  # of what is lazy, too: whoever signed in
    state = instance.__dict__
    newest = None
    for name in names:
        field = fields[name]
        sealed = state[name] if name in state else getattr(instance, name)
        if sealed is None:
            opened[name] = None
            continue
        envelope = sealed._envelope
        if envelope is None:
            raise NotOpenable(f"{field} was assigned but not saved")
        if newest is None:
            purpose, owner = instance.sealed_purpose, field.owner_of(instance)
            newest = keyring.keys_of(purpose, owner).newest
            known = newest.prefix[: 1 + ID_SIZE]
            row = instance.id.bytes
            revision = instance.revision.to_bytes(4, "big")
        try:
            key = newest if envelope.startswith(known) else key_for(purpose, owner, envelope)
            if revision_of(envelope) != revision:
                raise SealBroken("revision")
            opened[name] = field.decode(unpad(open_envelope(key, field.place, row, envelope)))
        except SealBroken as broken:
            raise SealBroken(broken.kind, f"{field.place_name} {instance.id}") from None
    return opened
