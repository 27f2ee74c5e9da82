"""The proof that one entry is in the log: a page of text that a court's expert checks without us (C2SP tlog-proof).

It holds the entry's bytes, its number, the hashes that lead from it to the root of a signed checkpoint, and that
checkpoint with the words of witnesses: the first one after the entry that a witness countersigned, if there is any.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from audit import merkle, sealer, witnesses
from audit.export import Changed
from audit.models import AuditEntry, Checkpoint, Departure
from audit.objects import Thing
from audit.recording import record

if TYPE_CHECKING:
    from access.models import Staff

FORMAT = "c2sp.org/tlog-proof@v1"
FURTHEST = 2**20  # entries between one and the checkpoint that it is proved by: what is hashed stays in memory


def prove(entry: AuditEntry, *, by: Staff, reason: str, now: datetime) -> tuple[int, str]:
    """(the entry's number, its proof), once the entry of their leaving the house is committed.

    Raises Changed where the row is not what was sealed.
    """
    with transaction.atomic(using="default"):
        record(by, "log.export", Thing("log", str(entry.pk)), reason=reason)
    sealer.run_until_done(now)
    entry.refresh_from_db(fields=["number"])
    checkpoint = _over(entry.number)
    if checkpoint is None:
        raise Changed("the entry could not be sealed: run verify_audit_log")
    leaf = entry.leaf()
    frontier, leaves = since(entry.number, checkpoint)
    nodes = merkle.inclusion_proof(entry.number, checkpoint.size, merkle.continuing(frontier, leaves))
    if not merkle.included(entry.number, checkpoint.size, merkle.leaf_hash(leaf), nodes, bytes(checkpoint.root)):
        raise Changed("the entry's row is not what was sealed: run verify_audit_log")
    Departure.objects.create(checkpoint=checkpoint, how=Departure.How.EXPORT, at=now)
    note = checkpoint.note + witnesses.lines_over([checkpoint.size]).get(checkpoint.size, "")
    return entry.number, spelled(entry.number, leaf, nodes, note)


def spelled(number: int, leaf: bytes, nodes: Sequence[bytes], note: str) -> str:
    """The proof as C2SP spells it. The entry is the extra line: nobody has to believe it, for its hash is proved."""
    lines = [FORMAT, f"extra {_base64(leaf)}", f"index {number}", *map(_base64, nodes)]
    return "\n".join(lines) + "\n\n" + note


def since(size: int, checkpoint: Checkpoint) -> tuple[merkle.Frontier, list[bytes]]:
    """The newest frontier of at most SIZE entries, and the leaf hashes from there to CHECKPOINT.

    What came before is not read.
    """
    before = Checkpoint.objects.filter(size__lte=size).order_by("-size").only("size", "frontier").first()
    frontier = merkle.Frontier.from_bytes(before.size, bytes(before.frontier)) if before else merkle.Frontier()
    leaves: list[bytes] = []
    added = Checkpoint.objects.filter(size__gt=frontier.size, size__lte=checkpoint.size).order_by("size")
    for some in added.values_list("leaves", flat=True).iterator(chunk_size=1000):
        leaves += merkle.split(some)
    return frontier, leaves


def _over(number: int | None) -> Checkpoint | None:
    """The checkpoint by which the entry of that number is proved."""
    if number is None:
        return None
    covering = Checkpoint.objects.filter(size__gt=number, size__lte=number + FURTHEST).order_by("size")
    return witnesses.first_over(number, number + FURTHEST) or covering.first()


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
