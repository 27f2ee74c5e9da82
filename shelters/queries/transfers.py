"""Escorts: who can be sent, who is on the way, and to which house."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from access import policy, walls
from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from access.walls import walled_cases
from shelters.models import Hold, Transfer
from shelters.workflow import TransferState


def under_way(user) -> Q:
    """The transfers of this escort that are on now."""
    now = timezone.now()
    return Q(escort_id=user.pk, state=TransferState.PLANNED, starts_at__lte=now, ends_at__gt=now)


def houses_under_way(user) -> list[uuid.UUID]:
    """Ids of the houses to which this person brings somebody now, whose file is not closed to them."""
    if user.role != Role.ESCORT:
        return []
    open_to_them = Transfer.every.filter(under_way(user)).exclude(case_id__in=walled_cases(user))
    return list(open_to_them.values_list("house_id", flat=True))


def transfers_for(user) -> list[Transfer]:
    """The transfers of this escort that are on now, the one that ends first first; nobody else has any."""
    if user.role != Role.ESCORT:
        return []
    mine = policy.visible(user, Permission.SHELTER_LOCATE, of=Transfer)
    return list(mine.select_related("hold__request__card").order_by("ends_at", "id"))


def escorts() -> list[Staff]:
    """Everyone who can be sent with a resident."""
    return list(Staff.objects.working().filter(role=Role.ESCORT).order_by("username"))


def escorts_of(hold: Hold) -> list[Transfer]:
    """The escorts still assigned to a hold, locked."""
    return list(Transfer.every.select_for_update().filter(hold=hold, state=TransferState.PLANNED))


def kept_out() -> set[tuple[uuid.UUID, uuid.UUID]]:
    """(escort, case) of each standing conflict of interest: who can't bring whom."""
    return walls.of_role(Role.ESCORT)


class Assigned(NamedTuple):
    """An escort of a hold: the name colleagues know, and whether the location opens to them."""

    transfer: Transfer
    name: str
    can_go: bool


def assigned_to(hold: Hold | None) -> list[Assigned]:
    """The escorts assigned to a hold, if there is one.

    All escorts are asked for, always: who reads the main database's statements doesn't learn who will drive.
    """
    people, closed = _of_role(), kept_out()
    rows = Transfer.every.filter(hold=hold, state=TransferState.PLANNED) if hold else ()
    return [Assigned(row, _name(row, people), _can_go(row, people, closed)) for row in rows]


def _of_role() -> dict[uuid.UUID, Staff]:
    """Every account of an escort, the closed and the sleeping ones too."""
    return {person.pk: person for person in Staff.objects.filter(role=Role.ESCORT).defer("real_name", "nik", "phone")}


def _name(way: Transfer, people: dict[uuid.UUID, Staff]) -> str:
    """How colleagues call the escort; of one who has become something else only that somebody was sent."""
    return people[way.escort_id].get_full_name() if way.escort_id in people else gettext("Pengantar")


def _can_go(way: Transfer, people: dict[uuid.UUID, Staff], closed: set[tuple[uuid.UUID, uuid.UUID]]) -> bool:
    """Whether the address opens to the escort of this WAY: they work as one, and stand behind no wall."""
    person = people.get(way.escort_id)
    works = person is not None and person.is_active and person.approved
    return works and (way.escort_id, way.case_id) not in closed


def stranded(officer) -> list[Transfer]:
    """Ways that are planned or under way and whose escort can't go, in houses where this officer places: the escort
    stands behind a wall, or doesn't work as one any more."""
    people, closed = _of_role(), kept_out()
    holds = policy.visible(officer, Permission.SHELTER_PLACE, of=Hold)
    rows = Transfer.every.filter(hold__in=holds, state=TransferState.PLANNED, ends_at__gt=timezone.now())
    ways = rows.select_related("hold__request__card").order_by("starts_at", "id")
    return [way for way in ways if not _can_go(way, people, closed)]
