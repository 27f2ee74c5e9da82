"""Whose half-typed tickets are whose: by their person, and by the token of the page that types one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from access import policy
from access.models import Staff
from access.permissions import Permission
from casework.models import DeskDraft
from casework.queries.tickets import on_their_way
from casework.today import TodayItem

SIGNER = Signer(salt="casework.desk")


def draft_token(ticket_id: UUID, staff_id: UUID | None) -> str:
    """The id of what is being typed, bound to who types it: nobody can write into another's draft or ticket."""
    return SIGNER.sign(f"{ticket_id}.{staff_id}")


def read_token(token: str, staff_id: UUID | None) -> UUID | None:
    """The id that `draft_token` wrote for this person; None for anything else."""
    try:
        ticket_id, _dot, owner = SIGNER.unsign(token or "").partition(".")
    except BadSignature:
        return None
    return UUID(ticket_id) if owner == str(staff_id) else None


def own_drafts(user: Staff) -> QuerySet[DeskDraft]:
    """Drafts of one's own, the newest first."""
    return DeskDraft.objects.filter(staff=user).order_by("-saved", "-pk")


def still_typed(user: Staff) -> list[DeskDraft]:
    """One's own drafts whose calls aren't on their way already, the newest first; that they are one's own explains
    their reading."""
    drafts: list[Any] = list(_not_sent(user))
    for draft in drafts:
        draft.standing = frozenset({"own"})
    return drafts


def _not_sent(user: Staff) -> QuerySet[DeskDraft]:
    return own_drafts(user).exclude(pk__in=on_their_way())


def items(user) -> list[TodayItem]:
    """A call of one's own that is half typed: whoever took the desk may not have been given it."""
    if not policy.may(user, Permission.TICKET_OPEN):
        return []
    opened = _not_sent(user).values_list("opened", flat=True).first()
    if opened is None:
        return []
    title = _("Panggilan yang baru setengah diketik: lanjutkan atau buang")
    return [TodayItem("due", title, "", reverse("casework:desk"), due=opened, at=opened)]
