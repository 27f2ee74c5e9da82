"""How an entry names what it is about: a kind, an id and the file it belongs to. Never a name or a title."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Iterable

FILES = ("case", "ticket")  # roots that are the file themselves; a ticket and the case it becomes share one id


@dataclass(frozen=True)
class Thing:
    """The object of an entry."""

    kind: str
    id: str
    case: UUID | None = None


SERVICE = Thing("service", "")
LIST = Thing("list", "")
SEARCH = Thing("search", "")


def kind_of(model: type[models.Model] | models.Model) -> str:
    """The model's `audit_kind`, else its guarded kind, else its name."""
    return getattr(model, "audit_kind", None) or getattr(model, "guarded_kind", None) or model._meta.model_name


def case_of(instance: models.Model) -> UUID | None:
    """The file INSTANCE belongs to: what its `wall` or `case_id` says, or its own id where it is the file."""
    if kind_of(instance) in FILES or getattr(instance, "guarded_kind", None) in FILES:
        return instance.pk
    found: object = instance
    for part in (getattr(instance, "wall", None) or "case_id").split("__"):
        found = getattr(found, part, None)
    return found if isinstance(found, UUID) else None


def thing_of(about: object) -> Thing:
    """What an entry about ABOUT is about: a Thing, an instance, several instances (a list), or None (a service)."""
    if about is None:
        return SERVICE
    if isinstance(about, Thing):
        return about
    if isinstance(about, models.Model):
        return Thing(kind_of(about), str(about.pk), case_of(about))
    return LIST


def cases_of(instances: Iterable[models.Model]) -> set[UUID]:
    """The files that INSTANCES belong to."""
    return {case for case in map(case_of, instances) if case is not None}


def asked_id(pk: object) -> str:
    """How an entry names what somebody was denied: SHA-256 of the id that was asked for, whether it exists or not."""
    return hashlib.sha256(str(pk).encode()).hexdigest()


def row_key(instance: models.Model) -> str:
    """The name of INSTANCE's row inside an entry's digests."""
    return f"{instance._meta.label_lower}:{instance.pk}"
