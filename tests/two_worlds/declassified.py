"""What is told on purpose. The comparison leaves out these observations and nothing else.

Each line names who may see which secret, why, and the role that answers for it. Readers of a secret (worlds.READERS)
are no declassification: they are whom the secret is for.
"""

from __future__ import annotations

from typing import NamedTuple


class Declassified(NamedTuple):
    """One exception from "same bytes": what PRINCIPAL sees at places whose names begin with WHERE."""

    secret: str
    principal: str
    where: str
    reason: str
    reviewer: str


HOUSES = "the houses' own database ties residents to houses; whoever administers it is no reader of N1"
DECLASSIFIED: tuple[Declassified, ...] = (
    *(
        Declassified(secret, "administrator", where, HOUSES, "location custodian")
        for secret in ("N2", "N3")
        for where in ("table ", "dump of the houses", "file backup of shelters", "statements: shelters: ")
    ),
    Declassified(
        "N3",
        "operator112 who asks",
        "script ",
        "who asks for a place at night knows that it was asked for; not whether one was found",
        "head of the 112 desk",
    ),
)


def is_told(secret: str, principal: str, where: str) -> bool:
    """Whether this observation may differ between worlds of that secret: WHERE begins as its line says."""
    return any((d.secret, d.principal) == (secret, principal) and where.startswith(d.where) for d in DECLASSIFIED)
