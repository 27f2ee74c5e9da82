"""The officer who looks up one woman again and again: each look innocent by itself, over weeks none of them a task.

In Queensland one was found by chance two years later. Here what counts is days, not looks: a day on which somebody did
something in the file is work, and so is every day on which they were assigned to it or had been given a task in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.findings import Finding
from audit.holding import READ, SEARCH, is_look
from audit.lines import name_of
from audit.models import AuditEntry, Touched
from audit.rules.window import CARRIED_OUT, MOST, Act, Pair, Window, day_of, references_of

MOST_PAIRS = 500  # of people and files that are looked at closely, those that looked last
MOST_ENTRIES = 20_000
AGAIN, SEARCHED = 88, 62  # weights


def findings(window: Window) -> Iterator[Finding]:
    """One for each person and file, until it is signed off; the next look makes it another one."""
    pairs = _unassigned(window)
    again = _again(window, pairs)
    often = {
        pair: len(searches)
        for pair, looks in pairs.items()
        if pair not in again and len(searches := {look.pk for look in looks if look.action == SEARCH})
        >= window.limits.searches
    }  # fmt: skip
    called = references_of(file for _actor, file in (*again, *often))
    for (actor, file), days in list(again.items())[:MOST]:
        weeks = max(1, round((max(days) - min(days)).days / 7))
        yield _finding("again", pairs[actor, file][0], AGAIN, ngettext(
            "%(who)s mencari atau membuka %(file)s pada %(n)d hari dalam %(weeks)d minggu, tanpa penugasan dan tanpa "
            "mengerjakan apa pun di dalamnya.",
            "%(who)s mencari atau membuka %(file)s pada %(n)d hari dalam %(weeks)d minggu, tanpa penugasan dan tanpa "
            "mengerjakan apa pun di dalamnya.", len(days),
        ) % {"who": name_of(window.people[actor]), "file": called[file], "n": len(days), "weeks": weeks})  # fmt: skip
    for (actor, file), count in list(often.items())[:MOST]:
        sentence = _("%(who)s %(n)d kali menemukan %(file)s lewat pencarian, tanpa penugasan.")
        told = sentence % {"who": name_of(window.people[actor]), "file": called[file], "n": count}
        yield _finding("searched", pairs[actor, file][0], SEARCHED, told)


def _finding(rule: str, newest: Act, weight: int, sentence: str) -> Finding:
    files = frozenset({newest.file})
    return Finding(f"{rule}:{newest.pk}:{newest.file}", sentence, newest.time, weight, newest.url, files)


def _unassigned(window: Window) -> dict[Pair, list[Act]]:
    """The looks of those who were not assigned at the time, by person and file, where there is more than one."""
    more = [(pair, looks) for pair, looks in window.by_pair().items() if len({look.pk for look in looks}) > 1]
    newest = sorted(more, key=lambda one: one[1][0].time, reverse=True)[:MOST_PAIRS]
    window.holding.load(file for (_actor, file), _looks in newest)
    left = {pair: [look for look in looks if not window.assigned(*look.what)] for pair, looks in newest}
    return {pair: looks for pair, looks in left.items() if looks}


def _again(window: Window, pairs: dict[Pair, list[Act]]) -> dict[Pair, set[date]]:
    """On which days somebody looked without having anything to do there, further back than the window too."""
    likely = {pair for pair, looks in pairs.items() if len({look.day for look in looks}) > 1}
    if not likely:
        return {}
    looked: dict[Pair, set[date]] = defaultdict(set)
    worked: dict[Pair, set[date]] = defaultdict(set)
    since = window.now - timedelta(days=window.limits.again_within_days)
    for (actor, file), time, action, purpose in _entries(likely, since):
        if action != SEARCH and not action.endswith(READ):
            worked[actor, file].add(day_of(time))
        elif is_look(action, purpose) and not window.assigned(actor, file, time):
            looked[actor, file].add(day_of(time))
    left = {pair: days - worked[pair] for pair, days in looked.items()}
    return {pair: days for pair, days in left.items() if len(days) >= window.limits.again_on_days}


def _entries(wanted: set[Pair], since: datetime) -> Iterator[tuple[Pair, datetime, str, str]]:
    """What these people did in these files, by the index of a file's entries; and their searches that found several."""
    by_pair = {"case_id__in": {file for _actor, file in wanted}, "time__gte": since}
    actors = {actor for actor, _file in wanted}
    rows = AuditEntry.objects.filter(actor__in=actors, decision__in=CARRIED_OUT, **by_pair)
    found = Touched.objects.filter(entry__actor__in=actors, entry__action=SEARCH, **by_pair)
    for asked, prefix in ((rows, ""), (found, "entry__")):
        columns = (f"{prefix}actor", "case_id", "time", f"{prefix}action", f"{prefix}purpose")
        for actor, file, time, action, purpose in asked.order_by().values_list(*columns)[:MOST_ENTRIES]:
            if (actor, file) in wanted:
                yield (actor, file), time, action, purpose
