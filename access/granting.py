"""Giving and taking relations, and who has them. Reached as `access.policy.grant` and so on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from access import events, grants, relations
from access.conditions import Holders, Walled
from access.models import Staff, Unit
from access.prepared import Prepared
from access.roles import Role

SHOWN = ("username", "name", "role")  # what is told of a reader


def _rows_for(obj, to: Staff | Unit):
    if isinstance(to, Unit):
        return grants.of_units(type(obj)).objects, to.group
    return grants.of_persons(type(obj)).objects, to


def _named(to: Staff | Unit) -> Staff | Unit | None:
    """Whom the entry names beside the file: not house staff, who appear in the log by their pseudonym alone."""
    return None if isinstance(to, Staff) and to.role == Role.HOUSE_STAFF else to


@events.recorded("access.grant")
def grant(obj, relation: str, to: Staff | Unit, *, by: Staff, why: str, until: datetime | None = None):
    """Gives a person or a unit a relation to a root, until a moment or until revoked; renews one that is there.

    `why` is a short word of our own (assignment, referral, post), never a value. Returns whom the entry names: the
    entry says who was given something about which file, and the grant row says what.
    """
    manager, principal = _rows_for(obj, to)
    manager.assign_perm(relation, principal, obj, expires=until, granted_by=by, why=why)
    return _named(to)


@events.recorded("access.revoke")
def revoke(obj, relation: str, to: Staff | Unit, *, by: Staff):
    """Takes the relation away, expired or not; nothing happens if there is none. Returns whom the entry names."""
    manager, principal = _rows_for(obj, to)
    manager.remove_perm(relation, principal, obj)
    return _named(to)


@events.recorded("access.revoke")
def revoke_all(obj, *, by: Staff):
    """Nobody has any relation to this root any more: for everybody it is as if it had never been."""
    for rows in (grants.of_persons(type(obj)), grants.of_units(type(obj))):
        rows.every.filter(content_object=obj).delete()
    return obj


def held_by(root: type, people: Iterable[Staff]) -> list:
    """The grant rows of these people on roots of this kind, expired ones too, each with root, person and permission."""
    rows = grants.of_persons(root).every.filter(user__in=list(people))
    return list(rows.select_related("content_object", "user", "permission"))


def sync(obj) -> None:
    """Copies the root's `opened` and `state` onto its grant rows; call it in the action that changes them."""
    columns = {"opened": getattr(obj, "opened", None) or timezone.now(), "state": getattr(obj, "state", None) or ""}
    for rows in (grants.of_persons(type(obj)), grants.of_units(type(obj))):
        rows.every.filter(content_object=obj).update(**columns)


def readers(obj, relation_names: Iterable[str] | None = None) -> list[Staff]:
    """The working people who have one of these relations (default: any) to the root now, units expanded, by username.

    They come with what is shown of them alone. Whoever stands behind a conflict of interest is not among them.
    """
    root = type(obj)
    file = [getattr(obj, "pk" if root.wall == "id" else root.wall)] if root.wall else []
    return _readers(root, None if relation_names is None else tuple(relation_names)).rows(obj.pk, *file)


def unread(rows: QuerySet, relation_names: Iterable[str], roles: Iterable[str]) -> QuerySet:
    """Those of ROWS, roots whose wall is their own, to which nobody of these ROLES who works now has one of these
    relations, or nobody who doesn't stand behind a wall."""
    root, file = rows.model, OuterRef("pk")
    holders = Holders(root, file, relations.permission_ids(root, relation_names).values())
    people = Staff.objects.working().filter(role__in=[str(role) for role in roles], pk__in=holders)
    return rows.filter(~Exists(people.exclude(Walled(file, F("pk")))))


@cache
def _readers(root: Any, names: tuple[str, ...] | None) -> Prepared:
    """Who has one of these relations (None: any), by the root's id and, where walls keep people out, its file's."""

    def people(pk: UUID, *file: UUID) -> QuerySet[Staff]:
        chosen = None if names is None else relations.permission_ids(root, names).values()
        found = Staff.objects.working().filter(pk__in=Holders(root, pk, chosen))
        found = found.exclude(Walled(file[0], F("pk"))) if file else found
        return found.only(*SHOWN).order_by("username")

    return Prepared(people, UUID, *([UUID] if root.wall else []))
