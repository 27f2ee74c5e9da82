"""Sealed columns: what is assigned is wrapped at once, what is stored is an envelope, what is read is a `Sealed`."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, models, router
from django.db.models.query_utils import DeferredAttribute

from vault import cipher, keyring, rotation
from vault.errors import NotSealed, NotText
from vault.forms import SealedFormField
from vault.framing import framed
from vault.normal import NORMALISERS
from vault.padding import pad
from vault.purpose import Purpose
from vault.sealed import MASK, Sealed

INDEX_BYTES = 3
EMPTIED = "_emptied"  # names of sealed fields of an instance that were set to None since it was loaded
RESEALED = "_resealed"  # names of those whose envelope was made anew, for the next save


class Envelope(bytes):
    """Bytes that passed the seal of their own row: the only thing a sealed column takes."""


class _Empty:
    """Django asks whether a value is among the empty ones; a `Sealed` can only answer for what it still holds."""

    def __contains__(self, value: object) -> bool:
        return value is None or (type(value) is Sealed and value._content == b"")


class SealedAttribute(DeferredAttribute):
    """Wraps what is assigned; gives a `Sealed` or None."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        field: Any = self.field
        if value is None:
            if not instance._state.adding and instance.__dict__.get(field.attname, MASK) is not None:
                instance.__dict__.setdefault(EMPTIED, set()).add(field.name)
        elif type(value) is not Sealed:
            value = Sealed(content=field.encode(value))
        elif value._row is None:
            if "id" in instance.__dict__:
                value._row = (instance.__dict__["id"], field.name)
        elif value._row != (instance.__dict__.get("id"), field.name):
            raise NotSealed(f"a sealed value of another row or field was assigned to {field}")
        instance.__dict__[field.attname] = value


class SealedField(models.BinaryField):
    """What all sealed fields share. `pad` is the one size (bytes) short values get; None gives Padmé steps."""

    descriptor_class = SealedAttribute
    empty_values = _Empty()  # type: ignore[assignment]
    place: bytes
    place_name: str

    def __init__(self, *args: Any, pad: int | None = None, **kwargs: Any) -> None:
        self.pad = pad
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def encode(self, value: Any) -> bytes:
        raise NotImplementedError

    def decode(self, content: bytes) -> Any:
        raise NotImplementedError

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only=private_only)
        self.place_name = f"{cls._meta.label_lower}.{name}"
        self.place = cipher.column(cls._meta.label_lower, name)

    @property
    def kept_apart(self) -> bool:
        """Whether it lies in another database than the log: an entry about one key would tell that something was
        written there. Such keys are renewed with all others, by `rotate_keys`."""
        return router.db_for_write(self.model) != DEFAULT_DB_ALIAS

    def owner_of(self, instance: Any) -> UUID:
        """The owner whose data key seals this row."""
        owner = getattr(instance, instance.sealed_owner)
        return owner if type(owner) is UUID else UUID(str(owner))

    def waits_for_seal(self, instance: models.Model) -> bool:
        """Whether the attribute differs from what is stored: a value that no envelope holds yet, or None instead."""
        sealed = instance.__dict__.get(self.attname)
        if sealed is None:
            return self.name in instance.__dict__.get(EMPTIED, ())
        return sealed._content is not None

    def pre_save(self, instance: Any, add: bool) -> Envelope | None:
        return self.seal(instance)

    def seal(self, instance: Any) -> Envelope | None:
        """The envelope that belongs into the database; made now for a value that waits for it."""
        sealed = getattr(instance, self.attname)
        if sealed is None:
            return None
        if sealed._content is not None:
            for index in indexes_of(type(instance), self.name):
                instance.__dict__[index.attname] = index.of(self.decode(sealed._content))
            purpose = instance.sealed_purpose
            block = pad(sealed._content, self.pad, exact=purpose == Purpose.LOCATION)
            owner = self.owner_of(instance)
            key = keyring.keys_of(purpose, owner).newest
            sealed._envelope = cipher.seal(key, self.place, instance.pk, instance.revision, block)
            if cipher.calls_for_renewal(sealed._envelope) and not self.kept_apart:
                rotation.note_due(purpose, owner, key.id)
            sealed._content = None
            sealed._row = (instance.pk, self.name)
        elif sealed._row is not None and sealed._row != (instance.pk, self.name):
            raise NotSealed(f"the value of {self} was sealed for another row")
        return Envelope(sealed._envelope)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and type(value) is not Envelope:
            raise NotSealed(f"{self} is written by save() and bulk_create() alone")
        return super().get_db_prep_value(None if value is None else bytes(value), connection, prepared)

    def from_db_value(self, value: Any, expression: object, connection: object) -> Sealed | None:
        return None if value is None else Sealed(envelope=bytes(value))

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return MASK

    def get_default(self) -> Any:
        return super(models.BinaryField, self).get_default()

    def _check_str_default_value(self) -> list:
        return []

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self} is sealed: it can be searched by a blind index alone")
        return super().get_lookup(lookup_name)

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """An empty box leaves alone what is sealed: a form never saw it."""
        untouched = data in ("", None) and isinstance(instance.__dict__.get(self.attname), Sealed)
        if not untouched or instance._state.adding:
            super().save_form_data(instance, data)

    def formfield(self, **kwargs: Any) -> Any:
        return super(models.BinaryField, self).formfield(**{"form_class": SealedFormField, **kwargs})


class SealedTextField(SealedField):
    """Sealed text. An empty text is sealed like any other; None is NULL."""

    def encode(self, value: Any) -> bytes:
        if not isinstance(value, str):
            raise NotText(f"{self} takes text")
        try:
            return value.encode("utf-8")
        except UnicodeEncodeError:
            pass
        raise NotText(f"{self} takes text without lone surrogates")

    def decode(self, content: bytes) -> str:
        return content.decode("utf-8")


class SealedJSONField(SealedField):
    """A sealed JSON value. It is taken as it is when assigned: a later change of the object does not count."""

    empty_strings_allowed = False

    def encode(self, value: Any) -> bytes:
        try:
            text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
            return text.encode("utf-8")
        except (TypeError, ValueError, RecursionError):
            pass
        raise NotText(f"{self} takes what JSON can hold")

    def decode(self, content: bytes) -> Any:
        return json.loads(content)


class BlindIndexField(models.IntegerField):
    """24 bits of an HMAC of the normalised `source`, as an integer: enough to find a row, too few to prove equality."""

    def __init__(self, *args: Any, source: str = "", normalise: str = "exact", **kwargs: Any) -> None:
        self.source = source
        self.normalise = normalise
        super().__init__(*args, **{"null": True, "blank": True, "editable": False, "db_index": True, **kwargs})

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only=private_only)
        self.column_label = f"{cls._meta.label_lower}.{name}"

    def of(self, value: str | None) -> int | None:
        """The index of a value; None for nothing."""
        normal = NORMALISERS[self.normalise](value) if value else ""
        if not normal:
            return None
        return int.from_bytes(keyring.mac(self.column_label, normal.encode("utf-8"))[:INDEX_BYTES], "big")

    def pre_save(self, instance: models.Model, add: bool) -> int | None:
        source: Any = instance._meta.get_field(self.source)
        sealed = instance.__dict__.get(source.attname)
        if sealed is None and source.attname in instance.__dict__:
            setattr(instance, self.attname, None)
        elif sealed is not None and sealed._content is not None:
            setattr(instance, self.attname, self.of(source.decode(sealed._content)))
        return getattr(instance, self.attname)


_sealed: dict[type, dict[str, SealedField]] = {}
_indexes: dict[tuple[type, str], list[BlindIndexField]] = {}


def sealed_fields(model: type[models.Model]) -> dict[str, SealedField]:
    """The sealed fields of a model by name."""
    if model not in _sealed:
        _sealed[model] = {f.name: f for f in model._meta.concrete_fields if isinstance(f, SealedField)}
    return _sealed[model]


@cache
def plain_columns(model: type[models.Model]) -> tuple[str, ...]:
    """What `only()` must name so that no sealed column, and no blind index over one, is loaded.

    Saying so by `defer()` costs more than the query, where many models refer to this one.
    """
    fields = model._meta.concrete_fields
    return tuple(f.attname for f in fields if not isinstance(f, (SealedField, BlindIndexField)))


def indexes_of(model: type[models.Model], source: str) -> list[BlindIndexField]:
    """The blind indexes over a sealed field."""
    if (model, source) not in _indexes:
        fields = model._meta.concrete_fields
        _indexes[model, source] = [f for f in fields if isinstance(f, BlindIndexField) and f.source == source]
    return _indexes[model, source]


def blind_index(model: type[models.Model], name: str, value: str | None) -> int | None:
    """What to look up in blind index `name`; None where there is nothing to look for."""
    field = model._meta.get_field(name)
    if not isinstance(field, BlindIndexField):
        raise FieldError(f"{field} is no blind index")
    return field.of(value)


def field_digests(instance: Any) -> str:
    """SHA-256, in hexadecimal, of the row's sealed state: its place, revision and every envelope. It tells no value."""
    parts = [instance._meta.concrete_model._meta.label_lower.encode(), instance.pk.bytes]
    parts.append(instance.revision.to_bytes(4, "big"))
    state = hashlib.sha256(framed(*parts))
    for name, field in sealed_fields(type(instance)).items():
        sealed = getattr(instance, name)
        if sealed is not None and sealed._envelope is None:
            raise NotSealed(f"{field} was assigned but not saved")
        envelope = b"" if sealed is None else sealed._envelope
        state.update(framed(name.encode()) + len(envelope).to_bytes(4, "big") + envelope)
    return state.hexdigest()
