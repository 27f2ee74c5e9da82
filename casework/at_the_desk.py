"""What the case file brings to the lock of the screen: what can't wait, and what a shared desk hands on."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access import policy
from access.locking import Alarm
from access.models import Staff
from access.permissions import Permission
from casework import today
from casework.actions import break_glass
from casework.actions.drafts import take_over_draft
from casework.models import DeskDraft
from casework.queries.tickets import on_their_way


def alarms(user: Staff) -> list[Alarm]:
    """Break-glass to decide, which passes the lock; of the rest that stands first on the start page, how much it is."""
    found = []
    if policy.may(user, Permission.SERVICE_BREAK_GLASS_DECIDE):
        for row in break_glass.to_decide(user, timezone.now()):
            url = reverse("casework:decide_break_glass", args=[row.pk])
            found.append(Alarm(_("Akses darurat diminta: putuskan sekarang"), url))
    waiting = today.lists(user, locked=True).values()
    pressing = [item for items in waiting for item in items if item.urgency == today.NOW]
    count = len({item.url for item in pressing} - {alarm.url for alarm in found})
    if count:
        said = ngettext("%(n)d hal yang mendesak menunggu Anda.", "%(n)d hal yang mendesak menunggu Anda.", count)
        found.append(Alarm(said % {"n": count}))
    return found


def hand_over(before: Staff, after: Staff) -> str:
    """The ticket half typed at the 112 desk goes to a colleague who may open tickets there, and nothing else does.

    A call that is on its way is typed to its end.
    """
    drafts = DeskDraft.objects.filter(staff=before).exclude(pk__in=on_their_way())
    draft = drafts.order_by("-saved", "-pk").first()
    if draft is None or before.agency_id != after.agency_id or not policy.may(after, Permission.TICKET_OPEN):
        return ""
    take_over_draft(draft, by=after)
    return reverse("casework:desk")
