"""Sealing anew, under a newer key or another owner's, what an earlier one sealed. The caller learns no value.

Under another key a value keeps its place, its revision and its padding; key and nonce alone are others. A blind index
over it is made again too, which gives another one where the form of names or numbers has changed since; an emptied one
stays empty. Which key a value stands under is told by the first bytes of its envelope: looking for what is left opens
nothing. Where a change of a row leaves a value alone, it goes on to the row's next revision under its newest key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import BinaryField
from django.db.models.functions import Substr

from vault import cipher, keyring, unseal
from vault.cipher import key_id_of, revision_of
from vault.datakey import ID_SIZE
from vault.errors import KeyMissing, SealBroken
from vault.fields import RESEALED, SealedField, indexes_of, sealed_fields
from vault.models import SealedModel
from vault.padding import unpad
from vault.purpose import Purpose
from vault.sealed import Sealed


def models_of(purpose: Purpose) -> list[type[SealedModel]]:
    """The models whose rows are sealed under keys of this purpose, in the order of their labels."""
    found = [m for m in apps.get_models() if issubclass(m, SealedModel) and m.sealed_purpose == purpose]
    return sorted(found, key=lambda model: model._meta.label_lower)


def key_ids(model: type[SealedModel], owners: Iterable[UUID]) -> Iterator[tuple[UUID, UUID, set[bytes]]]:
    """(row, owner, ids of the keys that its values stand under) of each row of these owners."""
    owners, column = set(owners), model.owner_column()
    one: Any = None if column else getattr(model(), model.sealed_owner)
    if not column and one not in owners:
        return
    rows = model._base_manager.order_by("pk")
    rows = rows.filter(**{f"{column}__in": owners}) if column else rows
    heads = [Substr(name, 2, ID_SIZE, output_field=BinaryField()) for name in sealed_fields(model)]
    for row, *rest in rows.values_list("pk", *([column] if column else []), *heads).iterator(chunk_size=2000):
        owner = rest.pop(0) if column else one
        yield row, owner, {bytes(head) for head in rest if head is not None}


def waiting(model: type[SealedModel], keys: Mapping[UUID, list[bytes]]) -> list[UUID]:
    """The rows of these owners that hold a value under another key than the owner's newest."""
    return [row for row, owner, found in key_ids(model, keys) if found - {keys[owner][-1]}]


def has_keys(instance: Any) -> bool:
    """Whether the keys that the row's values stand under are kept still; where not, they never open again."""
    owner = next(iter(sealed_fields(type(instance)).values())).owner_of(instance)
    try:
        kept = keyring.ids(instance.sealed_purpose, owner)
    except KeyMissing:
        return False
    found = (getattr(instance, name) for name in sealed_fields(type(instance)))
    return all(sealed is None or key_id_of(sealed._envelope) in kept for sealed in found)


def reseal(instance: Any, *, to: UUID | None = None) -> list[str]:
    """Seal the row's values that stand under an earlier key of its owner anew; the names of their fields and of
    the indexes over them.

    With TO all of them, under the newest key of that owner, whose they are then. They stand in INSTANCE, and
    `save(update_fields=…)` of these names writes them. Raises SealBroken or KeyMissing, the row left as it is, where
    one of them does not open.
    """
    made: dict[str, bytes] = {}
    indexes: dict[str, int | None] = {}
    for name, field in sealed_fields(type(instance)).items():
        sealed, purpose, owner = getattr(instance, name), instance.sealed_purpose, field.owner_of(instance)
        if sealed is None or key_id_of(sealed._envelope) == keyring.keys_of(purpose, to or owner).newest.id:
            continue
        block = _block(instance, field, sealed._envelope, instance.revision)
        newest = keyring.keys_of(purpose, to or owner).newest
        made[name] = cipher.seal(newest, field.place, instance.pk, instance.revision, block)
        for index in indexes_of(type(instance), name):
            if getattr(instance, index.attname) is not None:
                indexes[index.attname] = index.of(field.decode(unpad(block)))
    for name, envelope in made.items():
        getattr(instance, name)._envelope = envelope
    instance.__dict__.setdefault(RESEALED, set()).update(made)
    for name, made_now in indexes.items():
        setattr(instance, name, made_now)
    if to is None:
        return [*made, *indexes]
    setattr(instance, instance.sealed_owner, to)
    return [*made, *indexes, instance.sealed_owner]


def carry_on(instance: Any, stood: int, left: Mapping[str, Sealed | None]) -> list[str]:
    """Seal what a change of the row has LEFT alone, as it stood at that earlier revision, at the row's revision of now;
    the names of these fields. They stand in INSTANCE.

    What doesn't open stays as it is: it opened before no more, and what is saved beside it isn't lost for it.
    """
    carried = []
    for name, sealed in left.items():
        field = sealed_fields(type(instance))[name]
        instance.__dict__[field.attname] = sealed
        if sealed is None or sealed._envelope is None:
            continue
        try:
            block = _block(instance, field, sealed._envelope, stood)
        except (KeyMissing, SealBroken):
            continue
        newest = keyring.keys_of(instance.sealed_purpose, field.owner_of(instance)).newest
        envelope = cipher.seal(newest, field.place, instance.pk, instance.revision, block)
        instance.__dict__[field.attname] = kept = Sealed(envelope=envelope)
        kept._row = (instance.pk, name)
        carried.append(name)
    return carried


def _block(instance: Any, field: SealedField, envelope: bytes, revision: int) -> bytes:
    """What lies in the envelope of a field of this row at that REVISION; SealBroken or KeyMissing where it's shut."""
    key = unseal.key_for(instance.sealed_purpose, field.owner_of(instance), envelope)
    if revision_of(envelope) != revision.to_bytes(4, "big"):
        raise SealBroken("revision", f"{field.place_name} {instance.pk}")
    return unseal.open_envelope(key, field.place, instance.pk.bytes, envelope)
