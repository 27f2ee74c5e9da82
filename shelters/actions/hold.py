"""Keeping a place free, letting it go, and answering a request that can't be met."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from access.errors import Refused, Unseen
from shelters.actions.act import house_act, locked
from shelters.actions.allocation import claim_for_hold, free
from shelters.actions.keeping import give_back
from shelters.models import Hold, Place, PlacementRequest
from shelters.models.reference import ON_CODE
from shelters.queries.desk import houses_of
from shelters.queries.transfers import escorts_of
from shelters.workflow import (
    HOLD_TRANSITIONS,
    OPEN_REQUESTS,
    REQUEST_TRANSITIONS,
    TRANSFER_TRANSITIONS,
    HoldState,
)
from vault.reseal import has_keys


def hold_place(
    request: PlacementRequest, *, place: uuid.UUID, hours: int, reason: str = "", on_code: bool = False, by
) -> Hold:
    """Keep one free place for a request until `hours` from now. Refused when somebody else was faster.

    ON_CODE, in a session without a factor of BY's own, it rings the house's custodians.
    """
    chosen = Place.every.select_related("room").get(pk=place)
    if chosen.room.house_id not in houses_of(by):
        raise Unseen
    act = ON_CODE[0] if on_code else "hold.place"
    with house_act(act, by=by, house_id=chosen.room.house_id, case_id=request.case_id):
        request = locked(request)
        chosen = locked(chosen)
        if not chosen.in_use:
            raise Refused(
                _("Tempat itu sedang tidak dipakai. Pilihan Anda tetap ada; pilih tempat lain."), field="place"
            )
        REQUEST_TRANSITIONS.move(request, "hold")
        now = timezone.now()
        hold = Hold(
            request=request,
            place=chosen,
            case_id=request.case_id,
            reason=reason,
            held_by_id=by.pk,
            held_at=now,
            expires_at=now + timedelta(hours=hours),
        )
        hold.save()
        claim_for_hold(chosen, hold)
        request.save(update_fields=["state"])
        return hold


def release_hold(hold: Hold, *, by) -> Hold:
    """Let a held place go; the request waits again."""
    with house_act("hold.release", by=by, house_id=hold.place.room.house_id, case_id=hold.case_id):
        hold = locked(hold)
        end_hold(hold, "release")
        return hold


def end_hold(hold: Hold, event: str) -> None:
    """Release or expire a locked hold: place free, request waiting again, escorts called off."""
    HOLD_TRANSITIONS.move(hold, event)
    hold.ended_at = timezone.now()
    hold.save(update_fields=["state", "ended_at"])
    request = locked(hold.request)
    REQUEST_TRANSITIONS.move(request, event)
    request.save(update_fields=["state"])
    free(hold.place_id)
    for transfer in escorts_of(hold):
        TRANSFER_TRANSITIONS.move(transfer, "cancel")
        transfer.save(update_fields=["state"])


def decline_request(request: PlacementRequest, *, answer: str, by) -> PlacementRequest:
    """Answer that no place can be given now, with a coded reason that stays here."""
    with house_act("request.decline", by=by, case_id=request.case_id):
        request = locked(request)
        REQUEST_TRANSITIONS.move(request, "decline")
        request.answer = answer
        request.answered_at = timezone.now()
        request.answered_by_id = by.pk
        request.save(update_fields=["state", "answer", "answered_at", "answered_by_id"])
        give_back(request.card)
        return request


def close_lost(case_id: uuid.UUID, *, by) -> None:
    """Closes requests of this file that an old backup brought back and whose card never opens again, with their holds.

    One house event, whatever there is to do. Whoever is in a house stays there: its staff record that she has left.
    """
    with house_act("request.close", by=by, case_id=case_id):
        waiting = PlacementRequest.every.select_related("card").filter(case_id=case_id, state__in=OPEN_REQUESTS)
        for found in [one for one in waiting if not has_keys(one.card)]:
            for hold in Hold.every.select_for_update().filter(request=found, state=HoldState.HELD):
                end_hold(hold, "release")
            request = locked(found)
            REQUEST_TRANSITIONS.move(request, "close")
            request.save(update_fields=["state"])
