"""Houses by code name, who is on duty in them, what they keep."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils import timezone

from access import policy
from access.permissions import Permission
from shelters.models import Belonging, Shift, Stay
from shelters.roots.models import Shelter


def codes(house_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Code names by house id."""
    return dict(Shelter.every.filter(pk__in=list(house_ids)).values_list("pk", "code"))


def code_of(house_id: uuid.UUID) -> str:
    """The code name of one house."""
    return codes([house_id]).get(house_id, "")


def houses_for(user) -> list[Shelter]:
    """The houses whose pages this person may open, by code name."""
    return list(policy.visible(user, Permission.SHELTER_READ).order_by("code"))


def is_on_shift(user, house_id: uuid.UUID) -> bool:
    """Whether this person is on duty in that house at this moment."""
    now = timezone.now()
    return Shift.every.filter(house_id=house_id, staff_id=user.pk, starts_at__lte=now, ends_at__gt=now).exists()


def kept_things(stay: Stay) -> list[Belonging]:
    """What the house keeps for a resident now."""
    return list(Belonging.every.filter(stay=stay, returned_at=None).order_by("kept_at", "thing"))
