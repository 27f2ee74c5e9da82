"""The one place that decides who may see and do what: MATRIX, guardian's grants, and conflicts of interest above both.

Absent from MATRIX is denied; being superuser, or holding rows of `auth_permission`, opens nothing. A check is the
filter of a list with `pk=` added, in the query that loads the row: a list and its detail page cannot disagree.
Only roots hold grants; a child (`guarded_by`) is seen through its root.
"""

from __future__ import annotations

import uuid
from functools import reduce
from operator import or_

from django.core.exceptions import ImproperlyConfigured
from django.db import router
from django.db.models import Exists, OuterRef, Q

from access import grants, relations, roots, scopes
from access.errors import Unseen
from access.granting import grant, readers, revoke, sync
from access.matrix import MATRIX, SERVICE, Scope, scope_for
from access.newest import newest
from access.permissions import Permission
from access.querysets import GuardedQuerySet
from access.walls import walled, walled_cases

__all__ = [
    "MATRIX",
    "SERVICE",
    "Scope",
    "Unseen",
    "explained",
    "get",
    "grant",
    "may",
    "newest",
    "readers",
    "revoke",
    "scope_for",
    "sync",
    "visible",
]

BY_SCOPE = "scope"  # the standing of a row seen through a registered scope; it explains itself


def may(user, permission: Permission) -> bool:
    """True if the person's role has the permission at all; for a root's permission grants decide the rest."""
    return scope_for(user, permission) is not None


def visible(user, permission: Permission, of: type | None = None) -> GuardedQuerySet:
    """The roots of the permission's kind that `user` may see under it, or the rows of child model `of` under these."""
    queryset, _ = _decide(user, Permission(permission), of)
    return queryset


def get(user, permission: Permission, pk, of: type | None = None):
    """One object of `visible(user, permission, of)`, with `.standing`: the relations it was seen by. Raises Unseen.

    One query; the same one, whether the object exists or not.
    """
    key = _as_key(pk)
    queryset, standing = _decide(user, Permission(permission), of, with_standing=True)
    row = queryset.filter(pk=key).first() if key is not None else None
    if row is None:
        raise Unseen
    row.standing = standing(row)
    return row


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


def _decide(user, permission: Permission, of: type | None, *, with_standing: bool = False):
    """The scoped queryset, and a function that reads a row's standing from it."""
    scope = scope_for(user, permission)
    if permission.kind == "service":
        raise ImproperlyConfigured(f"{permission} is no root's permission: ask may()")
    root = roots.model(permission.kind)
    model = of or root
    if scope is None:
        return model.objects.none(), _no_standing
    if of is None and permission.kind not in (root.guarded_kind,):
        raise ImproperlyConfigured(f"{root.__name__} is registered as {permission.kind}, but is a {root.guarded_kind}")
    if router.db_for_read(model) != router.db_for_read(root):
        return _in_second_database(user, permission, scope, root, model, with_standing)
    if scope.by_role:
        return model.objects.none(), _no_standing
    path = "pk" if of is None else f"{of.guarded_by}__pk"
    tests = {name: _granted(root, user, name, path) for name in scope.relations}
    queryset = model.objects.get_queryset()
    if with_standing:
        queryset = queryset.annotate(**{f"by_{name}": test for name, test in tests.items()})
        condition = reduce(or_, (Q(**{f"by_{name}": True}) for name in tests))
    else:
        condition = reduce(or_, (Q(test) for test in tests.values()))
    condition &= _own(scope, of, user) & ~walled(user, model.wall)
    return queryset.scoped_to(condition), lambda row: _standing(row, tests)


def _no_standing(row) -> frozenset[str]:
    return frozenset()


def _standing(row, names) -> frozenset[str]:
    return frozenset(name for name in names if row.__dict__.pop(f"by_{name}", False))


def _granted(root: type, user, relation: str, path: str) -> Q:
    """A live grant of this relation, to the person or to one of their units, on the root at `path`."""
    number = relations.permission_id(root, relation)
    row = {"content_object": OuterRef(path), "permission": number}
    mine = grants.of_persons(root).objects.filter(**row, user=user)
    units = grants.of_units(root).objects.filter(**row, group__user=user)
    return Q(Exists(mine)) | Q(Exists(units))


def _own(scope: Scope, of: type | None, user) -> Q:
    if not scope.own or of is None:
        return Q()
    if not of.author_field:
        raise ImproperlyConfigured(f"{of.__name__} has no author_field, but the permission reaches one's own rows only")
    return Q(**{of.author_field: user})


def _in_second_database(user, permission, scope, root, model, with_standing):
    """Rows of the other database: the roots' ids are read first, then the rows that hold them; scopes add theirs."""
    held: dict[uuid.UUID, set[str]] = {}
    if not scope.by_role:
        for number, name in ((relations.permission_id(root, name), name) for name in scope.relations):
            for key in _roots_held(root, user, number):
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

    return model.objects.get_queryset().scoped_to(condition), standing


def _roots_held(root: type, user, number: int):
    mine = grants.of_persons(root).objects.filter(user=user, permission=number)
    units = grants.of_units(root).objects.filter(group__user=user, permission=number)
    return mine.values_list("content_object_id", flat=True).union(units.values_list("content_object_id", flat=True))
