"""Accounts for the log's own tests, made before anybody is there to act."""

from __future__ import annotations

from access.models import Agency, Staff
from access.roles import Role
from audit.register import unwatched


def agency(code: str = "PPAPP") -> Agency:
    with unwatched():
        return Agency.objects.get_or_create(code=code, defaults={"name": code, "kind": "ppapp"})[0]


def staff(username: str, role: Role, **fields: object) -> Staff:
    with unwatched():
        terms = {"role": role, "approved_role": role, "agency": agency(), "name": username, **fields}
        return Staff.objects.create(username=username, **terms)
