"""The one place that decides who may see and do what: MATRIX, guardian's grants, and conflicts of interest above both.

Absent from MATRIX is denied; being superuser, or holding rows of `auth_permission`, opens nothing. A check is the
filter of a list with `pk=` added, in the query that loads the row: a list and its detail page cannot disagree.
Only roots hold grants; a child (`guarded_by`) is seen through its root.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import cache, reduce

from django.core.exceptions import ImproperlyConfigured
from django.db import router
from django.db.models import Q

from access import prepared, roots, scopes
from access.errors import Unseen
from access.granting import grant, held_by, readers, revoke, revoke_all, sync, unread
from access.matrix import MATRIX, SERVICE, Scope, scope_for
from access.models import Staff
from access.newest import newest
from access.permissions import Permission
from access.prepared import Prepared
from access.querysets import GuardedQuerySet
from access.standing import held_roots, seen_by_grant, standing_tests
from access.walls import walled, walled_cases

__all__ = [
    "MATRIX",
    "SERVICE",
    "Scope",
    "Unseen",
    "Visible",
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
    "unread",
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
    if not _one_database(root, of):
        return _in_second_database(user, permission, scope, root, model)
    return _by_grant(user, scope, root, of)


def _by_grant(user, scope: Scope, root: type, of: type | None) -> GuardedQuerySet:
    """The rows of the root, or of its child OF, that a grant within SCOPE opens, and no wall shuts."""
    model = of or root
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
    for row in _one(Permission(permission), of).rows(user, key) if key is not None else ():
        return row
    raise Unseen


@cache
def _one(permission: Permission, of: type | None) -> Visible:
    return Visible(permission, lambda rows, key: rows.filter(pk=key).order_by()[:1], uuid.UUID, of=of)


class Visible:
    """`visible(user, permission, of)` as REFINE(rows, *values of these KINDS) narrows it, put together once for each
    scope that a role can have (`access.prepared`)."""

    def __init__(
        self, permission: Permission, refine: Callable[..., GuardedQuerySet], *kinds: type, of: type | None = None
    ) -> None:
        self.permission, self.refine, self.kinds, self.of = permission, refine, kinds, of
        self.by_scope: dict[Scope, Prepared] = {}

    def rows(self, user, *values) -> list:
        """The rows that this user may see now."""
        scope = scope_for(user, self.permission)
        root = roots.model(self.permission.kind) if self.permission.kind != "service" else None
        if root is None or scope is None or scope.by_role or not _one_database(root, self.of):
            return list(self.refine(visible(user, self.permission, self.of), *values))
        if scope not in self.by_scope:
            self.by_scope[scope] = Prepared(
                lambda staff, *others: self.refine(
                    _by_grant(prepared.only(Staff, staff), scope, root, self.of), *others
                ),
                uuid.UUID,
                *self.kinds,
            )
        return self.by_scope[scope].rows(user.pk, *values)


def _one_database(root: type, of: type | None) -> bool:
    return of is None or router.db_for_read(of) == router.db_for_read(root)


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
