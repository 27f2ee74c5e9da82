"""All that anybody was given on some files: the grant rows of their tickets, cases and referrals, live or not.

One statement, written out: the ORM needs milliseconds to put six queries and their union together, on every page that
asks. A test holds its rows against guardian's own.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connections, router
from django.db.models import DateTimeField, Field, UUIDField, Value

from access import grants, roots
from access.conditions import uuid_param
from access.models import Staff, Unit


class Given(NamedTuple):
    """A grant row: on a root of FILE, of the relation with this number, to an account or, not `personal`, a unit."""

    file: uuid.UUID
    root: uuid.UUID
    number: int
    whom: uuid.UUID
    personal: bool
    since: datetime
    until: datetime | None


def on_files(files: Collection[uuid.UUID]) -> list[Given]:
    """The rows of these files, persons' before units', in one query."""
    connection = connections[router.db_for_read(Staff)]
    each = [_rows(root, personal, len(files), connection) for personal in (True, False) for root in _of_files()]
    if not each or not files:
        return []
    key, moment = (_reader(field, connection) for field in (UUIDField(), DateTimeField()))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each), [uuid_param(file, connection) for file in files] * len(each))
        return [
            Given(key(file), key(root), number, key(whom), bool(personal), moment(since), moment(until))
            for file, root, number, whom, personal, since, until in cursor.fetchall()
        ]


def _of_files() -> list[Any]:
    """The kinds of roots that belong to a file."""
    return [root for root in roots.all_roots().values() if root.wall]


def _rows(root: Any, personal: bool, files: int, connection: Any) -> str:
    """The rows of one kind of root: of persons, or of units, by whose group guardian knows them."""
    q = connection.ops.quote_name
    rows = (grants.of_persons if personal else grants.of_units)(root)
    file, whom, joined = f"g.{q('content_object_id')}", f"g.{q('user_id')}", ""
    if not personal:
        whom, units = f"u.{q('id')}", q(Unit._meta.db_table)
        joined = f" LEFT OUTER JOIN {units} u ON u.{q('group_id')} = g.{q('group_id')}"
    if root.wall != root._meta.pk.name:
        joined += f" INNER JOIN {q(root._meta.db_table)} f ON f.{q('id')} = {file}"
        file = f"f.{q(root.wall)}"
    told = (file, f"g.{q('content_object_id')}", f"g.{q('permission_id')}", whom, str(int(personal)))
    columns = ", ".join((*told, f"g.{q('granted_at')}", f"g.{q('expires')}"))
    marks = ", ".join(["%s"] * files)
    return f"SELECT {columns} FROM {q(rows._meta.db_table)} g{joined} WHERE {file} IN ({marks})"  # noqa: S608


def _reader(field: Field, connection: Any) -> Callable[[Any], Any]:
    """What makes of a column's value in this database what the ORM makes of it."""
    as_told = Value(None, field)
    steps = [*connection.ops.get_db_converters(as_told), *field.get_db_converters(connection)]

    def read(value: Any) -> Any:
        for step in steps:
            value = step(value, as_told, connection)
        return value

    return read
