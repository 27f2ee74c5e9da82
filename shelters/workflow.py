"""What may happen to a request, a hold, a stay and an escort, in which order, and how long each lasts.

Nothing here looks at where a house is: no state, expiry or order may depend on a location.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.transitions import Transitions


class RequestState(models.TextChoices):
    ASKED = "asked", _("Menunggu tempat")
    HELD = "held", _("Tempat ditahan")
    PLACED = "placed", _("Ditempatkan")
    DECLINED = "declined", _("Belum dapat dipenuhi")
    CLOSED = "closed", _("Selesai")


class HoldState(models.TextChoices):
    HELD = "held", _("Ditahan")
    USED = "used", _("Sudah tiba")
    RELEASED = "released", _("Dilepas")
    EXPIRED = "expired", _("Lewat waktu")


class StayState(models.TextChoices):
    STAYING = "staying", _("Menginap")
    LEFT = "left", _("Sudah keluar")


class TransferState(models.TextChoices):
    PLANNED = "planned", _("Ditugaskan")
    DONE = "done", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


REQUEST_TRANSITIONS = Transitions(
    {
        (RequestState.ASKED, "hold"): RequestState.HELD,
        (RequestState.ASKED, "decline"): RequestState.DECLINED,
        (RequestState.ASKED, "close"): RequestState.CLOSED,
        (RequestState.HELD, "release"): RequestState.ASKED,
        (RequestState.HELD, "expire"): RequestState.ASKED,
        (RequestState.HELD, "arrive"): RequestState.PLACED,
        (RequestState.PLACED, "leave"): RequestState.CLOSED,
    }
)
HOLD_TRANSITIONS = Transitions(
    {
        (HoldState.HELD, "release"): HoldState.RELEASED,
        (HoldState.HELD, "expire"): HoldState.EXPIRED,
        (HoldState.HELD, "arrive"): HoldState.USED,
    }
)
STAY_TRANSITIONS = Transitions(
    {
        (StayState.STAYING, "extend"): StayState.STAYING,
        (StayState.STAYING, "leave"): StayState.LEFT,
    }
)
TRANSFER_TRANSITIONS = Transitions(
    {
        (TransferState.PLANNED, "finish"): TransferState.DONE,
        (TransferState.PLANNED, "cancel"): TransferState.CANCELLED,
    }
)
TRANSITIONS = {
    "request": REQUEST_TRANSITIONS,
    "hold": HOLD_TRANSITIONS,
    "stay": STAY_TRANSITIONS,
    "transfer": TRANSFER_TRANSITIONS,
}

OPEN_REQUESTS = (RequestState.ASKED, RequestState.HELD)

FIRST_STAY = timedelta(days=14)
"""How long a stay is planned for at arrival (elsewhere in the field: 14 days, extendable); extensions add nights."""

HOLD_HOURS = (2, 4, 12)
"""For how many hours a place may be kept free for someone on her way."""

ESCORT_HOURS = (3, 6, 12)
"""For how many hours an escort may be given sight of a location."""

EXTENSION_NIGHTS = (3, 7, 14)
"""By how many nights a stay can be made longer at once."""

LONGEST_ESCORT = timedelta(hours=12)
"""An escort's sight of the location never lasts longer than this, whatever was asked for."""
