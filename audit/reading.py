"""One read and its entries: what is committed before the values open, and what follows when one doesn't."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from access.permissions import Permission
from audit import feeder, house, references, sealer, witnesses
from audit.action import acting
from audit.admission import database_of
from audit.models import AuditEntry, Checkpoint, Decision
from audit.objects import LIST, SEARCH, SERVICE, Thing, case_of, cases_of, row_key, thing_of
from audit.recording import record
from vault.entropy import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from access.models import Staff

LONGEST_WAIT = 2.0  # seconds that a location read waits for its checkpoint; then it opens all the same
LONGEST_STRICT_WAIT = 10.0  # seconds that it waits for a witness where it must (AUDIT_STRICT)
BETWEEN_LOOKS = 0.05


class Reading:
    """A read by BY of WANTS and FILES, for PURPOSE, about ABOUT."""

    def __init__(
        self,
        by: Staff,
        purpose: str,
        about: object,
        wants: Sequence[tuple[models.Model, tuple[str, ...]]],
        reason: str = "",
        permission: str | None = None,
        *,
        files: Sequence[object] = (),
        search: str = "",
    ) -> None:
        self.by, self.purpose, self.about, self.wants, self.files = by, purpose, about, wants, files
        self.reason = reason.strip()
        self.thing = SEARCH if search else thing_of(about)
        self.action = "search" if search else f"{_kind(self.thing, permission)}.read"
        self.entry: AuditEntry | None = None
        self.cases: set[UUID] = set()
        if not isinstance(about, models.Model):
            instances = [instance for instance, _ in wants]
            self.cases = cases_of([*instances, *(about or ())] if isinstance(about, (list, tuple)) else instances)
        if search and len(self.cases) == 1:  # it names the one file that it tells of, and needs no list beside it
            self.thing = replace(SEARCH, case=next(iter(self.cases)))
        self.digests = {_key(instance, names): _digest(instance, names) for instance, names in wants if names}
        self.digests |= {f"file:{record.name}": record.sealed_sha256 for record in files}

    def begin(self) -> None:
        """Commit the entry, durably. In the houses' database the reference's meaning commits first."""
        if self._in_a_house():
            self._begin_in_a_house()
            return
        with transaction.atomic(using="default", durable=True):
            self.entry = record(
                self.by,
                self.action,
                self.thing,
                purpose=self.purpose,
                digests=self.digests,
                reason=self.reason,
                cases=self.cases,
            )

    def _in_a_house(self) -> bool:
        return isinstance(self.about, models.Model) and database_of(self.about) != "default"

    def _begin_in_a_house(self) -> None:
        reference, port = new_id(), references.resolver()
        with transaction.atomic(using=port.using, durable=True), acting(house.EVENT, using=port.using) as act:
            port.note(reference, act=self.purpose, by=self.by, about=self.about, reason=self.reason)
            meaning = port.settle(reference, act.digests)
        self.action, self.thing = house.EVENT, house.thing(reference)
        self.digests = house.digests_of(reference, meaning)
        with transaction.atomic(using="default", durable=True):
            self.entry = record(None, self.action, self.thing, digests=self.digests)

    def failed(self, instance: models.Model | None = None, name: str = "") -> None:
        """The second entry: a value did not open."""
        digests = {}
        if instance is not None and self.action != house.EVENT:
            digests = {_key(instance, (name,)): _digest(instance, (name,))}
        by = None if self.action == house.EVENT else self.by
        record(by, self.action, self.thing, decision=Decision.FAILED, digests=digests, cases=self.cases)

    def owner_of_files(self) -> UUID:
        """Whose key seals the files of what this read is about."""
        return case_of(self.about) or self.about.pk

    def await_checkpoint(self) -> datetime | None:
        """When the checkpoint covering the entry was signed; None when it is late. Never fails for being late.

        Where no sealer runs beside (`AUDIT_SEALER_RUNS` False: tests, single commands), one step is taken here and
        nothing is waited for.
        """
        until = time.monotonic() + LONGEST_WAIT
        try:
            if not settings.AUDIT_SEALER_RUNS:
                sealer.run_once(timezone.now())
                return self._covered()
            while True:
                at = self._covered()
                if at is not None or time.monotonic() >= until:
                    return at
                time.sleep(BETWEEN_LOOKS)
        except Exception:
            return None  # whoever must drive there is never kept from the place by the sealer

    def await_witness(self) -> datetime | None:
        """When a witness countersigned a checkpoint covering the entry; None when none did in time.

        Only where locations wait for witnesses (`AUDIT_STRICT`). Where nothing runs beside, one step is taken here.
        """
        until = time.monotonic() + LONGEST_STRICT_WAIT
        if not settings.AUDIT_SEALER_RUNS:
            feeder.run_once(timezone.now())
            return witnesses.seen_at(self.entry)
        while True:
            at = witnesses.seen_at(self.entry)
            if at is not None or time.monotonic() >= until:
                return at
            time.sleep(BETWEEN_LOOKS)

    def _covered(self) -> datetime | None:
        number = AuditEntry.objects.filter(pk=self.entry.pk).values_list("number", flat=True).get()
        if number is None:
            return None
        return Checkpoint.objects.filter(size__gt=number).order_by("size").values_list("at", flat=True).first()


def _kind(thing: Thing, permission: str | None) -> str:
    """What was read: a kind of object; for lists and service pages the kind that their permission is about."""
    if thing in (LIST, SERVICE) and permission is not None:
        return Permission(permission).kind
    return thing.kind


def _key(instance: models.Model, names: tuple[str, ...]) -> str:
    """Reads name the fields they opened after a `#`; only writes give a row's whole state."""
    return f"{row_key(instance)}#{','.join(names)}"


def _digest(instance: models.Model, names: tuple[str, ...]) -> str:
    """SHA-256 over the envelopes about to be opened, without loading any other column."""
    state = hashlib.sha256()
    for name in names:
        sealed = getattr(instance, name)
        envelope = b"" if sealed is None else (sealed._envelope or b"")
        state.update(len(envelope).to_bytes(4, "big") + envelope)
    return state.hexdigest()
