"""Hours in which no pair on the roster could decide about break-glass: loud beforehand to whoever can fill them, a
finding for auditors when they have passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access import policy, roster
from access.models import Duty
from access.permissions import Permission
from audit.findings import Finding
from audit.models import AuditEntry
from casework.today import NOW, USUAL, TodayItem

MONTH = timedelta(days=30)
HOUR = timedelta(hours=1)
WEIGHT = 84


def to_come(user) -> list[TodayItem]:
    """Hours to come without a pair that could decide, for whoever can fill them: which come first, and how many times
    more. From a day beforehand it stands with what is urgent."""
    if not policy.may(user, Permission.SERVICE_ROSTER) or not (found := roster.gaps_soon(timezone.now())):
        return []
    first, more = found[0], len(found) - 1
    title = _("Akses darurat tanpa pasangan %(begins)s sampai %(ends)s: isi jadwal piket") % {
        "begins": roster.spoken(first.begins),
        "ends": roster.spoken(first.ends),
    }
    note = ngettext("dan %(n)d kali lagi dalam dua hari", "dan %(n)d kali lagi dalam dua hari", more) % {"n": more}
    urgency = NOW if first.begins < timezone.now() + roster.LOUD else USUAL
    url, begins = reverse("access:roster"), first.begins
    return [TodayItem("due", title, "", url, due=begins, at=begins, note=note if more else "", urgency=urgency)]


def gone_by(now: datetime) -> Iterator[Finding]:
    """A side of the roster had nobody for an hour of a day or more: one a day, again with each further hour of it.

    From the first hours that anybody was put on it. Hours count from when they were written down, by the roles that
    people have now.
    """
    first: dict[datetime, datetime] = {}
    lasted: dict[datetime, timedelta] = {}
    for gap in _gaps(now):
        begins = gap.begins
        while begins < gap.ends:
            day = timezone.make_aware(datetime.combine(timezone.localdate(begins), time.min))
            ends = min(gap.ends, day + timedelta(days=1))
            first.setdefault(day, begins)
            lasted[day] = lasted.get(day, timedelta()) + ends - begins
            begins = ends
    for day, long in lasted.items():
        if hours := long // HOUR:
            told = ngettext(
                "Akses darurat: %(n)d jam tanpa pasangan pada jadwal piket, sejak %(since)s.",
                "Akses darurat: %(n)d jam tanpa pasangan pada jadwal piket, sejak %(since)s.",
                hours,
            ) % {"n": hours, "since": roster.spoken(first[day])}
            yield Finding(f"unpaired:{timezone.localdate(day)}:{hours}", told, first[day], WEIGHT)


def _gaps(now: datetime) -> list[roster.Gap]:
    since = now - MONTH
    oldest = Q(pk__in=Duty.objects.order_by("begins", "pk").values("pk")[:1])  # tells since when there is a roster
    rows = list(Duty.objects.filter(oldest | Q(ends__gt=since), begins__lt=now).select_related("staff"))
    keys = [str(row.pk) for row in rows]
    told = AuditEntry.objects.filter(action="roster.enter", object_id__in=keys).values_list("object_id", "time")
    entered = dict(told) if keys else {}
    for row in rows:  # who is written down afterwards was not there to be called
        row.begins = max(row.begins, entered.get(str(row.pk), row.begins))
    since = max(since, min((row.begins for row in rows), default=now))
    return roster.gaps(rows, since, now) if since < now else []
