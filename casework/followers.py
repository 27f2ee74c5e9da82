"""Port: what must follow when a case gets its manager, or another one.

A package above registers `follow(case, by)` in `AppConfig.ready()`; it is called inside the action that accepts or
assigns, so that what it grants and the case's own grants commit together.
"""

from __future__ import annotations

from collections.abc import Callable

_followers: list[Callable] = []


def register(follow: Callable) -> None:
    """Adds a follower, once."""
    if follow not in _followers:
        _followers.append(follow)


def tell(case, *, by) -> None:
    """The case has a manager now; everybody registered is told."""
    for follow in _followers:
        follow(case, by=by)
