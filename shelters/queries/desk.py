"""The desk of whoever decides about places: open requests, what is held for them, and free places with advice."""

from __future__ import annotations

import uuid
from collections import Counter

from django.db.models import Exists, OuterRef, Q, QuerySet

from access import policy
from access.newest import key_of, read_key
from access.permissions import Permission
from shelters.models import Claim, Hold, House, HouseReference, Place, PlacementRequest, Stay
from shelters.suitability import Advice, advise
from shelters.workflow import HoldState, RequestState, StayState

MOST = 50


def requests_for(user) -> QuerySet[PlacementRequest]:
    """The open requests that this person decides, the oldest first, with their cards.

    The main database is asked the same, however many wait."""
    mine = policy.visible(user, Permission.SHELTER_REQUESTS, of=PlacementRequest)
    return mine.select_related("card").order_by("asked_at", "id")


def page_for(user, after: str | None = None) -> tuple[list[PlacementRequest], str | None]:
    """One page of them, and the key of the next: whoever waits stands on one. Where a page was emptied meanwhile, the
    first one."""
    mine = requests_for(user)
    rows = list(mine.filter(_later_than(after))[: MOST + 1])
    if after and not rows:
        rows = list(mine[: MOST + 1])
    if len(rows) <= MOST:
        return rows, None
    return rows[:MOST], key_of(rows[MOST - 1].asked_at, rows[MOST - 1].pk)


def _later_than(key: str | None) -> Q:
    """The requests after a page's end, the oldest first."""
    end = read_key(key)
    if end is None:
        return Q()
    moment, last = end
    return Q(asked_at__gte=moment) & (Q(asked_at__gt=moment) | Q(pk__gt=last))


def newest_waiting(user) -> list[PlacementRequest]:
    """The requests that were asked last and nobody has answered yet: however many wait, tonight's is among them. Each
    says by `ran_out` whether a place that was held for it ran out, so that she may have been on her way."""
    ran_out = Exists(Hold.every.filter(request=OuterRef("pk"), state=HoldState.EXPIRED))
    return list(requests_for(user).annotate(ran_out=ran_out).filter(state=RequestState.ASKED).reverse()[:MOST])


def hold_of(request: PlacementRequest) -> Hold | None:
    """The hold that keeps a place for this request now."""
    held = Claim.every.filter(hold__request=request).select_related("hold__place__room", "hold__request__card").first()
    return held.hold if held else None


def present_stay(request: PlacementRequest) -> Stay | None:
    """Where she is recorded already: a move is a departure and an arrival."""
    staying = Stay.every.filter(case_id=request.case_id, state=StayState.STAYING)
    return staying.select_related("place__room").first()


def houses_of(user) -> dict[uuid.UUID, str]:
    """The code names of the houses this person places in, by id: an officer by what was entrusted to their unit, a
    custodian who stands in by what they keep. They are asked for all at once, whichever is meant: who reads the main
    database's statements doesn't learn where a place is held."""
    if not policy.may(user, Permission.SHELTER_PLACE):
        return {}
    return dict(policy.visible(user, Permission.SHELTER_READ).values_list("pk", "code"))


def free_places(user, particulars: dict) -> list[Advice]:
    """All free places of the houses this officer places in, each with advice; by house code, room, place, always."""
    names = houses_of(user)
    houses = {house.pk: house for house in House.every.filter(pk__in=list(names), open=True)}
    taken = set(Claim.every.filter(house_id__in=list(houses)).values_list("place_id", flat=True))
    places = list(Place.every.filter(room__house_id__in=list(houses), in_use=True).select_related("room"))
    in_room = Counter(place.room_id for place in places)
    advice = [
        advise(
            place,
            houses[place.room.house_id],
            names[place.room.house_id],
            particulars,
            alone_in_room=in_room[place.room_id] == 1,
        )
        for place in places
        if place.pk not in taken
    ]
    return sorted(advice, key=lambda one: (one.house_code, one.place.room.number, one.place.number))


def looked_at(requests: list[PlacementRequest]) -> HouseReference:
    """What an entry of a look at the desk is about: no house, and every file whose card is shown."""
    about = HouseReference()
    about.standing = frozenset({"requests"})
    about.touches = [request.case_id for request in requests]
    return about
