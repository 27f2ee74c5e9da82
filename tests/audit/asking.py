"""What the tests of an auditor's questions share: what is typed, walls, and time that goes by."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from access.models import ConflictOfInterest
from audit import asking
from audit.models import AuditEntry
from audit.register import unwatched
from tests.audit.logs import owner

ASKED = "Mengapa berkas ini dibuka pada malam hari?"
SAID = "Menggantikan rekan yang sakit, sudah dicatat di jadwal."
NOTED = "Cocok dengan jadwal piket."


def walled(person, case):
    with unwatched():
        ConflictOfInterest.objects.create(staff=person, case_id=case, strength="declared", found_at=timezone.now())


def gone(question):
    """A moment after its three days."""
    return question.due + timedelta(seconds=1)


def late():
    """The three days of every question are over, for the pages too."""
    with owner() as cursor:
        cursor.execute("UPDATE audit_question SET due = %s", [timezone.now() - timedelta(hours=1)])


def offered(entry, by):
    return asking.askable(entry.actor, entry.case_id, by=by)


def acts() -> list[str]:
    rows = AuditEntry.objects.filter(action__startswith="question.").order_by("time", "id")
    return list(rows.values_list("action", flat=True))
