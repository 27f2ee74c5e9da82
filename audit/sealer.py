"""The sealer: gives entries their numbers and signs the log's state.

Writers take no lock: an entry is an INSERT without a number. One sealer at a time numbers what has been committed,
densely, in the order of (time, id), at most 256 at once, and signs a checkpoint in the same transaction. Once that
has committed, the checkpoint is kept in the keyring's own store too: who deletes the newest entries and checkpoints
from the database, or brings an older backup back, is found by it.

An entry that waits for its number can be taken away by the tables' owner without a trace. So the service writes one
every ten minutes, a beat: where beats are missing it stood still, and that stays in the log.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from audit import merkle, notes
from audit.models import AuditEntry, Checkpoint, Decision
from audit.models.entries import EntryQuerySet
from audit.objects import Thing
from audit.recording import record
from audit.stamp import ours
from vault import keyring

BATCH = 256
LOCK = 0x6C6F67  # the advisory lock of this log's sealer on PostgreSQL
NEWEST = "newest-checkpoint"  # its name in the keyring's store
DEFAULT_ORIGIN = "lindung.localhost/log"
BEAT = timedelta(minutes=10)
BEATS, BEATING = Thing("log", "beat"), "log.beat"  # what the entry of a beat is about, and its action
KEPT_OUT = 20  # the service's steps in some five seconds
kept_out = 0  # steps in a row, up to the last one, at which another session held the lock


log = logging.getLogger(__name__)


class Unsealable(RuntimeError):
    """The newest checkpoint does not continue: its frontier is not what its signature says."""


def origin() -> str:
    """The log's name, first line of each checkpoint."""
    return getattr(settings, "AUDIT_ORIGIN", DEFAULT_ORIGIN)


def run_once(now: datetime) -> int:
    """Seal one batch: number up to 256 entries and sign a checkpoint. Returns how many; 0 when another sealer is at it.

    Rows whose stamp is wrong were not written by the application: they stay without a number, for the check to name.
    """
    with transaction.atomic(using="default"):
        if not _alone():
            return 0
        batch = _next_batch()
        if not batch:
            return 0
        frontier = _frontier()
        leaves = [merkle.leaf_hash(leaf) for _, leaf in batch]
        if not _number(frontier.size, [entry.pk for entry, _ in batch]):
            transaction.set_rollback(True, using="default")  # somebody else gave one a number meanwhile, by SQL
            return 0
        frontier.extend(leaves)
        note = notes.checkpoint(origin(), frontier.size, frontier.root(), keyring.signing_key())
        Checkpoint.objects.create(
            size=frontier.size,
            root=frontier.root(),
            frontier=frontier.to_bytes(),
            leaves=b"".join(leaves),
            note=note,
            at=now,
        )
        transaction.on_commit(lambda: _keep(note), using="default")
    return len(batch)


def beat(now: datetime) -> None:
    """The service's entry that it runs, unless there is one of the last ten minutes, or it is kept out: no other caller
    of its steps writes one."""
    newest = beats().order_by("-time").values_list("time", flat=True).first()
    if not kept_out and (newest is None or abs(now - newest) >= BEAT):
        record(None, BEATING, BEATS, decision=Decision.DONE)


def beats() -> EntryQuerySet:
    """The entries of its beats; those alone that have a number were not put in by SQL."""
    return AuditEntry.objects.filter(object_kind=BEATS.kind, object_id=BEATS.id, action=BEATING)


def run_until_done(now: datetime) -> int:
    """Seal batch after batch until nothing waits. Returns how many entries were sealed."""
    total = 0
    while sealed := run_once(now):
        total += sealed
    return total


def kept() -> notes.CheckpointText | None:
    """The checkpoint that the keyring's store remembers as the newest; None if none was kept. Raises BadNote."""
    note = keyring.kept(NEWEST)
    return notes.read_checkpoint(note.decode(), origin(), keyring.signing_key().public_key()) if note else None


def signed(checkpoint: Checkpoint) -> bool:
    """Whether the sealer signed it, as what it is kept as."""
    try:
        said = notes.read_checkpoint(checkpoint.note, origin(), keyring.signing_key().public_key())
    except notes.BadNote:
        return False
    return said.size == checkpoint.size


def go_on_from(note: str) -> None:
    """A backup was restored and its entry says what the log lost: from now on it continues this checkpoint."""
    keyring.keep(NEWEST, note.encode())


def _keep(note: str) -> None:
    """Remember this checkpoint. If the log doesn't continue what is remembered, that stays, for the check to name."""
    before = kept()
    if before is None or Checkpoint.objects.filter(size=before.size, root=before.root).exists():
        keyring.keep(NEWEST, note.encode())


def _alone() -> bool:
    """SQLite's transactions begin IMMEDIATE: whoever is here is alone. PostgreSQL has a lock for this one purpose."""
    global kept_out
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        alone = cursor.fetchone()[0]
    kept_out = 0 if alone else kept_out + 1
    if kept_out and kept_out % KEPT_OUT == 0:
        log.error("another session holds the sealer's lock: nothing is sealed; end it, see pg_locks")
    return alone


def _next_batch() -> list[tuple[AuditEntry, bytes]]:
    batch: list[tuple[AuditEntry, bytes]] = []
    waiting = AuditEntry.objects.filter(number=None).order_by("time", "id")
    for entry in waiting.iterator(chunk_size=BATCH):
        leaf = ours(entry)
        if leaf:
            batch.append((entry, leaf))
            if len(batch) == BATCH:
                break
    return batch


def _frontier() -> merkle.Frontier:
    newest = Checkpoint.objects.order_by("-size").first()
    if newest is None:
        return merkle.Frontier()
    frontier = merkle.Frontier.from_bytes(newest.size, bytes(newest.frontier))
    said = notes.read_checkpoint(newest.note, origin(), keyring.signing_key().public_key())
    if (said.size, said.root) != (frontier.size, frontier.root()):
        raise Unsealable(f"checkpoint {newest.size} was changed: run verify_audit_log")
    return frontier


def _number(first: int, ids: list) -> bool:
    """Whether each of them got its number: one that got none would be signed, and no row would have it."""
    table = connection.ops.quote_name(AuditEntry._meta.db_table)
    adapt = AuditEntry._meta.pk.get_db_prep_value
    rows = [(first + offset, adapt(pk, connection)) for offset, pk in enumerate(ids)]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET number = %s WHERE id = %s AND number IS NULL", rows)  # noqa: S608
        return cursor.rowcount == len(ids)
