"""What the case file brings to the lock of the screen: what can't wait, and what a shared desk hands on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from access import policy
from access.locking import Alarm, Onward
from access.models import Staff
from access.permissions import Permission
from audit.errors import AuditError
from audit.reveal import reveal
from casework import today
from casework.actions import break_glass
from casework.actions.conflicts import is_one_of
from casework.actions.drafts import take_over_draft
from casework.models import DeskDraft
from casework.queries.drafts import read_token, still_typed

STAYS = gettext_lazy("Panggilan yang diketik tetap tersimpan pada pemiliknya.")


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


def hand_over(before: Staff, after: Staff, screen: str) -> Onward:
    """The ticket half typed on this very SCREEN, which tells its token, goes to a colleague who may open tickets there,
    and nothing else does: not what is typed elsewhere, nor a call on its way, nor what her agency may not know.

    What stays is the other one's, unharmed. That something stays is told in one sentence, whatever the reason; but a
    call that names the telephone of who takes the desk is to them as if nobody had typed it.
    """
    if before.agency_id != after.agency_id or not policy.may(after, Permission.TICKET_OPEN):
        return Onward()
    drafts: dict[UUID | None, DeskDraft] = {draft.pk: draft for draft in still_typed(before)}
    taken = drafts.get(read_token(screen, before.pk))
    if taken is not None:
        typed = _typed(taken, before)
        if typed and _is_about(typed, after):
            drafts.pop(taken.pk)
            taken = None
        elif typed and not _is_kept_from_agency(typed, after):
            take_over_draft(drafts.pop(taken.pk), by=after)
    return Onward(reverse("casework:desk") if taken else "", str(STAYS) if drafts else "")


def _typed(draft: DeskDraft, before: Staff) -> dict[str, Any]:
    """What is half typed there, opened as its own person's, whose screen it still is; {} where it doesn't open, for
    then nobody knows whom it is to be kept from."""
    try:
        with reveal(before, "ticket.desk", draft, [(draft, "typed")], permission=Permission.TICKET_OPEN) as opened:
            typed: Any = opened[draft, "typed"]
            return dict(typed)
    except AuditError:
        return {}


def _is_about(typed: dict[str, Any], after: Staff) -> bool:
    """Whether the number to call back is one of who takes the desk: saved, it would have kept the ticket from them.
    Also one that several share: nothing is stranded by a draft that stays. On a disk that is away nobody can tell."""
    try:
        return is_one_of(str(typed.get("callback_number") or ""), after)
    except OSError:
        return True


def _is_kept_from_agency(typed: dict[str, Any], after: Staff) -> bool:
    """Whether the call is to be kept from the agency of who takes the desk."""
    return typed.get("works_for") == str(after.agency_id) and not typed.get("his_agency_wanted")
