"""What the people of a case may know of a placement: none, asked, decided, or protected since when. Never which house.

Whoever may know it is a reader of N3 (docs/two-worlds.md). Answered live from `shelters` on every view; nothing of it
is kept in `default`.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from access.prepared import Prepared
from shelters.models import PlacementRequest, Stay
from shelters.workflow import OPEN_REQUESTS, RequestState, StayState

STAYS = Prepared(
    lambda case_id: Stay.every.filter(case_id=case_id, state=StayState.STAYING).only("arrived_at")[:1], uuid.UUID
)
LATEST = Prepared(
    lambda case_id: PlacementRequest.every.filter(case_id=case_id).only("state").order_by("-asked_at")[:1], uuid.UUID
)


def notices(case) -> Iterator[str]:
    """What is said beside a shredding, which goes on all the same. Whoever is shown it may know that she is placed:
    `casework.shredding`."""
    state = protection_of(case.pk).state
    if state == "protected":
        yield _("Ia masih dalam perlindungan. Rumahnya membaca kartunya sampai ia keluar, lalu kartu itu tertutup.")
    if state == "asked":
        yield _(
            "Permohonan tempat aman masih terbuka. Yang memutuskan tempat tetap membaca kartunya sampai permohonan "
            "dijawab."
        )


@dataclass(frozen=True)
class Protection:
    """`state` is none, asked, declined or protected; `since` is the arrival of the present stay."""

    state: str
    since: dt.datetime | None = None


def protection_of(case_id: uuid.UUID) -> Protection:
    """The state of one case, in at most two queries on `shelters`."""
    stay = STAYS.first(case_id)
    if stay is not None:
        return Protection("protected", stay.arrived_at)
    latest = LATEST.first(case_id)
    if latest is None:
        return Protection("none")
    if latest.state in OPEN_REQUESTS:
        return Protection("asked")
    return Protection("declined" if latest.state == RequestState.DECLINED else "none")
