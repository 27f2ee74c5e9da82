"""The relations somebody has to roots, as conditions and as ids."""

from __future__ import annotations

import uuid

from django.db.models import Q

from access import grants, relations
from access.conditions import Holds
from access.matrix import Scope
from access.querysets import Standing


def seen_by_grant(root: type, user, scope: Scope, path: str) -> Q:
    """A live grant of one of the scope's relations, to the person or one of their units, on the root at `path`."""
    return Q(Holds(path, user.pk, root, relations.permission_ids(root, scope.relations).values()))


def standing_tests(root: type, user, scope: Scope, path: str) -> Standing:
    """By which of the relations a row is seen: the only one there is, or one test for each."""
    if len(scope.relations) == 1:
        only = frozenset(scope.relations)
        return lambda row: only
    numbers = relations.permission_ids(root, scope.relations)
    return {name: Holds(path, user.pk, root, (number,)) for name, number in numbers.items()}


def held_roots(root: type, user, relation: str) -> list[uuid.UUID]:
    """The ids of the roots to which the person, or one of their units, has this relation now."""
    number = relations.permission_id(root, relation)
    mine = grants.of_persons(root).objects.filter(user=user, permission=number)
    units = grants.of_units(root).objects.filter(group__user=user, permission=number)
    column = "content_object_id"
    return list(mine.values_list(column, flat=True).union(units.values_list(column, flat=True)))
