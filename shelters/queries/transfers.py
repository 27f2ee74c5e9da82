"""Escorts: who can be sent, who is on the way, and to which house."""

from __future__ import annotations

import uuid

from django.db.models import Q
from django.utils import timezone

from access import policy
from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from shelters.models import Hold, Transfer
from shelters.workflow import TransferState


def under_way(user) -> Q:
    """The transfers of this escort that are on now."""
    now = timezone.now()
    return Q(escort_id=user.pk, state=TransferState.PLANNED, starts_at__lte=now, ends_at__gt=now)


def houses_under_way(user) -> list[uuid.UUID]:
    """Ids of the houses to which this person brings somebody now."""
    if user.role != Role.ESCORT:
        return []
    return list(Transfer.every.filter(under_way(user)).values_list("house_id", flat=True))


def transfers_for(user) -> list[Transfer]:
    """The transfers of this escort that are on now, the one that ends first first; nobody else has any."""
    if user.role != Role.ESCORT:
        return []
    mine = policy.visible(user, Permission.SHELTER_LOCATE, of=Transfer)
    return list(mine.select_related("hold__request__card").order_by("ends_at", "id"))


def escorts() -> list[Staff]:
    """Everyone who can be sent with a resident."""
    return list(Staff.objects.filter(role=Role.ESCORT, is_active=True).order_by("username"))


def escorts_of(hold: Hold) -> list[Transfer]:
    """The escorts still assigned to a hold, locked."""
    return list(Transfer.every.select_for_update().filter(hold=hold, state=TransferState.PLANNED))


def assigned_to(hold: Hold | None) -> list[tuple[Transfer, str]]:
    """The escorts assigned to a hold, if there is one, each with the name colleagues know.

    All escorts are asked for, always: who reads the main database's statements doesn't learn who will drive.
    """
    names = {person.pk: person.get_full_name() for person in Staff.objects.filter(role=Role.ESCORT)}
    rows = Transfer.every.filter(hold=hold, state=TransferState.PLANNED) if hold else ()
    return [(row, names.get(row.escort_id, "")) for row in rows]
