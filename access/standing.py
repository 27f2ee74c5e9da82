"""The relations somebody has to roots, as conditions and as ids."""

from __future__ import annotations

import uuid

from django.db.models import Exists, OuterRef, Q

from access import grants, relations
from access.matrix import Scope


def standing_tests(root: type, user, scope: Scope, path: str) -> dict[str, Q]:
    """For each relation of the scope: a live grant, to the person or to one of their units, on the root at `path`."""
    tests = {}
    for name, number in relations.permission_ids(root, scope.relations).items():
        row = {"content_object": OuterRef(path), "permission": number}
        mine = grants.of_persons(root).objects.filter(**row, user=user)
        units = grants.of_units(root).objects.filter(**row, group__user=user)
        tests[name] = Q(Exists(mine)) | Q(Exists(units))
    return tests


def held_roots(root: type, user, relation: str) -> list[uuid.UUID]:
    """The ids of the roots to which the person, or one of their units, has this relation now."""
    number = relations.permission_id(root, relation)
    mine = grants.of_persons(root).objects.filter(user=user, permission=number)
    units = grants.of_units(root).objects.filter(group__user=user, permission=number)
    column = "content_object_id"
    return list(mine.values_list(column, flat=True).union(units.values_list(column, flat=True)))
