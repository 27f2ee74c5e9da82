"""Rights that rows of this package give, registered at `access.scopes`: never a grant in `default`.

A placement officer sees all open requests. An escort sees a transfer, and through it the location of one house,
for the hours of that transfer. Nothing here gives a right on a model of `default`.
"""

from __future__ import annotations

from django.db.models import Q

from access import scopes
from access.permissions import Permission
from access.roles import Role
from shelters.models import PlacementRequest, Transfer
from shelters.queries.transfers import houses_under_way, under_way
from shelters.workflow import OPEN_REQUESTS


def open_requests(user, permission) -> Q | None:
    """Requests that wait for a place or have one held."""
    if permission == Permission.SHELTER_REQUESTS and user.role == Role.PLACEMENT_OFFICER:
        return None if user.is_robot else Q(state__in=OPEN_REQUESTS)
    return None


def transfers_of_the_escort(user, permission) -> Q | None:
    """The escort's own transfers, while they last."""
    if permission == Permission.SHELTER_LOCATE and user.role == Role.ESCORT:
        return under_way(user)
    return None


def locations_of_the_escort(user, permission) -> Q | None:
    """The locations of the houses to which this escort brings somebody now."""
    if permission == Permission.SHELTER_LOCATE and user.role == Role.ESCORT:
        return Q(pk__in=houses_under_way(user))
    return None


def register(location: type) -> None:
    """Called once, when the apps are ready; LOCATION is the model that `shelters.reveal_location` alone knows."""
    scopes.register(PlacementRequest, open_requests)
    scopes.register(Transfer, transfers_of_the_escort)
    scopes.register(location, locations_of_the_escort)
