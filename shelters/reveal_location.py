"""The one place where a house's location is written, looked for and opened.

Nothing else may import `shelters.location`. The order of a look: the meaning of a random reference commits in
`shelters`, then its entry commits in `default`, then at most two seconds are spent waiting for the checkpoint that
covers the entry, then the value opens. A late sealer or witness keeps nobody from a place she must reach, unless the
installation insists on a witness (AUDIT_STRICT).
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext as _

from access import policy
from access.errors import Refused, Unseen
from access.permissions import Permission
from audit import witnesses
from audit.errors import NotWitnessed, WouldNotOpen
from audit.models import Checkpoint
from audit.reveal import reveal
from shelters.actions.act import house_act
from shelters.location import PADDED_SIZE, Landmarks, Location, Whereabouts
from shelters.models import House, HouseReference
from shelters.models.reference import WRITTEN
from shelters.queries.houses import all_houses, is_on_shift, row_of, rows_of
from shelters.queries.transfers import houses_under_way
from shelters.roots.models import Shelter
from vault.fields import field_digests
from vault.sealed import Closed

__all__ = [
    "LANDMARKS",
    "SEALED",
    "Shown",
    "Whereabouts",
    "houses_open_to",
    "is_escort",
    "keep_landmarks",
    "keep_location",
    "open_all",
    "open_location",
    "seen_by",
    "state_of_all",
    "writing_of",
]

SEALED = Location  # for views: the class whose rows `seen_by` gives, each holding a `Sealed` and nothing else
LANDMARKS = Landmarks
SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True, repr=False)
class Shown(Closed):
    """An opened location; when the log was last sealed, and whether that seal covers this look already; when a witness
    outside last saw the log."""

    whereabouts: Whereabouts
    sealed_at: datetime | None
    covered: bool
    witnessed_at: datetime | None
    landmarks: list[str]

    @property
    def witnessed_today(self) -> bool:
        """Whether the hour alone says when that was."""
        return self.witnessed_at is not None and timezone.localdate(self.witnessed_at) == timezone.localdate()


def keep_location(shelter: Shelter | House, whereabouts: Whereabouts, *, by) -> None:
    """Write a house's location, or replace it. Refused when it is longer than the one size that all have."""
    if not whereabouts.fits():
        raise Refused(
            _("Alamat dan catatan terlalu panjang. Yang lama tetap tersimpan; persingkat catatannya lalu simpan lagi.")
        )
    try:
        location = seen_by(by, shelter.pk)
    except Unseen:
        location = Location(id=shelter.pk)
    with house_act(WRITTEN, by=by, house_id=shelter.pk):
        location.whereabouts = whereabouts.as_json()
        location.save(force_insert=location._state.adding)


def writing_of(house_id: uuid.UUID) -> str:
    """Another word whenever somebody has written that house's location. It says neither what stands there nor since
    when, and names no entry of the log: a page holds it, to notice that somebody else wrote meanwhile."""
    newest = HouseReference.newest(WRITTEN, house_id)
    return hashlib.sha256(newest.bytes).hexdigest() if newest else "unwritten"


def keep_landmarks(location: Location, *, landmarks: list[str], by) -> None:
    """Write what stands near a house, one list in place of the former. The matcher looks for it from its next step."""
    if len(json.dumps(landmarks, ensure_ascii=False, separators=(",", ":")).encode()) > PADDED_SIZE:
        raise Refused(
            _("Daftar penanda terlalu panjang. Yang lama tetap tersimpan; persingkat lalu simpan lagi."),
            field="landmarks",
        )
    with house_act("landmarks.keep", by=by, house_id=location.pk):
        row = row_of(Landmarks, location.pk)
        row.listed = landmarks
        row.save(force_insert=row._state.adding)


def seen_by(user, house_id: uuid.UUID) -> Location:
    """The sealed location, if this person may open it now; raises Unseen. The same queries whether it exists or not."""
    return policy.get(user, Permission.SHELTER_LOCATE, house_id, of=Location)


def houses_open_to(user) -> list[uuid.UUID]:
    """The houses whose location this person may open now, by id in order."""
    return sorted(policy.visible(user, Permission.SHELTER_LOCATE, of=Location).values_list("pk", flat=True))


def is_escort(user, house_id: uuid.UUID) -> bool:
    """Whether this person brings somebody to that house at this moment."""
    return house_id in houses_under_way(user)


def explains_itself(user, house_id: uuid.UUID) -> bool:
    """Only one's own shift or escort explains a look at a location; everyone else types a reason."""
    return is_escort(user, house_id) or is_on_shift(user, house_id)


@contextmanager
def open_location(location: Location, *, by, reason: str = "") -> Iterator[Shown]:
    """Open a location that `seen_by` gave. Without one's own shift or escort the reason needs ten characters.

    Only then is it kept: whoever finds one finds a look that nothing else explained.
    """
    explained = explains_itself(by, location.pk)
    if not explained and len(reason.strip()) < SHORTEST_REASON:
        raise Refused(
            _("Alasan belum cukup jelas. Alamat tetap tertutup. Tulis sedikitnya 10 huruf, lalu buka lagi."),
            field="purpose",
        )
    listed = policy.visible(by, Permission.SHELTER_LOCATE, of=Landmarks).filter(pk=location.pk).first()
    looking = reveal(
        by,
        "location.read",
        location,
        [(location, "whereabouts"), *([(listed, "listed")] if listed else [])],
        "" if explained else reason,
        permission=Permission.SHELTER_LOCATE,
        location=True,
    )
    try:
        with looking as opened:
            place = Whereabouts(**cast("dict[str, Any]", opened[location, "whereabouts"]))
            near = cast("list[str]", opened[listed, "listed"]) if listed else []
            covered = opened.sealed_at is not None
            yield Shown(place, opened.sealed_at or _last_seal(), covered, witnesses.newest_at(), near)
    except NotWitnessed:
        raise Refused(
            _(
                "Alamat tetap tertutup: belum ada saksi luar yang mencatat pembukaan ini. Percobaan Anda tercatat. "
                "Coba lagi sebentar lagi; bila tetap tertutup, hubungi administrator."
            )
        ) from None
    except WouldNotOpen:
        raise Refused(
            _("Alamat ini gagal dibuka; kegagalannya tercatat. Tidak ada yang berubah. Hubungi kustodian lokasi.")
        ) from None


def _last_seal() -> datetime | None:
    return Checkpoint.objects.order_by("-size").values_list("at", flat=True).first()


def state_of_all() -> tuple:
    """Something that is other whenever any location or list of landmarks is: digests of ciphertexts."""
    return tuple(field_digests(row) for model in (Location, Landmarks) for row in rows_of(model))


@contextmanager
def open_all(*, by) -> Iterator[tuple[dict[uuid.UUID, tuple[Whereabouts, list[str]]], set[uuid.UUID]]]:
    """Every location with its landmarks, by house, for the matcher: one entry, whose meaning lists the houses. And the
    houses of which something did not open, each with a second entry: what one row hides is not hidden of all."""
    about = HouseReference(houses=[str(house) for house in all_houses()])
    about.standing = frozenset({"matcher"})
    wants = [(row, "whereabouts") for row in rows_of(Location)] + [(row, "listed") for row in rows_of(Landmarks)]
    with reveal(by, "matcher.load", about, wants, partly=True) as opened:
        places: dict[uuid.UUID, tuple[Whereabouts, list[str]]] = {}
        for row, name in wants:
            value = cast("Any", opened.get(row, name, None))
            if name == "whereabouts":
                places[row.pk] = Whereabouts(**value) if value else Whereabouts("", "", "", ""), []
            elif row.pk in places:
                places[row.pk][1].extend(value or [])
        yield places, {row.pk for row, name in wants if (row, name) not in opened}
