"""Who was denied something: often, or before they read it all the same."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access import robots
from audit import references, words
from audit.findings import Finding, files_of
from audit.holding import GIVEN_OR_TAKEN, GRANT, GRANTED, unexplaining
from audit.models import AuditEntry, Decision
from audit.rules.log import MONTH, entry_url
from audit.rules.newest import Act
from audit.rules.window import TOGETHER, Window

WEEK = timedelta(days=7)
MANY_DENIALS = 5
GRANTED_BETWEEN = 82  # the weight
BY_NOBODY = Q(actor="") | Q(purpose=robots.PURPOSE)  # the canary is denied by design


def denied_then_read(window: Window) -> Iterable[Finding]:
    """Somebody was denied an object and read the very same one within a week afterwards: worse if it was given to them
    in between. One a person and object, by the newest read.

    Denials are looked for by what was read: by how often somebody is denied anything else, none is pushed out.
    """
    rows = AuditEntry.objects.come_to(Decision.DENIED).filter(time__gte=window.now - MONTH).exclude(BY_NOBODY)
    actors = set(rows.order_by().values_list("actor", flat=True).distinct())
    acts = [act for act in window.acts if act.actor in actors]
    digests = {thing: hashlib.sha256(thing.encode()).hexdigest() for thing in {act.thing for act in acts}}
    denied = _denied(rows, sorted(digests.values()))
    newest: dict[tuple[str, str], tuple[Act, datetime]] = {}
    for act in acts if denied else ():
        times = denied.get((act.actor, digests[act.thing]), ())
        before = [time for time in times if time < act.time <= time + WEEK]
        if before:
            newest.setdefault((act.actor, act.thing), (act, min(before)))
    read = list(newest.values())
    given = _given(read)
    for act, time in read:
        granted = any(time < at <= act.time for at in given.get((act.actor, act.file), ()))
        sentence = (
            _("%(kind)s dibaca oleh orang yang ditolak membukanya dan sesudah itu diberi akses.")
            if granted
            else _("%(kind)s dibaca oleh orang yang sebelumnya ditolak membukanya.")
        ) % {"kind": words.kind(act.kind)}
        weight = GRANTED_BETWEEN if granted else 70
        yield Finding(f"denied-read:{act.pk}", sentence, act.time, weight, act.url, files_of(act.file))


def _denied(rows: QuerySet, digests: list[str]) -> dict[tuple[str, str], list[datetime]]:
    """When who was denied what of the objects with these digests."""
    denied: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for start in range(0, len(digests), TOGETHER):
        among = rows.filter(object_id__in=digests[start : start + TOGETHER]).order_by()
        for actor, digest, time in among.values_list("actor", "object_id", "time"):
            denied[actor, digest].append(time)
    return denied


def _given(read: list[tuple[Act, datetime]]) -> dict[tuple[str, UUID | None], list[datetime]]:
    """When these people were given something on these files, themselves and for good: break-glass has its review."""
    files = {act.file for act, _time in read if act.file}
    people = {act.actor for act, _time in read}
    given: dict[tuple[str, UUID | None], list[datetime]] = defaultdict(list)
    entries = AuditEntry.objects.filter(GIVEN_OR_TAKEN, case_id__in=files, object_id__in=people) if files else ()
    for entry in entries:
        if entry.action == GRANTED and any(
            name.split(":")[1] not in unexplaining() for name in entry.digests if name.startswith(GRANT)
        ):
            given[entry.object_id, entry.case_id].append(entry.time)
    return given


def many_denials(now: datetime) -> Iterable[Finding]:
    """One person was denied often within an hour: somebody may be trying ids."""
    rows = AuditEntry.objects.come_to(Decision.DENIED).filter(time__gte=now - WEEK).exclude(BY_NOBODY)
    hours: dict[tuple[str, str], list[tuple[UUID, datetime]]] = defaultdict(list)
    for pk, actor, time in rows.order_by("-time", "-id").values_list("pk", "actor", "time")[:5000]:
        hours[actor, f"{time:%Y-%m-%dT%H}"].append((pk, time))
    for (actor, hour), entries in hours.items():
        if len(entries) >= MANY_DENIALS:
            last, newest = entries[0]
            yield _often_denied(f"{actor}:{hour}", len(entries), newest, entry_url(last))


def many_denials_in_houses(now: datetime) -> Iterable[Finding]:
    """The same of those who act in houses, whose attempts name nobody in the log.

    A review keeps a finding's key in the main database: the reference of the hour's first attempt, not who it was. So
    it leads to an attempt, and not to the person's day, whose page leaves there who was looked at.
    """
    port = references.registered()
    hours: dict[tuple[UUID, str], list[tuple[UUID, datetime]]] = defaultdict(list)
    since = (now - WEEK).replace(minute=0, second=0, microsecond=0)  # an hour counts whole, or its key would change
    if port is None:
        return
    for reference, staff_id, at in port.denied_since(since):
        hours[staff_id, f"{at:%Y-%m-%dT%H}"].append((reference, at))
    for (staff_id, _hour), attempts in hours.items():
        if len(attempts) >= MANY_DENIALS:
            (last, newest), first = attempts[0], attempts[-1][0]
            yield _often_denied(f"house:{first}", len(attempts), newest, port.page_of(last), whose=str(staff_id))


def _often_denied(key: str, count: int, newest: datetime, url: str, whose: str = "") -> Finding:
    """WHOSE they were is said of those in houses, for their key doesn't tell."""
    sentence = ngettext(
        "Satu orang ditolak %(count)d kali dalam satu jam.", "Satu orang ditolak %(count)d kali dalam satu jam.", count
    )
    return Finding(f"denials:{key}", sentence % {"count": count}, newest, 60, url, whose=whose, of_houses=bool(whose))
