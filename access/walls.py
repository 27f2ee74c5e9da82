"""Conflicts of interest as conditions: they beat every grant."""

from __future__ import annotations

import uuid

from django.db.models import Exists, OuterRef, Q

from access.models import ConflictOfInterest


def walled(user, column: str | None) -> Q:
    """The rows whose case (in `column`) lies behind a standing conflict of this person or one of their units."""
    if column is None:
        return Q(pk__in=[])
    walls = ConflictOfInterest.standing.filter(case_id=OuterRef(column))
    return Q(Exists(walls.filter(staff=user))) | Q(Exists(walls.filter(unit__group__user=user)))


def walled_cases(user) -> list[uuid.UUID]:
    """The ids of these cases, for a database that cannot be asked in the same query."""
    mine = Q(staff=user) | Q(unit__group__user=user)
    return list(ConflictOfInterest.standing.filter(mine).values_list("case_id", flat=True))
