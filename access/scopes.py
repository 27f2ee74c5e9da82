"""Port: rights that rows of the second database give (a stay, a transfer), asked beside the grants.

A scope is a function `(user, permission) -> Q | None` over one model; None and an empty Q give nothing
(a condition that gives every row must be written out: `Q(pk__isnull=False)`). Only models that live outside
`default` may have one: in `default` rights are grants, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import router
from django.db.models import Q

_scopes: dict[type, list[Callable]] = {}


def register(model: type, scope: Callable) -> None:
    """Adds a scope; refused for a model of `default`."""
    if router.db_for_read(model) == "default":
        raise ValueError(f"{model.__name__} lives in default, where rights are grants: no scope for it")
    registered = _scopes.setdefault(model, [])
    if scope not in registered:
        registered.append(scope)


def condition(model: type, user, permission) -> Q | None:
    """The rows of `model` that scopes give `user` under `permission`, or None."""
    given = [q for scope in _scopes.get(model, []) if (q := scope(user, permission))]
    if not given:
        return None
    combined = given[0]
    for q in given[1:]:
        combined |= q
    return combined
