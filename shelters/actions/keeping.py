"""What becomes of the cards of a file that is shredded, while its client has a place or waits for one.

Whether she does may decide nothing in `default`: a file is shredded alike wherever she is. So before the file's key is
destroyed, the cards of what is still open are sealed anew under one key that no file owns, the residents' key, and the
house goes on reading hers. What has ended belongs to the file again and is shut with it. Once a day the residents' key
is renewed, and the one before the last dropped: of a card that is given back nothing opens two days later, nor in any
old backup, and neither the keyring nor the log tells that there was one.
"""

from __future__ import annotations

import uuid

from django.db.models import Q

from audit.action import running
from audit.objects import row_key
from audit.resealing import seal_anew, used
from audit.rows import BEFORE, row_digest
from shelters.actions.act import house_act
from shelters.models import Addendum, PlacementRequest, ResidentCard
from shelters.models.card import RESIDENTS_KEY
from shelters.workflow import OPEN_REQUESTS, StayState
from vault import keyring
from vault.errors import KeyMissing, SealBroken
from vault.purpose import Purpose
from vault.reseal import reseal

KEPT = 2  # of the residents' keys: the newest, and the one until yesterday, under which something may just be written


def keep_cards(case_id: uuid.UUID, *, by) -> None:
    """Seals anew what a house or the officer still needs of this file: one house event, whatever there is to do.

    Called before the file's key is destroyed. Raises where the residents' key can't be used, wherever she is.
    """
    keyring.mint(Purpose.CASE, RESIDENTS_KEY)
    with keyring.held():
        keyring.keys_of(Purpose.CASE, RESIDENTS_KEY)
        with house_act("card.keep", by=by, case_id=case_id):
            take_over(case_id)


def take_over(case_id: uuid.UUID) -> None:
    """The part of it that differs by where she is, inside the house event."""
    act = running()
    assert act is not None
    list(PlacementRequest.every.select_for_update().filter(case_id=case_id))  # whatever ends one locks it, too
    still = Q(request__state__in=OPEN_REQUESTS) | Q(stay__state=StayState.STAYING)
    cards = list(ResidentCard.every.filter(still, case_id=case_id))
    kept: list[ResidentCard | Addendum] = [*cards, *Addendum.every.filter(card__in=cards)]
    for row in kept:
        before = row_digest(row)
        try:
            names = reseal(row, to=RESIDENTS_KEY)
        except (KeyMissing, SealBroken):
            continue  # it didn't open before, either
        act.digests[f"{BEFORE}{row_key(row)}"] = before
        row.save(update_fields=names)


def give_back(card: ResidentCard) -> None:
    """What it was kept for is over: it belongs to its file again. Inside the act that ends it."""
    if card.sealed_under != RESIDENTS_KEY:
        return
    kept: list[ResidentCard | Addendum] = [card, *Addendum.every.filter(card=card)]
    for row in kept:
        row.sealed_under = row.case_id
        row.save(update_fields=["sealed_under"])


def renew_key(*, by) -> None:
    """A new residents' key, all cards that are kept still sealed anew under it, and the one before the last dropped."""
    owner = RESIDENTS_KEY
    keyring.renew(Purpose.CASE, owner)
    seal_anew(Purpose.CASE, [owner], by)
    keys = keyring.ids(Purpose.CASE, owner)
    keyring.drop(Purpose.CASE, owner, set(keys[:-KEPT]) - used(Purpose.CASE, {owner: keys})[owner])
