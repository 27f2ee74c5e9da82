"""Whether a read may happen at all, asked before its entry is written: explained or with a reason, role, authorship."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connections, models, router

from access import policy, robots
from access.matrix import MATRIX, scope_for
from access.permissions import Permission
from audit.errors import NotForYou, NotPartOfIt, OpenTransaction, ReasonNeeded
from audit.objects import Thing, case_of

if TYPE_CHECKING:
    from access.models import Staff

SHORTEST_REASON = 10

Wants = "Sequence[tuple[models.Model, tuple[str, ...]]]"


def admit(
    by: Staff, about: object, wants: Wants, reason: str, *, permission: str | None = None, location: bool = False
) -> None:
    """Raises where the read must not happen. Nothing has been written or opened by then."""
    if by is None:
        raise TypeError("nobody reads (by=None)")
    refuse_open_transaction({"default"} | {database_of(instance) for instance in _instances(about)})
    for instance, names in wants:
        for name in names:
            if not opens(by, instance, name) or not robots.may_open(instance.pk, case_of(instance), _owner(instance)):
                raise NotForYou(f"{instance._meta.label}.{name}")
    _refuse_other_files(about, wants)
    if len(reason.strip()) < SHORTEST_REASON and not explains_itself(by, about, wants, permission):
        raise ReasonNeeded("a reason of at least ten characters")


def _owner(instance: models.Model) -> UUID | None:
    """The file, house or person under whose key INSTANCE's values are sealed."""
    return getattr(instance, getattr(instance, "sealed_owner", ""), None)


def refuse_open_transaction(databases: set[str]) -> None:
    """Raises OpenTransaction: an entry written there could be rolled back after the value was seen.

    The test case's own block is exempt, as Django exempts it from `durable`.
    """
    for alias in databases:
        blocks = connections[alias].atomic_blocks
        if blocks and not blocks[-1]._from_testcase:
            raise OpenTransaction(f"a transaction is open on {alias}: read before it or after it")


def database_of(instance: models.Model) -> str:
    """The alias of the database INSTANCE's row lives in."""
    return instance._state.db or router.db_for_read(type(instance))


def explains_itself(by: Staff, about: object, wants: Wants, permission: str | None) -> bool:
    """Whether the reader's assignment explains this read, so that no reason is asked.

    A list is explained when each of its rows is. What is about no object stands on a role-level permission, and a
    mere page view that opens nothing needs none.
    """
    if about is None or isinstance(about, Thing):
        return not wants or _by_role(by, permission)
    return _by_role(by, permission) or all(_explained(by, instance, permission) for instance in _instances(about))


def _by_role(by: Staff, permission: str | None) -> bool:
    if permission is None:
        return False
    scope = scope_for(by, Permission(permission))
    return scope is not None and Permission(permission).kind == "service"


def _explained(by: Staff, instance: models.Model, permission: str | None) -> bool:
    if instance.pk == by.pk:
        return True
    standing = _standing(instance)
    if permission is not None:
        scope = scope_for(by, Permission(permission))
        if standing is None or scope is None or scope.by_role:
            return policy.explained(by, Permission(permission), instance)
        return bool(standing & (scope.explaining | {policy.BY_SCOPE}))
    weak = unexplaining(by.role)
    if standing is not None:
        return bool(standing - weak)
    kind = getattr(instance, "guarded_kind", None)
    seen = getattr(instance._state, "seen_by_policy", False)
    return seen and not any(kind is None or relation.endswith(f"_{kind}") for relation in weak)


def _standing(instance: models.Model) -> frozenset[str] | None:
    """The relations INSTANCE was seen by; a child that came with its root has the root's."""
    standing = getattr(instance, "standing", None)
    path = getattr(instance, "guarded_by", None)
    if standing is None and path:
        standing = getattr(instance._state.fields_cache.get(path.split("__")[0]), "standing", None)
    return standing


def unexplaining(role: str) -> frozenset[str]:
    """Relations that let this role see, but explain no read by themselves (covering for a colleague)."""
    scopes = [row[role] for row in MATRIX.values() if role in row]
    return frozenset(relation for scope in scopes for relation in scope.relations if relation not in scope.explaining)


def opens(by: Staff, instance: models.Model, name: str) -> bool:
    """Whether this reader's role opens this field: `field_permissions` on the model narrows it, `own` to the author."""
    needed = getattr(instance, "field_permissions", {}).get(name)
    if needed is None:
        return True
    scope = MATRIX.get(needed, {}).get(by.role)
    if scope is None:
        return False
    return not scope.own or _author(instance) == by.pk


def _author(instance: models.Model) -> object:
    name = getattr(instance, "author_field", None)
    if not name:
        return None
    author = getattr(instance, instance._meta.get_field(name).attname)
    return getattr(author, "pk", author)


def _refuse_other_files(about: object, wants: Wants) -> None:
    if not isinstance(about, models.Model) or (case := case_of(about)) is None:
        return
    for instance, _ in wants:
        other = case_of(instance)
        if other is not None and other != case:
            raise NotPartOfIt(f"{instance._meta.label} belongs to another file than the entry would name")


def _instances(about: object) -> list[models.Model]:
    if isinstance(about, models.Model):
        return [about]
    return [] if about is None or isinstance(about, Thing) else list(about)
