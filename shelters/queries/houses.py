"""Houses by code name, who is on duty in them, what they keep."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils import timezone

from access import policy
from access.permissions import Permission
from access.prepared import Prepared
from shelters.models import Belonging, Shift, Stay
from shelters.roots.models import Shelter


def codes(house_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Code names by house id. All houses are asked for: who reads the statements doesn't learn about which it is."""
    known = dict(_CODES.rows())
    return {house_id: known[house_id] for house_id in house_ids if house_id in known}


_CODES = Prepared(lambda: Shelter.every.order_by("code").values_list("pk", "code"))


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


def all_houses() -> list[uuid.UUID]:
    """The ids of all houses, in order."""
    return list(Shelter.every.order_by("pk").values_list("pk", flat=True))


def rows_of(model) -> list:
    """Every row of a sealed model of houses, in order: for what must know all of them."""
    return list(model.every.order_by("pk"))


def row_of(model, house_id: uuid.UUID):
    """A house's row of such a model, or a new one."""
    return model.every.filter(pk=house_id).first() or model(id=house_id)


def kept_things(stay: Stay) -> list[Belonging]:
    """What the house keeps for a resident now."""
    return list(Belonging.every.filter(stay=stay, returned_at=None).order_by("kept_at", "thing"))
