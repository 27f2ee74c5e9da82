"""Asking for a place: from a case, or at once from a ticket, without a word of free text."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from access.errors import Refused
from shelters.actions.act import house_act
from shelters.models import Addendum, PlacementRequest, ResidentCard
from shelters.needs import Risk
from shelters.workflow import OPEN_REQUESTS


def ask_from_case(case, *, by, **card) -> PlacementRequest:
    """Ask for a place for the client of a case. `card` as `_ask` says."""
    return _ask(case, PlacementRequest.Origin.CASE, case.reference, by=by, **card)


def ask_from_ticket(ticket, *, by, **card) -> PlacementRequest:
    """Ask for an emergency place straight from a ticket; the case that grows from it keeps the same id and key."""
    return _ask(ticket, PlacementRequest.Origin.TICKET, ticket.number, by=by, **card)


def _ask(
    file,
    origin: str,
    code: str,
    *,
    by,
    name: str = "",
    people: int = 1,
    older_boys: bool = False,
    needs: Sequence[str] = (),
    risk: str = Risk.UNKNOWN,
) -> PlacementRequest:
    """Write the request and the resident's card.

    Asking again while a request is open adds what is told to its card; the one who asks can't tell the difference,
    so that an operator doesn't learn that somebody else asked before: both take as many statements.
    """
    particulars = {"people": people, "older_boys": older_boys, "needs": list(needs), "risk": str(risk)}
    with house_act("request.ask", by=by, case_id=file.pk):
        card = ResidentCard(case_id=file.pk, sealed_under=file.pk, code=code)
        card.name, card.particulars = name, particulars
        request = PlacementRequest(
            card=card, case_id=file.pk, origin=origin, asked_by_id=by.pk, asked_at=timezone.now()
        )
        waiting = _open_request(file)
        if waiting is not None:
            return _add_to(waiting, file, name, particulars)
        try:
            with transaction.atomic(using="shelters"):
                request.save(force_insert=True)  # before its card: of two who ask at once only one writes a card
        except IntegrityError:
            waiting = _open_request(file)
            if waiting is None:  # answered in this very moment
                raise Refused(
                    _("Permohonan sebelumnya baru saja dijawab. Isian Anda tetap ada; kirim sekali lagi.")
                ) from None
            return _add_to(waiting, file, name, particulars)
        card.save(force_insert=True)
        return request


def _open_request(file) -> PlacementRequest | None:
    return PlacementRequest.every.select_for_update().filter(case_id=file.pk, state__in=OPEN_REQUESTS).first()


def _add_to(waiting: PlacementRequest, file, name: str, particulars: dict) -> PlacementRequest:
    waiting.asked_again_at = timezone.now()
    further = Addendum(card_id=waiting.card_id, case_id=file.pk, sealed_under=file.pk, told_at=waiting.asked_again_at)
    further.name, further.particulars = name, particulars
    with transaction.atomic(using="shelters"):  # a new request has a savepoint, too
        further.save(force_insert=True)
    waiting.save(update_fields=["asked_again_at"])
    return waiting
