"""A sealed value of which one bit has turned on the disk."""

from __future__ import annotations

from django.db import connections, models


def damage(row: models.Model, column: str) -> None:
    """Turns the last bit of what is sealed in COLUMN of this row, past every signal."""
    stored = type(row)._base_manager.get(pk=row.pk)
    envelope = bytearray(getattr(stored, column)._envelope)
    envelope[-1] ^= 1
    connection = connections[stored._state.db]
    key = row.pk.hex if connection.vendor == "sqlite" else row.pk
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", [bytes(envelope), key])
