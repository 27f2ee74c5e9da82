"""The one row that says who has a place. Two stays in one place are refused here and by the database."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from access.errors import Refused
from shelters.models import Claim, Hold, Place, Stay


def claim_for_hold(place: Place, hold: Hold) -> Claim:
    """Take a free place for a hold; `Refused` when it is taken, also by somebody who pressed in the same instant."""
    try:
        with transaction.atomic(using="shelters"):
            claim = Claim(house_id=place.room.house_id, place=place, hold=hold)
            claim.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            _("Tempat itu baru saja diambil. Permohonan tetap tersimpan; pilih tempat kosong yang lain."), field="place"
        ) from None
    return claim


def claim_for_stay(hold: Hold, stay: Stay) -> None:
    """Turn the claim of a hold into the claim of the stay that came of it."""
    claim = Claim.every.select_for_update().get(hold=hold)
    claim.hold, claim.stay = None, stay
    claim.save(update_fields=["hold", "stay"])


def free(place_id: uuid.UUID) -> None:
    """Give the place free."""
    Claim.every.select_for_update().get(place_id=place_id).delete()
