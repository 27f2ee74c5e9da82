"""What came in such numbers that it could hide something: acts that push others out of sight, refusals at the door."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.findings import Finding
from audit.lines import name_of
from audit.models import AuditEntry, Decision
from audit.refusals import COUNTED, REFUSED
from audit.rules.log import LOOKED_THROUGH, entry_url
from audit.rules.newest import day_of, local
from audit.rules.window import Window
from audit.stamp import ours

DAY, WEEK = timedelta(days=1), timedelta(days=7)
SHORT, AT_THE_DOOR = 96, 58  # weights
_COUNT = re.compile(REFUSED + r".*:([0-9]{1,9})")


def short(window: Window) -> Iterator[Finding]:
    """What is left out is less than a day old: by the newest act of whoever made most of what pushed it out."""
    if window.left_out is None or window.left_out < window.now - DAY:
        return
    since = f"{local(window.left_out):%H.%M}"
    made = Counter(act.actor for act in window.acts if act.actor in window.people)
    if made.total() < window.limits.entries:
        sentence = _("Pembacaan sebelum pukul %(since)s belum diperiksa: jejak penuh penolakan atau entri tanpa orang.")
        key = f"short:{window.left_out:%Y-%m-%dT%H}"
        yield Finding(key, sentence % {"since": since}, window.left_out, SHORT)
        return
    (actor, count), *_others = made.most_common(1)
    newest = next(act for act in window.acts if act.actor == actor)
    sentence = ngettext(
        "Pembacaan sebelum pukul %(since)s belum diperiksa: %(who)s membuat %(n)d dari %(all)d tindakan sesudahnya.",
        "Pembacaan sebelum pukul %(since)s belum diperiksa: %(who)s membuat %(n)d dari %(all)d tindakan sesudahnya.",
        count,
    ) % {"since": since, "who": name_of(window.people[actor]), "n": count, "all": made.total()}
    yield Finding(f"short:{newest.pk}", sentence, newest.time, SHORT, window.day_of(newest))


def at_the_door(now: datetime) -> Iterable[Finding]:
    """So many sign-ins were refused that they were counted: one a day, by the newest count."""
    rows = AuditEntry.objects.filter(object_id=COUNTED, decision=Decision.DENIED, time__gte=now - WEEK)
    days: dict[date, list[AuditEntry]] = defaultdict(list)
    for entry in rows.order_by("-time")[:LOOKED_THROUGH]:
        days[day_of(entry.time)].append(entry)
    for entries in days.values():
        count, newest = sum(map(_counted, entries)), max(entries, key=lambda entry: (entry.time, entry.pk))
        sentence = ngettext(
            "Di pintu masuk, %(n)d percobaan yang ditolak dalam satu hari hanya dihitung, tidak dicatat satu per satu.",
            "Di pintu masuk, %(n)d percobaan yang ditolak dalam satu hari hanya dihitung, tidak dicatat satu per satu.",
            count,
        ) % {"n": count}
        if count:
            yield Finding(f"door:{newest.pk}", sentence, newest.time, AT_THE_DOOR, entry_url(newest.pk))


def _counted(entry: AuditEntry) -> int:
    """How many refusals this entry tells of; none where somebody else wrote it than the application."""
    names = entry.digests if ours(entry) else ()
    return sum(int(match[1]) for match in map(_COUNT.fullmatch, names) if match)
