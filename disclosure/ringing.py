"""A text that nobody answered rings: a mail to the agencies of those who may decide about it, again each half hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from access.models import Agency, Staff
from access.roles import Role
from access.walls import unseen_by
from audit.action import acting
from audit.objects import row_key
from audit.recording import record
from disclosure import mail
from disclosure.models import Release
from disclosure.queries import deciders
from disclosure.workflow import GateState

UNANSWERED = timedelta(minutes=30)
BATCH = 50


def run_once(now: datetime) -> int:
    """Rings for what has waited half an hour since it came or was last rung for; returns for how many texts."""
    since = now - UNANSWERED
    due = Q(rung_at__isnull=True, submitted_at__lte=since) | Q(rung_at__lte=since)
    waiting = Release.objects.filter(due, current=True, state=GateState.WAITING)
    if not waiting.exists():
        return 0
    nobodys = unseen_by(Role.CUSTODIAN, Role.PLACEMENT_OFFICER)  # heads and auditors are told (ADR 38)
    if nobodys is not None:
        waiting = waiting.exclude(nobodys)
    with transaction.atomic(using="default"), acting("release.ring") as act:
        rung = list(waiting.select_for_update(skip_locked=True).order_by("submitted_at", "pk")[:BATCH])
        for release in rung:
            release.rung_at = now
            release.save(update_fields=["rung_at"])
            record(None, "release.ring", release, digests={row_key(release): act.digests[row_key(release)]})
        _ring(deciders(Release.objects.filter(pk__in=[release.pk for release in rung])))
    return len(rung)


def ring_custodians() -> None:
    """A mail to every agency that has a custodian, once the present transaction has committed: please sign in."""
    _ring(Q(role=Role.CUSTODIAN))


def _ring(whom: Q) -> None:
    agencies = Agency.objects.filter(staff__in=Staff.objects.working().filter(whom))
    for agency in agencies.distinct().order_by("code"):
        mail.notify(agency)
