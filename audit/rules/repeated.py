"""The officer who looks up one woman again and again: each look innocent by itself, over weeks none of them a task.

In Queensland one was found by chance two years later. Here what counts is days, not looks: a day on which somebody did
something in the file is work, and so is every day on which they were assigned to it or had been given a task in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.findings import Finding
from audit.holding import READ, SEARCH, is_look
from audit.lines import name_of
from audit.models import AuditEntry, Touched
from audit.rules.newest import CARRIED_OUT, Act, day_of
from audit.rules.window import Pair, Window, references_of

MOST_PAIRS = 5000  # of people and files that are counted back, those that looked last
PEOPLE_TOGETHER = 200  # asked for in one query; SQLite nests no more than a thousand ORs
MOST_ENTRIES = 100_000  # of so many people
AGAIN, SEARCHED = 88, 62  # weights


def findings(window: Window) -> Iterator[Finding]:
    """One for each person and file, until it is signed off; the next look makes it another one.

    Whoever was assigned at each of their looks is left out before anything is counted back: those are nearly all.
    """
    idle = _idle(window)[:MOST_PAIRS]
    searched = [pair for pair, looks in window.by_pair.items() if _searches(looks, window)]
    window.holding.load(file for _actor, file in (*idle, *searched))
    unassigned = {pair: looks for pair in (*idle, *searched) if (looks := window.unassigned(pair))}
    again = _counted_back([pair for pair in idle if pair in unassigned], window)
    often = {
        pair: count
        for pair in searched
        if pair not in again and (count := _searches(unassigned.get(pair, ()), window))
    }  # fmt: skip
    called = references_of(file for _actor, file in (*again, *often))
    for (actor, file), days in again.items():
        weeks = max(1, round((max(days) - min(days)).days / 7))
        yield _finding("again", unassigned[actor, file][0], AGAIN, ngettext(
            "%(who)s mencari atau membuka %(file)s pada %(n)d hari dalam %(weeks)d minggu, tanpa penugasan dan tanpa "
            "mengerjakan apa pun di dalamnya.",
            "%(who)s mencari atau membuka %(file)s pada %(n)d hari dalam %(weeks)d minggu, tanpa penugasan dan tanpa "
            "mengerjakan apa pun di dalamnya.", len(days),
        ) % {"who": name_of(window.people[actor]), "file": called[file], "n": len(days), "weeks": weeks})  # fmt: skip
    for (actor, file), count in often.items():
        sentence = _("%(who)s %(n)d kali menemukan %(file)s lewat pencarian, tanpa penugasan.")
        told = sentence % {"who": name_of(window.people[actor]), "file": called[file], "n": count}
        yield _finding("searched", unassigned[actor, file][0], SEARCHED, told)


def _finding(rule: str, newest: Act, weight: int, sentence: str) -> Finding:
    files = frozenset({newest.file})
    return Finding(f"{rule}:{newest.pk}:{newest.file}", sentence, newest.time, weight, newest.url, files)


def _searches(looks: Iterable[Act], window: Window) -> int:
    """How many searches found it, or none where they are fewer than what is called often."""
    count = len({look.pk for look in looks if look.action == SEARCH})
    return count if count >= window.limits.searches else 0


def _idle(window: Window) -> list[Pair]:
    """Who looked lately on a day on which they did nothing there, those that looked last before others.

    One such look is enough to count back from: whoever looks seldom, or in a busy office, has no more in the window.
    Nothing is new of whoever worked in the file on each of the days on which they looked lately.
    """
    days = {pair: {look.day for look in looks} for pair, looks in window.by_pair.items()}
    return [pair for pair, some in days.items() if any((*pair, day) not in window.worked_on for day in some)]


def _counted_back(wanted: list[Pair], window: Window) -> dict[Pair, set[date]]:
    """On which days who looked without doing anything there, assigned or not, where it is so many days, further back
    than the window too. What was held on these files was loaded."""
    looked: dict[Pair, dict[date, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    worked: dict[Pair, set[date]] = defaultdict(set)
    since = window.now - timedelta(days=window.limits.again_within_days)
    for pair, time, action, purpose in _entries(wanted, since, window.put_in):
        if action != SEARCH and not action.endswith(READ):
            worked[pair].add(day_of(time))
        elif is_look(action, purpose):
            looked[pair][day_of(time)].append(time)
    left = {
        pair: {
            day
            for day, times in days.items()
            if day not in worked[pair] and not all(window.assigned(pair, time) for time in times)
        }
        for pair, days in looked.items()
    }
    return {pair: days for pair, days in left.items() if len(days) >= window.limits.again_on_days}


def _entries(wanted: list[Pair], since: datetime, put_in: set[UUID]) -> Iterator[tuple[Pair, datetime, str, str]]:
    """What these people did in these files, by the index of a file's entries; and their searches that found several.
    What was PUT_IN by SQL nobody did.

    Two queries for two hundred people.
    """
    by_actor: dict[str, list[UUID]] = defaultdict(list)
    for actor, file in wanted:
        by_actor[actor].append(file)
    actors = list(by_actor)
    for start in range(0, len(actors), PEOPLE_TOGETHER):
        some = [
            (actor, {"case_id__in": by_actor[actor], "time__gte": since}) for actor in actors[start:][:PEOPLE_TOGETHER]
        ]
        of_rows = reduce(or_, (Q(actor=actor, **among) for actor, among in some))
        of_found = reduce(or_, (Q(entry__actor=actor, **among) for actor, among in some))
        rows = AuditEntry.objects.filter(of_rows, decision__in=CARRIED_OUT)
        found = Touched.objects.filter(of_found, entry__action=SEARCH)
        for asked, prefix in ((rows, ""), (found, "entry__")):
            pk = "entry_id" if prefix else "pk"
            columns = (pk, f"{prefix}actor", "case_id", "time", f"{prefix}action", f"{prefix}purpose")
            for entry, actor, file, time, action, purpose in asked.order_by().values_list(*columns)[:MOST_ENTRIES]:
                if entry not in put_in:
                    yield (actor, file), time, action, purpose
