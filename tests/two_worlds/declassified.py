"""What is told on purpose. The comparison leaves out these observations and nothing else.

Each line names who may see which secret, why, and the role that answers for it. Readers of a secret (worlds.READERS)
are no declassification: they are whom the secret is for.
"""

from __future__ import annotations

from typing import NamedTuple


class Declassified(NamedTuple):
    """One exception from "same bytes"."""

    secret: str
    principal: str
    where: str
    reason: str
    reviewer: str


DECLASSIFIED: tuple[Declassified, ...] = ()


def is_told(secret: str, principal: str, where: str) -> bool:
    """Whether this observation may differ between worlds of that secret."""
    return any((d.secret, d.principal, d.where) == (secret, principal, where) for d in DECLASSIFIED)
