"""Newest first, by keyset over the grant rows. Reached as `access.policy.newest`.

The cost depends neither on how many roots there are nor on how many of them the person may see: per principal
(the person, each unit) and relation the first rows are read off the index, and the newest of these are the page.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Q, UUIDField
from django.db.models.expressions import Expression

from access import grants, prepared, relations, roots
from access.conditions import moment_param, uuid_param, walled_sql
from access.matrix import Scope, scope_for
from access.models import Staff
from access.permissions import Permission
from access.prepared import Prepared
from access.standing import standing_tests
from vault.fields import plain_columns

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = re.compile(r"(-?\d{1,17})\.([0-9a-f]{32})")
_LOOKUPS = {"": "= %s", "gt": "> %s", "gte": ">= %s", "lt": "< %s", "lte": "<= %s"}


def key_of(opened: datetime, pk: uuid.UUID) -> str:
    """A page's end as one word for an address: microseconds and id, nothing else."""
    return f"{(opened - _EPOCH) // timedelta(microseconds=1)}.{pk.hex}"


def read_key(key: str | None) -> tuple[datetime, uuid.UUID] | None:
    """What `key_of` wrote; anything else is as if none were given."""
    match = _KEY.fullmatch(key or "")
    if match is None:
        return None
    try:
        return _EPOCH + timedelta(microseconds=int(match[1])), uuid.UUID(match[2])
    except OverflowError:
        return None


def before(key: str | None, opened: str, pk: str) -> Q:
    """The rows after a page's end, newest first."""
    end = read_key(key)
    if end is None:
        return Q()
    moment, last = end
    return Q(**{f"{opened}__lte": moment}) & (Q(**{f"{opened}__lt": moment}) | Q(**{f"{pk}__lt": last}))


class Firsts(Expression):
    """The ids of the first roots after a page's end, for each relation of each principal: what a page can hold."""

    output_field = UUIDField()

    def __init__(self, root: type, staff_id: uuid.UUID, groups: Iterable[int], numbers: Iterable[int]) -> None:
        super().__init__()
        self.root = root
        self.staff_id = staff_id
        self.groups = tuple(groups)
        self.numbers = tuple(numbers)
        self.end: tuple[datetime, uuid.UUID] | None = None
        self.filters: Mapping[str, Any] = {}
        self.limit = 0

    def page(self, end: tuple[datetime, uuid.UUID] | None, limit: int, filters: Mapping[str, Any]) -> Firsts:
        """These terms of the page."""
        self.end, self.limit, self.filters = end, limit, filters
        return self

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        q = connection.ops.quote_name
        conditions, shared = self._shared(connection)
        slices, params = [], []
        for of, column, keys in (
            (grants.of_persons, "user_id", [uuid_param(self.staff_id, connection)]),
            (grants.of_units, "group_id", self.groups),
        ):
            table = f"{q(of(self.root)._meta.db_table)} g{self._join(q)}"
            one = (
                f"SELECT key FROM (SELECT g.{q('content_object_id')} AS key FROM {table} "  # noqa: S608
                f"WHERE g.{q(column)} = %s AND g.{q('permission_id')} = %s AND {conditions} "
                f"ORDER BY g.{q('opened')} DESC, g.{q('content_object_id')} DESC LIMIT {int(self.limit)}) AS slice"
            )
            for key in keys:
                for number in self.numbers:
                    slices.append(one)
                    params += [key, number, *shared]
        return f"({' UNION ALL '.join(slices)})", params

    def _join(self, q: Any) -> str:
        if self.root.wall in (None, self.root._meta.pk.name):
            return ""
        return f" INNER JOIN {q(self.root._meta.db_table)} r ON r.{q('id')} = g.{q('content_object_id')}"

    def _shared(self, connection: Any) -> tuple[str, list]:
        """What holds of every slice: live, before the page's end, the filters, not behind a wall."""
        q = connection.ops.quote_name
        sql, params = grants.live_sql("g", connection)
        conditions = [sql]
        if self.end is not None:
            moment, last = moment_param(self.end[0], connection), uuid_param(self.end[1], connection)
            opened, key = f"g.{q('opened')}", f"g.{q('content_object_id')}"
            conditions.append(f"{opened} <= %s AND ({opened} < %s OR {key} < %s)")
            params += [moment, moment, last]
        for lookup, value in self.filters.items():
            sql, more = self._filter(lookup, value, connection)
            conditions.append(sql)
            params += more
        if self.root.wall is not None:
            column = f"r.{q(self.root.wall)}" if self._join(q) else f"g.{q('content_object_id')}"
            sql, more = walled_sql((column, []), ("%s", [uuid_param(self.staff_id, connection)]), connection)
            conditions.append(f"NOT {sql}")
            params += more
        return " AND ".join(conditions), params

    def _filter(self, lookup: str, value: Any, connection: Any) -> tuple[str, list]:
        name, _, how = lookup.partition("__")
        field = grants.Grant._meta.get_field(name)
        column = f"g.{connection.ops.quote_name(field.attname)}"
        if how == "in":
            values = [field.get_db_prep_value(one, connection) for one in value]
            return (f"{column} IN ({', '.join(['%s'] * len(values))})" if values else "1 = 0"), values
        return f"{column} {_LOOKUPS[how]}", [field.get_db_prep_value(value, connection)]


_GROUPS = Prepared(lambda staff: Group.objects.filter(user=staff).only("pk").order_by(), uuid.UUID)


def _page(root: type, scope: Scope, limit: int, user, groups: tuple, end: tuple | None, filters: Mapping) -> Any:
    """The roots of a page, and the first of the next one."""
    firsts = Firsts(root, user.pk, groups, relations.permission_ids(root, scope.relations).values())
    chosen = Q(pk__in=firsts.page(end, limit + 1, filters))
    found = root.objects.get_queryset().scoped_to(chosen, standing_tests(root, user, scope, "pk"))
    return found.only(*plain_columns(root)).order_by("-opened", "-pk")[: limit + 1]


@cache
def _first_pages(root: type, scope: Scope, limit: int, groups: int, goes_on: bool) -> Prepared:
    """`_page` without filters, by a person's id, the numbers of so many GROUPS and, where it GOES_ON, a page's end."""

    def page(staff: uuid.UUID, *values: Any) -> Any:
        return _page(root, scope, limit, prepared.only(Staff, staff), values[:groups], values[groups:] or None, {})

    return Prepared(page, uuid.UUID, *[int] * groups, *([datetime, uuid.UUID] if goes_on else []))


def newest(user, permission: Permission, after: str | None = None, limit: int = 25, **filters):
    """The newest roots `user` may see, and the key of the next page or None; without their sealed columns, for a list
    of roots opens none.

    `filters` are lookups on the columns that lie on the grant row (`state=`, `state__in=`, `opened__gte=`).
    """
    permission = Permission(permission)
    scope = scope_for(user, permission)
    root = roots.model(permission.kind)
    if scope is None or scope.by_role:
        return [], None
    groups, end = tuple(group.pk for group in _GROUPS.rows(user.pk)), read_key(after)
    if filters:
        rows = list(_page(root, scope, limit, user, groups, end, filters))
    else:
        rows = _first_pages(root, scope, limit, len(groups), end is not None).rows(user.pk, *groups, *(end or ()))
    if len(rows) <= limit:
        return rows, None
    rows = rows[:limit]
    return rows, key_of(rows[-1].opened, rows[-1].pk)
