"""What an auditor should look at in case files: ended ones that are opened, evidence that is taken away, break-glass
that nobody reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.findings import Finding, files_of
from audit.lines import name_of
from audit.queries import entries_of
from audit.rules.limits import limits
from audit.rules.newest import Act
from audit.rules.window import TOGETHER, Window
from casework.models import BreakGlass, Case

ENDED, TAKEN_AWAY, UNREVIEWED = 42, 38, 96  # weights
ORIGINAL = "evidence.original"


def ended(window: Window) -> Iterator[Finding]:
    """Somebody opened a file days after its end and did nothing in it on that day: one a person, file and day, by its
    newest look."""
    closed = _closed(window.files)
    days: dict[tuple, Act] = {}
    for pair in [pair for pair in window.by_pair if pair[1] in closed] if closed else ():
        until = closed[pair[1]].closed + timedelta(days=window.limits.closed_days)
        for look in window.by_pair[pair]:
            if look.time > until and look.day not in window.worked.get(pair, ()):
                days.setdefault((*pair, look.day), look)
    sentence = _("%(file)s, yang sudah berakhir, dibuka oleh %(who)s.")
    for look in days.values():
        told = sentence % {"file": closed[look.file], "who": name_of(window.people[look.actor])}
        yield Finding(f"ended:{look.pk}:{look.file}", told, look.time, ENDED, look.url, files_of(look.file))


def _closed(files: list) -> dict:
    """Those of FILES that have ended."""
    return {
        case.pk: case
        for start in range(0, len(files), TOGETHER)
        for case in Case.every.filter(pk__in=files[start : start + TOGETHER], closed__isnull=False).only(
            "reference", "closed"
        )
    }


def taken_away(window: Window) -> Iterator[Finding]:
    """Somebody fetched the originals of evidence: one a person and day, by the newest."""
    days = defaultdict(list)
    for look in window.looks:
        if look.purpose == ORIGINAL:
            days[look.actor, look.day].append(look)
    for looks in days.values():
        newest = looks[0]
        sentence = ngettext(
            "%(who)s mengambil %(n)d bukti asli.", "%(who)s mengambil %(n)d bukti asli.", len(looks)
        ) % {"who": name_of(window.people[newest.actor]), "n": len(looks)}  # fmt: skip
        files = frozenset(look.file for look in looks if look.file)
        yield Finding(f"taken-away:{newest.pk}", sentence, newest.time, TAKEN_AWAY, window.day_of(newest), files)


def unreviewed(now: datetime) -> Iterable[Finding]:
    """Break-glass opened a file, and a day later nobody has said whether that was right."""
    until = now - timedelta(hours=limits().reviewed_within_hours)
    rows = BreakGlass.objects.filter(until__isnull=False, reviewed_by=None, second_at__lt=until)
    told = list(rows.order_by("second_at", "pk"))
    opened = entries_of("break_glass.open", [row.pk for row in told]) if told else {}
    for row in told:
        assert row.second_at is not None
        sentence = _("Akses darurat belum ditinjau sesudah %(hours)d jam.") % {"hours": limits().reviewed_within_hours}
        url, files = reverse("audit:file", args=[row.case_id]), files_of(row.case_id)
        yield Finding(f"unreviewed:{opened.get(str(row.pk), row.pk)}", sentence, row.second_at, UNREVIEWED, url, files)
