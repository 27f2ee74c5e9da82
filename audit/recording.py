"""Writing an entry: one INSERT, in the caller's transaction or in one of its own."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from access import robots
from access.roles import Role
from audit.models import AuditEntry, Decision, Reason, Touched
from audit.models.entries import LARGEST_ENTRY
from audit.models.reasons import REASONS_KEY
from audit.objects import Thing, row_key, thing_of
from audit.stamp import stamp

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from access.models import Staff

ROWS_PER_ENTRY = 300
TOUCHED = "touched:"  # among an entry's digests: that of the list of files it touched


def actor_of(by: Staff | None) -> tuple[str, str, str]:
    """(id, agency, role) as entries spell them; house staff stand under their log pseudonym."""
    if by is None or not getattr(by, "pk", None):
        return "", "", ""
    identity = by.log_name if by.role == Role.HOUSE_STAFF else by.pk
    return str(identity), by.agency.code if by.agency_id else "", str(by.role)


def record(
    by: Staff | None,
    action: str,
    about: object = None,
    *,
    decision: Decision = Decision.ALLOWED,
    purpose: str = "",
    digests: Mapping[str, str] | None = None,
    reason: str = "",
    cases: Collection[UUID] = (),
) -> AuditEntry:
    """Write the entry and return it. Its reason, when one was typed, is sealed beside it, its digest inside it.

    What is too long for one entry goes on in further entries of the same action; the first one is returned.
    """
    thing = about if isinstance(about, Thing) else thing_of(about)
    identity, agency, role = actor_of(by)
    rows = sorted((digests or {}).items())
    others = sorted({case for case in cases if case != thing.case})
    beside = {TOUCHED: touched_digest(others)} if others else {}
    first = None
    for start in range(0, max(len(rows), 1), ROWS_PER_ENTRY):
        entry = AuditEntry(
            time=timezone.now(),
            actor=identity,
            agency=agency,
            role=role,
            action=action,
            purpose=robots.purpose(purpose),
            object_kind=thing.kind,
            object_id=thing.id,
            case_id=thing.case,
            decision=decision,
            digests=dict(rows[start : start + ROWS_PER_ENTRY]) | (beside if first is None else {}),
        )
        if reason and first is None:
            _keep_reason(entry, reason)
        _insert(entry)
        first = first or entry
    if others:
        Touched.objects.bulk_create(Touched(entry=first, case_id=case, time=first.time) for case in others)
    return first


def touched_digest(cases: Iterable[UUID]) -> str:
    """What an entry says of the list beside it: SHA-256 over the touched files' ids in their order."""
    return hashlib.sha256(b"".join(case.bytes for case in sorted(cases))).hexdigest()


def _insert(entry: AuditEntry) -> None:
    leaf = entry.leaf()
    if len(leaf) > LARGEST_ENTRY:
        raise ValueError("an entry of more than 65,535 bytes")
    entry.stamp = stamp(leaf)
    entry.save(using="default")


def _keep_reason(entry: AuditEntry, text: str) -> None:
    from audit.rows import row_digest
    from vault import keyring

    keyring.mint(Reason.sealed_purpose, REASONS_KEY)
    reason = Reason(entry=entry.id, case_id=entry.case_id, text=text)
    reason.save(using="default")
    entry.digests[row_key(reason)] = row_digest(reason)
