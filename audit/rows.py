"""What an entry says of a row it wrote: one digest over the row as it now stands: sealed columns, blind indexes, plain
columns.

Compared are the rows of every model that the smoke detector watches, and of every model with sealed columns. A model
may name plain columns that are written apart from entries, each with its reason, in `uncompared`; attributes that
count beside its columns in `compared_beside`; or declare `unrecorded = "why no entry stands behind a row"`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from functools import cache

from django.apps import apps
from django.db import models

from audit.models import AuditEntry
from audit.objects import row_key
from audit.register import watched
from audit.stamp import keyed, ours
from vault.fields import BlindIndexField, SealedField, field_digests
from vault.models import SealedModel

#: Begins, among an entry's digests, the name of a row whose values were sealed anew; the digest is the one until then.
#: The check compares it with the newest before, or sealing anew would make good whatever somebody wrote by SQL.
BEFORE = "before:"
#: The same in the earlier form, where that is another: the newest entry may be from then.
BEFORE_EARLIER = "before-earlier:"


def recorded(model: type[models.Model]) -> bool:
    """Whether an entry names the rows of MODEL that its action wrote."""
    return issubclass(model, SealedModel) or watched(model)


def compared_models() -> list[type[models.Model]]:
    """The models whose every row must be what its newest entry says."""
    return [m for m in apps.get_models() if recorded(m) and not m._meta.proxy and not getattr(m, "unrecorded", "")]


def row_digest(instance: models.Model) -> str:
    """64 hexadecimal digits: SHA-256 over the sealed state, and over the other columns under a key of the application.

    The key keeps a reader of the log from trying out what a plain column holds.
    """
    return _digest(instance, _compared(type(instance)))


def earlier_digest(instance: models.Model) -> str:
    """The same as it was made until blind indexes were compared, too."""
    fields = _compared(type(instance))
    return _digest(instance, tuple(field for field in fields if not isinstance(field, BlindIndexField)))


def says(told: bytes, instance: models.Model) -> bool:
    """Whether the digest that a newest entry tells is this row's; one of the earlier form is compared by that form."""
    return any(told == bytes.fromhex(form(instance)) for form in (row_digest, earlier_digest))


def told_before(instance: models.Model) -> dict[str, str]:
    """What the entry that seals a row anew says of it as it was until then, in either form of its newest entry."""
    name, now, earlier = row_key(instance), row_digest(instance), earlier_digest(instance)
    return {f"{BEFORE}{name}": now} | ({f"{BEFORE_EARLIER}{name}": earlier} if earlier != now else {})


def _digest(instance: models.Model, fields: Iterable[models.Field]) -> str:
    plain = {field.attname: _spelled(field, instance) for field in fields}
    plain |= {name: str(getattr(instance, name)) for name in getattr(type(instance), "compared_beside", ())}
    sealed = field_digests(instance) if isinstance(instance, SealedModel) else ""
    content = json.dumps([row_key(instance), sealed, plain], sort_keys=True, ensure_ascii=False).encode()
    return hashlib.sha256(sealed.encode() + keyed(content)).hexdigest()


def vouched(instance: models.Model, action: str) -> bool:
    """Whether the newest entry about INSTANCE was written here, by ACTION, and says exactly what its row is now.

    For what can't be undone: whoever writes a row by SQL, or puts an older state back, has no such entry.
    """
    entry = AuditEntry.objects.filter(object_id=str(instance.pk)).order_by("-time", "-id").first()
    if entry is None or entry.action != action or not ours(entry):
        return False
    return entry.digests.get(row_key(instance)) == row_digest(instance)


@cache
def _compared(model: type[models.Model]) -> tuple[models.Field, ...]:
    left_out = getattr(model, "uncompared", {})
    return tuple(
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, SealedField) and field.attname not in left_out
    )


def _spelled(field: models.Field, instance: models.Model) -> object:
    """The column's value as the database will give it back, whatever was assigned."""
    value = getattr(instance, field.attname)
    if isinstance(field, models.JSONField):
        return json.dumps(value, cls=field.encoder, sort_keys=True, ensure_ascii=False)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    value = target.to_python(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    return str(value)
