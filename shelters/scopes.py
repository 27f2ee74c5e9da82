"""Rights that rows of this package give, registered at `access.scopes`: never a grant in `default`.

A placement officer sees all open requests; a custodian those that no placement officer may see, and what is held
or taken for them in the houses that this custodian keeps. Either receives whom nobody in her house may see. An escort
sees a transfer, and through it the location of one house, for the hours of that transfer. Nothing here gives a right on
a model of `default`.
"""

from __future__ import annotations

from django.db.models import Q

from access import scopes
from access.permissions import Permission
from access.roles import Role
from access.walls import unseen_by
from shelters.models import Hold, PlacementRequest, Stay, Transfer
from shelters.queries.desk import houses_of
from shelters.queries.standing_in import has_a_part, unreceived
from shelters.queries.transfers import houses_under_way, under_way
from shelters.workflow import OPEN_REQUESTS


def open_requests(user, permission) -> Q | None:
    """Requests that wait for a place or have one held: those that fall to this person to decide."""
    if permission != Permission.SHELTER_REQUESTS or user.is_robot:
        return None
    if user.role == Role.PLACEMENT_OFFICER:
        return Q(state__in=OPEN_REQUESTS)
    mine = _fallen_to(user)
    return None if mine is None else mine & Q(state__in=OPEN_REQUESTS)


def what_was_given(user, permission) -> Q | None:
    """For a custodian who stands in for placement officers: the places held, or taken, for what none of them sees."""
    mine = _fallen_to(user) if permission == Permission.SHELTER_PLACE and not user.is_robot else None
    return None if mine is None else mine & Q(claim__house_id__in=list(houses_of(user)))


def who_is_not_received(user, permission) -> Q | None:
    """For whoever decides about a place: those who are sent to, or live in, a house in which nobody may see them."""
    if permission != Permission.SHELTER_RECEIVE or user.is_robot or not has_a_part(user):
        return None
    unseen = unreceived()
    theirs = Q() if user.role == Role.PLACEMENT_OFFICER else _fallen_to(user)
    if unseen is None or theirs is None:
        return None
    return unseen & theirs & Q(claim__house_id__in=list(houses_of(user)))


def _fallen_to(user) -> Q | None:
    return unseen_by(Role.PLACEMENT_OFFICER) if user.role == Role.CUSTODIAN else None


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
    scopes.register(Hold, what_was_given)
    scopes.register(Stay, what_was_given)
    scopes.register(Hold, who_is_not_received)
    scopes.register(Stay, who_is_not_received)
    scopes.register(Transfer, transfers_of_the_escort)
    scopes.register(location, locations_of_the_escort)
