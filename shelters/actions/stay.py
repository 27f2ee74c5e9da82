"""Arrival, extension, departure."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from access.errors import Refused
from shelters.actions.act import house_act, locked
from shelters.actions.allocation import claim_for_stay, free
from shelters.actions.keeping import give_back
from shelters.models import Belonging, Extension, Hold, Stay
from shelters.queries.transfers import escorts_of
from shelters.workflow import (
    FIRST_STAY,
    HOLD_TRANSITIONS,
    REQUEST_TRANSITIONS,
    STAY_TRANSITIONS,
    TRANSFER_TRANSITIONS,
)


def arrive(hold: Hold, *, rules_agreed: bool, things=(), by) -> Stay:
    """She is here: the hold becomes a stay, her things are taken into keeping, her escort's sight of the place ends."""
    with house_act("stay.arrive", by=by, house_id=hold.place.room.house_id, case_id=hold.case_id):
        hold = locked(hold)
        HOLD_TRANSITIONS.move(hold, "arrive")
        request = locked(hold.request)
        REQUEST_TRANSITIONS.move(request, "arrive")
        now = timezone.now()
        stay = Stay(
            request=request,
            card=request.card,
            place=hold.place,
            case_id=hold.case_id,
            arrived_at=now,
            planned_until=timezone.localdate(now) + FIRST_STAY,
            rules_agreed=rules_agreed,
        )
        try:
            with transaction.atomic(using="shelters"):
                stay.save(force_insert=True)
        except IntegrityError:  # she is still recorded in another place; which one is not for this house to know
            raise Refused(
                _("Kedatangan belum dapat dicatat. Tempatnya tetap ditahan. Hubungi yang memutuskan tempat.")
            ) from None
        claim_for_stay(hold, stay)
        hold.ended_at = now
        hold.save(update_fields=["state", "ended_at"])
        request.save(update_fields=["state"])
        for thing in things:
            Belonging(stay=stay, thing=thing, kept_at=now).save()
        for transfer in escorts_of(hold):
            TRANSFER_TRANSITIONS.move(transfer, "finish")
            transfer.save(update_fields=["state"])
        return stay


def extend_stay(stay: Stay, *, nights: int, by) -> Stay:
    """Plan the stay for `nights` more."""
    with house_act("stay.extend", by=by, house_id=stay.place.room.house_id, case_id=stay.case_id):
        stay = locked(stay)
        STAY_TRANSITIONS.move(stay, "extend")
        before, stay.planned_until = stay.planned_until, stay.planned_until + timedelta(days=nights)
        stay.save(update_fields=["planned_until"])
        Extension(
            stay=stay,
            planned_before=before,
            planned_until=stay.planned_until,
            extended_by_id=by.pk,
            extended_at=timezone.now(),
        ).save()
        return stay


def leave(stay: Stay, *, destination: str, things_returned: bool, by) -> Stay:
    """She has gone: the place is free, the house no longer sees her card."""
    with house_act("stay.leave", by=by, house_id=stay.place.room.house_id, case_id=stay.case_id):
        stay = locked(stay)
        STAY_TRANSITIONS.move(stay, "leave")
        request = locked(stay.request)
        REQUEST_TRANSITIONS.move(request, "leave")
        now = timezone.now()
        stay.left_at = now
        stay.destination = destination
        stay.save(update_fields=["state", "left_at", "destination"])
        request.save(update_fields=["state"])
        give_back(request.card)
        if things_returned:
            for thing in Belonging.every.filter(stay=stay, returned_at=None):
                thing.returned_at = now
                thing.save(update_fields=["returned_at"])
        free(stay.place_id)
        return stay
