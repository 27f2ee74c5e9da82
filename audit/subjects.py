"""The port through which packages let the auditor say and read references: `C-7Q4K` is the file with this id.

A package registers each kind of root it owns; the log itself holds ids alone.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db import models


class Subjects(Protocol):
    """What a package brings for one kind."""

    def labels(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """The references of these objects (`Kasus C-7Q4K`), in one query. Never a name or a title."""

    def find(self, text: str) -> list[UUID]:
        """The files (case ids) whose reference or number is exactly TEXT."""


@dataclass(frozen=True)
class ByColumn:
    """Subjects of one model: labelled by its `__str__`, found by the columns that hold a reference.

    `manager` is the model's own `every`, handed over by the package that owns it; `file` is the column with the
    file's id, "" where the kind belongs to no file and is only labelled.
    """

    manager: models.Manager
    columns: tuple[str, ...]
    file: str = "id"

    def labels(self, ids: Collection[UUID]) -> dict[UUID, str]:
        rows = self.manager.filter(pk__in=list(ids)).only("pk", *self.columns)
        return {row.pk: str(row) for row in rows}

    def find(self, text: str) -> list[UUID]:
        if not self.file:
            return []
        wanted = models.Q()
        for column in self.columns:
            wanted |= models.Q(**{f"{column}__iexact": text})
        return list(self.manager.filter(wanted).values_list(self.file, flat=True)[:10])


_subjects: dict[str, Subjects] = {}


def register(kind: str, subjects: Subjects) -> None:
    """Called from `ready()` of the package that owns the kind."""
    _subjects[kind] = subjects


def labels(things: Collection[tuple[str, UUID]]) -> dict[tuple[str, UUID], str]:
    """References of things given as (kind, id): one query a kind. What nobody registered is left out."""
    by_kind: dict[str, set[UUID]] = {}
    for kind, identity in things:
        by_kind.setdefault(kind, set()).add(identity)
    return {
        (kind, identity): label
        for kind, ids in by_kind.items()
        if kind in _subjects
        for identity, label in _subjects[kind].labels(ids).items()
    }


def find(text: str) -> list[UUID]:
    """The files whose reference, number or id is exactly TEXT."""
    text = text.strip()
    try:
        return [UUID(text)]
    except ValueError:
        pass
    found = [identity for subjects in _subjects.values() for identity in subjects.find(text)] if text else []
    return list(dict.fromkeys(found))


def kinds() -> list[str]:
    """The kinds that can be looked for."""
    return sorted(_subjects)
