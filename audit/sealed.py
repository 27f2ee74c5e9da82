"""Which rows of the log count before anybody checks it whole: those that a checkpoint covers, and those that bear the
application's stamp while they wait for one.

The application's own role in the database can put rows in, with whatever they say. Such a row is never sealed.
"""

from __future__ import annotations

from django.db.models import BigIntegerField, Subquery, Value
from django.db.models.functions import Coalesce

from audit.models import AuditEntry, Checkpoint
from audit.stamp import ours

MOST = 20_000  # entries wait for a second; so many do where the sealer is away, or where somebody puts them in


def size() -> Coalesce:
    """How many entries are sealed: asked within the statement that compares numbers with it, or what is sealed in
    between would have a number that no checkpoint covers."""
    newest = Checkpoint.objects.order_by("-size").values("size")[:1]
    return Coalesce(Subquery(newest), Value(0), output_field=BigIntegerField())


def unsealed() -> tuple[list[AuditEntry], list[AuditEntry]]:
    """The entries that no checkpoint covers, so many at most: what acts wrote, and what was put in."""
    written: list[AuditEntry] = []
    put_in: list[AuditEntry] = []
    waiting = AuditEntry.objects.filter(number=None)
    beyond = AuditEntry.objects.filter(number__gte=size()).order_by("-number")
    for some in (waiting, beyond):
        for entry in some[:MOST].iterator():
            (written if ours(entry) else put_in).append(entry)
    return written, put_in
