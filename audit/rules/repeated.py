"""The officer who looks up one woman again and again: each look innocent by itself, over weeks none of them a task.

In Queensland one was found by chance two years later. Here what counts is days, not looks: a day on which somebody did
something in the file is work, and so is every day on which they were assigned to it or had been given a task in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.findings import Finding
from audit.holding import SEARCH
from audit.lines import name_of
from audit.rules.back import Days, days_before
from audit.rules.newest import Act, local
from audit.rules.window import Pair, Window, references_of

MOST_PAIRS = 5000  # of people and files that are counted back, those that looked last
AGAIN, SEARCHED = 88, 62  # weights


def findings(window: Window) -> Iterator[Finding]:
    """One for each person and file, until it is signed off; the next look makes it another one.

    Whoever was assigned at each of their looks is left out before anything is counted back: those are nearly all.
    """
    idle = _idle(window)[:MOST_PAIRS]
    searched = [pair for pair, looks in window.asked.items() if _searches(looks, window)]
    window.holding.load(file for _actor, file in (*idle, *searched))
    unassigned = {pair: looks for pair in (*idle, *searched) if (looks := window.unassigned(pair, window.asked[pair]))}
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
    worked = window.worked
    return [pair for pair, looks in window.asked.items() if not {look.day for look in looks} <= worked.get(pair, set())]


def _counted_back(wanted: list[Pair], window: Window) -> dict[Pair, set[date]]:
    """On which days who looked without doing anything there, assigned or not, where it is so many days, further back
    than the window too, from the beginning of a day. What was held on these files was loaded."""
    since = local(window.now - timedelta(days=window.limits.again_within_days)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    before = days_before(window, wanted, since)
    left = {pair: _idle_days(pair, before[pair], since, window) for pair in wanted}
    return {pair: days for pair, days in left.items() if len(days) >= window.limits.again_on_days}


def _idle_days(pair: Pair, before: Days, since: datetime, window: Window) -> set[date]:
    """Of one person and file, SINCE then: BEFORE the window and in it."""
    worked = before.worked | window.worked.get(pair, set())
    looked = defaultdict(set, {day: set(times) for day, times in before.looked.items()})
    for look in window.asked[pair]:
        looked[look.day].add(look.time)
    days = {day: [time for time in times if time >= since] for day, times in looked.items()}
    return {
        day
        for day, times in days.items()
        if day not in worked and not all(window.assigned(pair, time) for time in times)
    }
