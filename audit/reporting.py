"""What an auditor does to have a report made, and what is done when one is asked for or printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.errors import Refused
from access.models import Staff
from audit import matters
from audit.action import action
from audit.models import Checkpoint, Departure, Matter, MatterFile
from vault import keyring
from vault.keyring import Purpose

NOTHING_THERE = _(
    "Tidak ada yang dibaca atau dikerjakan di sana, atau bukan untuk Anda. Belum ada yang dibuat. "
    "Pilih rentang atau entri lain."
)


@action("report.open")
def open_month(since: datetime, until: datetime, *, by: Staff) -> Matter:
    """The month from SINCE, up to UNTIL or to now where it isn't over."""
    now = timezone.now()
    return _opened(Matter(kind=Matter.Kind.MONTH, opened=now, by=by, since=since, until=min(until, now)))


@action("breach.find")
def find_breach(
    *,
    since: datetime,
    until: datetime,
    found_at: datetime,
    person: Staff | None = None,
    entries: Sequence[UUID] = (),
    by: Staff,
) -> Matter:
    """A breach was found at FOUND_AT: what PERSON did in a stretch of time, or these ENTRIES of the log.

    The law's 3x24 hours run from FOUND_AT. Raises Refused where nothing was read or done, and for house events, which
    no paper names.
    """
    found = Matter(
        kind=Matter.Kind.BREACH,
        opened=timezone.now(),
        by=by,
        since=since,
        until=until,
        found_at=found_at,
        person=person,
        entries=sorted(str(entry) for entry in entries),
    )
    rows = matters.of_breach(found, by)
    if not rows.exists():
        raise Refused(NOTHING_THERE)
    _opened(found)
    for case_id in sorted(matters.files_of(rows, by)):
        MatterFile(matter=found, case_id=case_id).save()
    return found


def _opened(matter: Matter) -> Matter:
    keyring.mint(Purpose.CASE, matter.pk)
    matter.save()
    return matter


@action("access_report.ask")
def ask_access_report(document: models.Model, *, by: Staff) -> models.Model:
    """She asked who opened her file: from now the law's 3x24 hours run (UU PDP article 32)."""
    return document


def sealed_by(until: datetime) -> Checkpoint | None:
    """The newest checkpoint that was signed by then."""
    return Checkpoint.objects.filter(at__lte=until).order_by("-size").first()


def printed(document) -> None:
    """A checkpoint left the house on paper: whoever holds the paper finds it in the exported log."""
    matter = Matter.every.get(pk=document.about_id)
    checkpoint = sealed_by(matter.until)
    if checkpoint is not None:
        Departure.objects.create(checkpoint=checkpoint, how=Departure.How.PRINT, at=document.signed_at)
