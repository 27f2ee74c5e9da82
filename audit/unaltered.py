"""Whether what decides about a file is what people wrote on its pages: asked before what can't be undone.

`audit.rows.vouched` asks it of one row and one act. Here it is every row of some models that belongs to the file, by
whatever act each was written last, and that none of them was taken away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Model, QuerySet

from access.guarded import GuardedModel
from audit.action import GONE
from audit.house import ROTATED
from audit.models import AuditEntry
from audit.objects import row_key
from audit.rows import BEFORE, BEFORE_EARLIER, says
from audit.stamp import ours

CHUNK = 2000


def unaltered(file_id: UUID, models: Collection[type[GuardedModel]]) -> bool:
    """Whether each row of MODELS that belongs to this file is what its newest entry says, and none is missing.

    Such rows are written by acts about their file, and sealed anew by rotations, which are about no file: entries of
    these are asked for only where a row is not what the file's own say, and it costs no query a row.
    """
    rows = {row_key(row): row for model in models for row in model.every.filter(**{str(model.wall): file_id})}
    kinds = tuple(f"{model._meta.label_lower}:" for model in models)
    told: dict[str, str] = {}
    for entry in _written_here(AuditEntry.objects.filter(case_id=file_id)):
        told |= {name: digest for name, digest in entry.digests.items() if name.startswith(kinds) and "#" not in name}
    others = {name for name in told.keys() | rows.keys() if not _stands(told.get(name), rows.get(name))}
    if others:
        _follow_rotations(told, others)
    return all(_stands(told.get(name), rows.get(name)) for name in others)


def _follow_rotations(told: dict[str, str], names: set[str]) -> None:
    """What is TOLD of these rows goes on with what sealing anew made of exactly that: of another state it makes nothing
    good."""
    rotations = AuditEntry.objects.of_acts(ROTATED).filter(digests__has_any_keys=sorted(names))
    for entry in _written_here(rotations):
        for name in names & entry.digests.keys():
            if told.get(name, "") in (entry.digests.get(f"{form}{name}") for form in (BEFORE, BEFORE_EARLIER)):
                told[name] = entry.digests[name]


def _stands(digest: str | None, row: Model | None) -> bool:
    if digest is None or digest == GONE:
        return row is None
    return row is not None and says(bytes.fromhex(digest), row)


def _written_here(entries: QuerySet[AuditEntry]) -> Iterator[AuditEntry]:
    """Oldest first, without what somebody put in by SQL."""
    for entry in entries.order_by("time", "id").iterator(chunk_size=CHUNK):
        if ours(entry):
            yield entry
