"""What the tests of reports about the log share: looks at a file, a breach, a paper and what it says."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from audit import reporting, reports
from audit.models import Matter
from audit.objects import Thing
from audit.recording import record
from disclosure import drafting
from disclosure.models import Document


def read(by, case, *, purpose="case.summary", times=1, digests=None):
    """BY's looks at a page of a file; the last entry."""
    thing = Thing("case", str(case), case)
    return [record(by, "case.read", thing, purpose=purpose, digests=digests) for _ in range(times)][-1]


def breach(auditor, person=None, entries=(), found_at=None) -> Matter:
    now = timezone.now()
    span = {"since": now - timedelta(days=1), "until": now + timedelta(days=1)}
    return reporting.find_breach(**span, found_at=found_at or now, person=person, entries=entries, by=auditor)


def begun(kind, matter, by) -> Document:
    url = reports.desk().begin(kind, matter, by=by)
    return Document.every.get(pk=url.strip("/").split("/")[-1])


def drafted(document, by):
    """What the paper says now."""
    with drafting.opened(document, by) as draft:
        return draft.context


class Labels:
    """References of files that no package owns."""

    def labels(self, ids):
        return {one: f"Kasus {one.hex[:4]}" for one in ids}

    def natures(self, ids):
        return {}

    def find(self, text):
        return []
