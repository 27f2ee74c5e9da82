"""The resolver that this package brings to the port `audit.references`."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from audit.asking import Asked
from audit.references import Event, Meaning, Stretch
from shelters.actions import meaning as written
from shelters.models import ReferenceReason
from shelters.queries import meaning as known
from shelters.queries import questions as asked


class Resolver:
    """Notes meanings in `shelters` and explains them on the auditor's screen; nothing of it is kept in `default`."""

    using = "shelters"
    reads = frozenset(known.READS)
    of_addresses = frozenset({"location.read"})
    of_looks: tuple[str, ...] = (f"{ReferenceReason._meta.label_lower}:",)

    def note(
        self, reference: uuid.UUID, *, act: str, by, about, reason: str = "", house: uuid.UUID | None = None
    ) -> None:
        written.note(reference, act=act, by=by, about=about, reason=reason, house=house)

    def settle(self, reference: uuid.UUID, digests: Mapping[str, str]) -> Mapping[str, str]:
        return written.settle(reference, digests)

    def happened(self, references: Collection[uuid.UUID]) -> set[uuid.UUID]:
        return known.happened(references)

    def describe(self, references: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Meaning]:
        return known.describe(references)

    def settled(self) -> Iterator[tuple[uuid.UUID, Mapping[str, str], Mapping[str, str]]]:
        return known.settled()

    def concerning(self, case_id: uuid.UUID, which: Stretch) -> list[Event]:
        return known.concerning(case_id, which)

    def done_by(self, staff_id: uuid.UUID, since: datetime, until: datetime, which: Stretch) -> list[Event]:
        return known.done_by(staff_id, since, until, which)

    def questions(self, auditor: uuid.UUID) -> list[Asked]:
        return asked.open_ones(auditor)

    def denied_since(self, since: datetime) -> list[tuple[uuid.UUID, uuid.UUID, datetime]]:
        return known.denied_since(since)

    def page_of(self, reference: uuid.UUID) -> str:
        return known.page_of(reference)
