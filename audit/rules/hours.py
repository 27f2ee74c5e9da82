"""How much somebody opens at once, and at what hour."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import ngettext

from access.covering import LONGEST
from access.models import Duty
from audit.findings import Finding
from audit.lines import name_of
from audit.rules.limits import Limits
from audit.rules.newest import Act, day_of
from audit.rules.window import Window

MANY, NIGHT = 66, 48  # weights
COVER = "cover.begin"


def many_files(window: Window) -> Iterator[Finding]:
    """One person opened many files within a short time: one a person and day, by the newest look that was one too many.

    It tells of the most files that were opened so on that day.
    """
    stretch, most = timedelta(minutes=window.limits.many_minutes), window.limits.many_files
    by_person: dict[str, list[Act]] = defaultdict(list)
    for look in reversed(window.looks):
        if look.action != "search":
            by_person[look.actor].append(look)
    found: dict[tuple[str, date], tuple[Act, frozenset[UUID]]] = {}
    for actor, looks in by_person.items():
        close = zip(looks, looks[most - 1 :], strict=False)
        if all(last.time - first.time > stretch for first, last in close):
            continue  # so many looks, of whichever files, were never so close together
        begin, within = 0, Counter[UUID]()
        for look in looks:
            within[look.file] += 1
            while look.time - looks[begin].time > stretch:
                within[looks[begin].file] -= 1
                if not within[looks[begin].file]:
                    del within[looks[begin].file]
                begin += 1
            if len(within) >= most:
                _newest, files = found.get((actor, look.day), (look, frozenset()))
                found[actor, look.day] = look, files if len(files) >= len(within) else frozenset(within)
    for look, files in found.values():
        sentence = ngettext(
            "%(who)s membuka %(n)d berkas dalam %(minutes)d menit.",
            "%(who)s membuka %(n)d berkas dalam %(minutes)d menit.",
            len(files),
        ) % {"who": name_of(window.people[look.actor]), "n": len(files), "minutes": window.limits.many_minutes}
        yield Finding(f"many:{look.pk}", sentence, look.time, MANY, window.day_of(look), files)


def nights(window: Window) -> Iterator[Finding]:
    """Somebody whose work is by day read at night and had no shift: one a person and night, by the newest look.

    On a shift is whoever stands on the roster for that hour or covers a colleague's shift; at work is whoever holds a
    grant that ends by itself (break-glass).
    """
    night, roles = _hours_of_night(window.limits), frozenset(window.limits.night_roles)
    by_night = [look for look in window.looks if look.hour in night and look.role not in roles]
    if not by_night:
        return
    on_shift = _shifts(window, {look.actor for look in by_night})
    window.holding.load(look.file for look in by_night if look.file)
    found: dict[tuple[str, date], list[Act]] = defaultdict(list)
    for look in by_night:
        begun = [begins <= look.time < ends for begins, ends in on_shift.get(look.actor, ())]
        if not any(begun) and not _is_called(look, window):
            found[look.actor, day_of(look.time - timedelta(hours=window.limits.night_ends))].append(look)
    for looks in found.values():
        files = frozenset(look.file for look in looks if look.file)
        sentence = ngettext(
            "%(who)s membuka %(n)d berkas pada malam hari, di luar giliran jaga.",
            "%(who)s membuka %(n)d berkas pada malam hari, di luar giliran jaga.",
            len(files),
        ) % {"who": name_of(window.people[looks[0].actor]), "n": len(files)}
        newest = looks[0]
        yield Finding(f"night:{newest.pk}", sentence, newest.time, NIGHT, window.day_of(newest), files)


def _hours_of_night(limits: Limits) -> frozenset[int]:
    begins, ends = limits.night_begins, limits.night_ends
    return frozenset(range(begins, ends) if begins <= ends else (*range(begins, 24), *range(ends)))


def _shifts(window: Window, actors: set[str]) -> dict[str, list]:
    """The hours of these people: on the roster, and of shifts that they cover, counted as long as one can be."""
    shifts: dict[str, list] = defaultdict(list)
    since = window.now - timedelta(days=window.limits.days)
    for staff, begins, ends in Duty.objects.filter(ends__gt=since).values_list("staff_id", "begins", "ends"):
        shifts[str(staff)].append((begins, ends))
    for act in window.acts:
        if act.action == COVER:
            shifts[act.thing].append((act.time, act.time + LONGEST))
    return {actor: shifts[actor] for actor in actors}


def _is_called(look: Act, window: Window) -> bool:
    held = window.explaining(look, look.time)
    return held is not None and held.personal and held.until is not None and not held.assigns
