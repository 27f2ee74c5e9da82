"""Reads that no assignment explains: by nobody's grant at all, and by a unit's without anything done there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.findings import Finding
from audit.lines import name_of
from audit.rules.newest import Act
from audit.rules.window import Window, references_of

MOST_FILES = 1000  # whose grants are asked for: those that were read last
NO_GRANT, BY_UNIT = 86, 45  # weights


def without_a_grant(window: Window) -> Iterator[Finding]:
    """Somebody read a file while neither they nor their unit had a grant on it, then or now: one a person, file, day.

    It is told by the day's newest look. The policy opens nothing without one, so somebody wrote in the database, or the
    policy is broken. Who has moved to another unit since read by that of then, and the log doesn't say which it was.
    """
    _load_newest(window)
    read: dict[tuple[str, UUID, date], Act] = {}
    for pair in window.by_pair:
        if window.holding.knows(pair[1]):
            for look in window.unexplained(pair):
                if not window.moved_since(look):
                    read.setdefault((*pair, look.day), look)
    called = references_of(file for _actor, file, _day in read)
    sentence = _("%(who)s membuka %(file)s, padahal tidak ditugaskan di sana, dan unitnya juga tidak.")
    for (actor, file, _day), newest in read.items():
        told = sentence % {"who": name_of(window.people[actor]), "file": called[file]}
        yield Finding(f"no-grant:{newest.pk}:{file}", told, newest.time, NO_GRANT, newest.url, frozenset({file}))


def by_unit_alone(window: Window) -> Iterator[Finding]:
    """Somebody opened several files on one day that their unit may read, and did nothing in any of them.

    It is told by the newest of these looks.
    """
    _load_newest(window)
    days: dict[tuple[str, date], dict[UUID, Act]] = defaultdict(dict)
    for pair in window.by_pair:
        if window.holding.knows(pair[1]) and pair not in window.worked:
            for look in window.unassigned(pair, window.by_pair[pair]):
                days[look.actor, look.day].setdefault(look.file, look)
    many = [files for files in days.values() if len(files) >= window.limits.files_by_unit]
    for files in many:
        newest = max(files.values(), key=lambda look: look.time)
        sentence = ngettext(
            "%(who)s membuka %(n)d berkas lewat unitnya, tanpa penugasan dan tanpa mengerjakan apa pun di dalamnya.",
            "%(who)s membuka %(n)d berkas lewat unitnya, tanpa penugasan dan tanpa mengerjakan apa pun di dalamnya.",
            len(files),
        ) % {"who": name_of(window.people[newest.actor]), "n": len(files)}
        url = window.day_of(newest)
        yield Finding(f"by-unit:{newest.pk}", sentence, newest.time, BY_UNIT, url, frozenset(files))


def _load_newest(window: Window) -> None:
    window.holding.load(window.files[:MOST_FILES])
