"""The port through which packages let the auditor say and read references: `C-7Q4K` is the file with this id.

A package registers each kind of root it owns; the log itself holds ids alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol
from uuid import UUID

from django.db import models

from access.prepared import Among


class Subjects(Protocol):
    """What a package brings for one kind."""

    def labels(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """The references of these objects (`Kasus C-7Q4K`), in one query. Never a name or a title."""

    def find(self, text: str) -> list[UUID]:
        """The files (case ids) whose reference or number is exactly TEXT."""

    def natures(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """Whether each of these objects is actual, an exercise or a test; none where the kind doesn't say so."""


@dataclass(frozen=True)
class ByColumn:
    """Subjects of one model: labelled by its `__str__`, found by the columns that hold a reference.

    `manager` is the model's own `every`, handed over by the package that owns it; `file` is the column with the
    file's id, "" where the kind belongs to no file and is only labelled; `nature` the one that says whether it is real.
    """

    manager: models.Manager
    columns: tuple[str, ...]
    file: str = "id"
    nature: str = ""

    def labels(self, ids: Collection[UUID]) -> dict[UUID, str]:
        return {row.pk: str(row) for row in self._labelled.rows(ids)}

    @cached_property
    def _labelled(self) -> Among[UUID, models.Model]:
        return Among(lambda ids: self.manager.filter(pk__in=ids).only("pk", *self.columns), UUID)

    def find(self, text: str) -> list[UUID]:
        if not self.file:
            return []
        wanted = models.Q()
        for column in self.columns:
            wanted |= models.Q(**{f"{column}__iexact": text})
        return list(self.manager.filter(wanted).values_list(self.file, flat=True)[:10])

    def natures(self, ids: Collection[UUID]) -> dict[UUID, str]:
        return dict(self.manager.filter(pk__in=list(ids)).values_list("pk", self.nature)) if self.nature else {}


_subjects: dict[str, Subjects] = {}
# C-7Q4K, 012/11/2026; nothing like a name, an address or a telephone number: a statement log keeps what is asked for
_A_REFERENCE = re.compile(r"[A-Za-z]{1,3}-[A-Za-z0-9-]{3,20}|\d{1,6}([./-][A-Za-z0-9]{1,6}){0,4}")


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


def label_of_file(file: UUID | None) -> str:
    """The reference of one file, by which its people call it; "" for none."""
    found = labels({("case", file), ("ticket", file)}) if file else {}
    return found.get(("case", file)) or found.get(("ticket", file)) or ""


def natures(files: Collection[UUID]) -> dict[UUID, str]:
    """Which of these files are actual, an exercise or a test. What no package tells of is left out."""
    return {file: nature for one in _subjects.values() for file, nature in one.natures(files).items()}


def find(text: str) -> list[UUID]:
    """The files whose reference, number or id is exactly TEXT. A text that can be none is asked of no database."""
    text = text.strip()
    try:
        return [UUID(text)]
    except ValueError:
        pass
    if not _A_REFERENCE.fullmatch(text):
        return []
    found = [identity for subjects in _subjects.values() for identity in subjects.find(text)]
    return list(dict.fromkeys(found))


def kinds() -> list[str]:
    """The kinds that can be looked for."""
    return sorted(_subjects)
