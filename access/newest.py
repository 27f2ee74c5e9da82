"""Newest first, by keyset over the grant rows. Reached as `access.policy.newest`.

The cost depends neither on how many roots there are nor on how many of them the person may see: per principal
(the person, each unit) and relation the first rows are read off the index, and the newest of these are the page.
"""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q

from access import grants, relations, roots
from access.matrix import scope_for
from access.permissions import Permission
from access.standing import standing_tests
from access.walls import walled

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = re.compile(r"(-?\d{1,17})\.([0-9a-f]{32})")


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


def newest(user, permission: Permission, after: str | None = None, limit: int = 25, **filters):
    """The newest roots `user` may see, and the key of the next page or None.

    `filters` are lookups on the columns that lie on the grant row (`state=`, `state__in=`, `opened__gte=`).
    """
    permission = Permission(permission)
    scope = scope_for(user, permission)
    root = roots.model(permission.kind)
    if scope is None or scope.by_role:
        return [], None
    wall = None
    if root.wall is not None:
        wall = "content_object_id" if root.wall == root._meta.pk.name else f"content_object__{root.wall}"
    mine = grants.of_persons(root).objects
    units = grants.of_units(root).objects
    groups = list(user.groups.order_by().values_list("pk", flat=True))
    slices = []
    for number in relations.permission_ids(root, scope.relations).values():
        slices.append(mine.filter(user=user, permission=number))
        slices += [units.filter(group=group, permission=number) for group in groups]
    page = before(after, "opened", "content_object_id")
    firsts = [
        rows.filter(page & ~walled(user, wall), **filters)
        .order_by("-opened", "-content_object_id")
        .values("content_object_id")[: limit + 1]
        for rows in slices
    ]
    chosen = reduce(or_, (Q(pk__in=rows) for rows in firsts))
    tests = standing_tests(root, user, scope, "pk")
    rows = list(root.objects.get_queryset().scoped_to(chosen, tests).order_by("-opened", "-pk")[: limit + 1])
    if len(rows) <= limit:
        return rows, None
    rows = rows[:limit]
    return rows, key_of(rows[-1].opened, rows[-1].pk)
