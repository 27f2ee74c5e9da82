"""The whole log as one ZIP for outside checking, in C2SP tlog-tiles layout: any standard client can read it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from audit import merkle, notes, sealer, tiles, witnesses
from audit.models import AuditEntry, Checkpoint, Departure
from audit.objects import Thing
from audit.recording import record
from vault import keyring

if TYPE_CHECKING:
    from access.models import Staff

README = Path(__file__).with_name("EXPORT_README.txt")
EPOCH = (1980, 1, 1, 0, 0, 0)  # file times say nothing, so that equal logs give equal files
BETWEEN_DEPARTURES = timedelta(minutes=1)
MOST_SHOWN = 100_000  # to witnesses: the newest, ten weeks of one a minute; who kept an older one has it
HANDED_OUT = (Departure.How.EXPORT, Departure.How.PRINT)
TOGETHER = 500


class Changed(RuntimeError):
    """A row of the log is not what was sealed: nothing is exported before it has been looked into."""


def export(target: IO[bytes], *, by: Staff | None, reason: str = "", now: datetime | None = None) -> Checkpoint:
    """Write the log to TARGET, up to a checkpoint that covers the export's own entry. Returns that checkpoint.

    BY is None when the server's administrator exports on the command line; an auditor types a REASON.
    """
    now = now or timezone.now()
    with transaction.atomic(using="default"):
        record(by, "log.export", Thing("log", ""), reason=reason)
    sealer.run_until_done(now)
    newest = Checkpoint.objects.order_by("-size").first()
    if newest is None:
        raise Changed("no entry could be sealed: run verify_audit_log")
    Departure.objects.create(checkpoint=newest, how=Departure.How.EXPORT, at=now)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=6) as archive:
        for name, content in files(newest):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    return newest


def files(newest: Checkpoint) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each file of the export, up to NEWEST."""
    yield "README.txt", README.read_bytes()
    keys = [notes.verifier_key(sealer.origin(), keyring.signing_key())]
    keys += [witness.key.line for witness in witnesses.configured()]
    yield "keys", "".join(f"{key}\n" for key in keys).encode()
    left = _left(newest)
    yield "checkpoint", (newest.note + witnesses.lines_over([newest.size]).get(newest.size, "")).encode()
    for start in range(0, len(left), TOGETHER):
        some = left[start : start + TOGETHER]
        lines = witnesses.lines_over(some)
        for one in Checkpoint.objects.filter(size__in=some).order_by("size").only("size", "note"):
            if sealer.signed(one):  # a row that was put in by SQL left nowhere, whatever says so
                yield f"checkpoints/{one.size}", (one.note + lines.get(one.size, "")).encode()
    yield from _tree(newest)


def _tree(newest: Checkpoint) -> Iterator[tuple[str, bytes]]:
    writer, waiting, bundles = tiles.TileWriter(), [], 0
    frontier = merkle.Frontier()
    rows = AuditEntry.objects.filter(number__gte=0, number__lt=newest.size).order_by("number")
    for entry in rows.iterator(chunk_size=1000):
        leaf = entry.leaf()
        hashed = merkle.leaf_hash(leaf)
        frontier.append(hashed)
        waiting.append(leaf)
        if len(waiting) == tiles.WIDTH:
            yield tiles.tile_path("entries", bundles), tiles.bundle(waiting)
            waiting, bundles = [], bundles + 1
        yield from writer.append(hashed)
    if (frontier.size, frontier.root()) != (newest.size, bytes(newest.root)):
        raise Changed("the log's rows are not what was sealed: run verify_audit_log")
    if waiting:
        yield tiles.tile_path("entries", bundles, len(waiting)), tiles.bundle(waiting)
    yield from writer.rest()


def _left(newest: Checkpoint) -> list[int]:
    """The sizes of the checkpoints that left the house, and of the newest.

    All that left on paper or in an export, for somebody holds them. Of those that witnesses were shown the first of
    each minute, in the order in which they left: a smaller one may leave long after a larger one.
    """
    gone = Departure.objects.filter(checkpoint__lte=newest.size)
    kept = set(gone.filter(how__in=HANDED_OUT).values_list("checkpoint_id", flat=True)) | {newest.size}
    shown = gone.filter(how=Departure.How.WITNESS).order_by("-at", "-checkpoint").values_list("checkpoint_id", "at")
    kept_at = None
    for size, at in reversed(list(shown[:MOST_SHOWN])):
        if kept_at is None or at - kept_at >= BETWEEN_DEPARTURES:
            kept.add(size)
            kept_at = at
    return sorted(kept)
