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
    mine = Q(staff=user) | Q(unit__group__user=user) | Q(unit__lent=user)
    return list(ConflictOfInterest.standing.filter(mine).values_list("case_id", flat=True))


def of_role(role: str) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """(account, case) of each standing conflict of the people of ROLE, or of their units.

    All are asked for, always: who reads the statements doesn't learn about whom, or about which case.
    """
    standing = ConflictOfInterest.standing
    own = standing.filter(staff__role=role).values_list("staff_id", "case_id")
    of_units = standing.filter(unit__group__user__role=role).values_list("unit__group__user__pk", "case_id")
    return {*own, *of_units}
