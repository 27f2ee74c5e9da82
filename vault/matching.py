"""Which rows hold a value that is known already: found by a blind index, then opened and compared in here.

24 bits find a row and prove nothing, so no decision stands on an index alone. The caller learns which rows are equal
and nothing that stands in them: it reads nothing, and what it then does is its own entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vault import keyring
from vault.errors import KeyMissing, VaultError
from vault.fields import BlindIndexField
from vault.normal import NORMALISERS
from vault.unseal import open_field

if TYPE_CHECKING:
    from django.db import models


def rows_with(rows: models.QuerySet, column: str, value: str) -> list[Any]:
    """The ROWS whose sealed value equals VALUE after normalising; COLUMN is the blind index over it.

    A row that was tampered with counts as equal: who breaks a seal must not escape the comparison by it. One whose key
    was shredded holds nothing any more.
    """
    field = rows.model._meta.get_field(column)
    if not isinstance(field, BlindIndexField):
        raise TypeError(f"{field} is no blind index")
    index = field.of(value)
    if index is None:
        return []
    with keyring.held():
        return [row for row in rows.filter(**{column: index}) if _equal(row, field, value)]


def rows_like(row: models.Model, rows: models.QuerySet, column: str) -> list[Any]:
    """The ROWS that hold the same value as ROW behind the blind index COLUMN; see `rows_with`."""
    field: Any = row._meta.get_field(column)
    try:
        value = open_field(row, field.source) or ""
    except VaultError:
        return list(rows.filter(**{column: getattr(row, column)}))
    return rows_with(rows, column, value)


def _equal(row: models.Model, field: BlindIndexField, value: str) -> bool:
    normalise = NORMALISERS[field.normalise]
    try:
        return normalise(open_field(row, field.source) or "") == normalise(value)
    except KeyMissing:
        return False
    except VaultError:
        return True
