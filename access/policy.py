"""The one place that decides who may see and do what: MATRIX, guardian's grants, and conflicts of interest above both.

Absent from MATRIX is denied; being superuser, or holding rows of `auth_permission`, opens nothing. A check is the
filter of a list with `pk=` added, in the query that loads the row: a list and its detail page cannot disagree.
Only roots hold grants; a child (`guarded_by`) is seen through its root.
"""

from __future__ import annotations

import uuid
from functools import reduce

from django.core.exceptions import ImproperlyConfigured
from django.db import router
from django.db.models import Q

from access import roots, scopes
from access.errors import Unseen
from access.granting import grant, held_by, readers, revoke, revoke_all, sync
from access.matrix import MATRIX, SERVICE, Scope, scope_for
from access.newest import newest
from access.permissions import Permission
from access.querysets import GuardedQuerySet
from access.standing import held_roots, seen_by_grant, standing_tests
from access.walls import walled, walled_cases

__all__ = [
    "MATRIX",
    "SERVICE",
    "Scope",
    "Unseen",
    "explained",
    "get",
    "grant",
    "held_by",
    "may",
    "newest",
    "readers",
    "revoke",
    "revoke_all",
    "scope_for",
    "sync",
    "visible",
]

BY_SCOPE = "scope"  # the standing of a row seen through a registered scope; it explains itself


def may(user, permission: Permission) -> bool:
    """True if the person's role has the permission at all; for a root's permission grants decide the rest."""
    return scope_for(user, permission) is not None


def visible(user, permission: Permission, of: type | None = None) -> GuardedQuerySet:
    """The roots of the permission's kind that `user` may see under it, or the rows of child model `of` under these.

    Rows loaded whole carry `.standing`: the relations that this person sees them by, from the same query.
    """
    permission = Permission(permission)
    if permission.kind == "service":
        raise ImproperlyConfigured(f"{permission} is no root's permission: ask may()")
    scope = scope_for(user, permission)
    root = roots.model(permission.kind)
    model = of or root
    if scope is None:
        return model.objects.none()
    if router.db_for_read(model) != router.db_for_read(root):
        return _in_second_database(user, permission, scope, root, model)
    if scope.by_role:
        return model.objects.none()
    path = "pk" if of is None else f"{of.guarded_by}__pk"
    condition = seen_by_grant(root, user, scope, path) & _own(scope, of, user)
    if model.wall:
        condition &= ~walled(user, model.wall)
    return model.objects.get_queryset().scoped_to(condition, standing_tests(root, user, scope, path))


def get(user, permission: Permission, pk, of: type | None = None):
    """One object of `visible(user, permission, of)`; raises Unseen. One query, whether the object exists or not."""
    key = _as_key(pk)
    rows = visible(user, permission, of).filter(pk=key).order_by()[:1] if key is not None else ()
    for row in rows:
        return row
    raise Unseen


def explained(user, permission: Permission, obj) -> bool:
    """True if one of the relations that `obj` was seen by explains the read, so that no reason need be typed."""
    scope = scope_for(user, permission)
    if scope is None:
        return False
    standing = getattr(obj, "standing", None)
    if standing is None:
        of = None if roots.kind_of(obj) else type(obj)
        try:
            standing = get(user, permission, obj.pk, of).standing
        except Unseen:
            return False
    return scope.by_role or bool(standing & (scope.explaining | {BY_SCOPE}))


def _as_key(pk) -> uuid.UUID | None:
    if isinstance(pk, uuid.UUID):
        return pk
    try:
        return uuid.UUID(str(pk))
    except ValueError:
        return None


def _own(scope: Scope, of: type | None, user) -> Q:
    if not scope.own or of is None:
        return Q()
    if not of.author_field:
        raise ImproperlyConfigured(f"{of.__name__} has no author_field, but the permission reaches one's own rows only")
    return Q(**{of.author_field: user})


def _in_second_database(user, permission, scope, root, model) -> GuardedQuerySet:
    """Rows of the other database: the roots' ids are read first, then the rows that hold them; scopes add theirs."""
    held: dict[uuid.UUID, set[str]] = {}
    for name in scope.relations:
        for key in held_roots(root, user, name):
            held.setdefault(key, set()).add(name)
    path = model.guarded_by
    condition = Q(**{f"{path}__in": list(held)}) if held else Q(pk__in=[])
    extra = scopes.condition(model, user, permission)
    if extra is not None:
        condition |= extra
    condition &= _own(scope, model, user)
    if model.wall:
        condition &= ~Q(**{f"{model.wall}__in": walled_cases(user)})

    def standing(row) -> frozenset[str]:
        key = reduce(getattr, path.split("__"), row)
        return frozenset(held.get(key, ())) or frozenset({BY_SCOPE})

    return model.objects.get_queryset().scoped_to(condition, standing)
