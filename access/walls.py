"""Conflicts of interest as conditions: they beat every grant."""

from __future__ import annotations

import uuid

from django.db.models import Q

from access.conditions import Walled
from access.models import ConflictOfInterest


def walled(user, column: str | None) -> Q:
    """The rows whose case (in `column`) lies behind a standing conflict of this person or one of their units."""
    return Q(pk__in=[]) if column is None else Q(Walled(column, user.pk))


def walled_cases(user) -> list[uuid.UUID]:
    """The ids of these cases, for a database that cannot be asked in the same query."""
    mine = Q(staff=user) | Q(unit__group__user=user)
    return list(ConflictOfInterest.standing.filter(mine).values_list("case_id", flat=True))
