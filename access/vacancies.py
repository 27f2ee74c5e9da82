"""Work that stops while nobody does it: finding a place, keeping houses, and both sides that must agree on break-glass.

An account that somebody has taken over must be closed at once, also the last one of its kind: so nothing is refused.
Whoever closes it is told first, and those who can mend it are told until somebody works there again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from access.models import Staff
from access.roles import Role
from access.roster import SIDE_NAMES, SIDES


@dataclass(frozen=True)
class Post:
    """What somebody of one of these ROLES must do at any hour."""

    code: str
    roles: frozenset[Role]
    name: Any


PLACES = (
    Post("placement", frozenset({Role.PLACEMENT_OFFICER}), _("petugas penempatan")),
    Post("custody", frozenset({Role.CUSTODIAN}), _("kustodian lokasi")),
)
ON_THE_ROSTER = tuple(
    Post(f"side-{number}", roles, name)
    for number, (roles, name) in enumerate(zip(SIDES, SIDE_NAMES, strict=True), start=1)
)
POSTS = (*PLACES, *ON_THE_ROSTER)


def vacant() -> list[Post]:
    """The posts in which nobody works now."""
    there = set(Staff.objects.working().values_list("role", flat=True).order_by().distinct())
    return [post for post in POSTS if not post.roles & there]


def left_by(staff: Staff) -> list[Post]:
    """The posts in which nobody works once STAFF doesn't."""
    working = Staff.objects.working()
    if not working.filter(pk=staff.pk).exists():
        return []
    there = set(working.exclude(pk=staff.pk).values_list("role", flat=True).order_by().distinct())
    return [post for post in POSTS if staff.role in post.roles and not post.roles & there]
