"""What the stories share: a day, what somebody did, what the auditor is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from audit import findings, sealer
from audit.findings import Finding
from audit.objects import SEARCH
from audit.recording import record

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # in Jakarta
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def found(rule: str, now: datetime | None = None, **which) -> list[Finding]:
    """The findings of one rule that stand now."""
    return [one for one in findings.standing(now or timezone.now(), **which) if one.key.startswith(f"{rule}:")]


def read(who, file, **how):
    """One look at the summary of a file."""
    return record(who, "case.read", file, **{"purpose": "case.summary", **how})


def searched(who, *files):
    """One search that found these files."""
    thing = SEARCH if len(files) != 1 else SEARCH.__class__("search", "", files[0].pk)
    return record(who, "search", thing, purpose="search", cases=[] if len(files) == 1 else [file.pk for file in files])


def wrote(who, file):
    """Something done in a file."""
    return record(who, "message.write", file)


def looked_up_again(office, clock):
    """Somebody has looked up one woman, day after day; all of it is sealed."""
    for _ in range(5):
        clock.shift(DAY)
        read(office.one, office.file)
    sealer.run_until_done(timezone.now())
    assert len(found("again")) == 1
