"""Where a house is. Only `shelters.reveal_location` may import this module (an import contract says so)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from audit.objects import row_key
from audit.rows import row_digest
from shelters.models.base import SealedOfHouse
from shelters.models.reference import HouseReference
from vault.errors import SealBroken
from vault.fields import SealedJSONField
from vault.sealed import Closed

PADDED_SIZE = 2048
"""Bytes to which every location is padded; longer is refused. The ciphertext's length says nothing."""

LOOKS = 3
"""How often a row that is not what its newest act left is loaded again: nobody is turned away for a moment's sake."""


@dataclass(frozen=True, slots=True, repr=False)
class Whereabouts(Closed):
    """Everything that says where a house stands. It lives inside a reveal and in the answer to one POST."""

    address: str
    kelurahan: str
    kecamatan: str
    postcode: str
    phones: list[str] = field(default_factory=list)
    latitude: str = ""
    longitude: str = ""
    access_notes: str = ""

    def as_json(self) -> dict:
        return asdict(self)

    def fits(self) -> bool:
        """Whether this can be sealed in the one size that all locations have."""
        return len(json.dumps(self.as_json(), ensure_ascii=False, separators=(",", ":")).encode()) <= PADDED_SIZE


class _Kept(SealedOfHouse):
    """A row that opens only as its newest act has written it: an old address put back would lead to the wrong door."""

    class Meta(SealedOfHouse.Meta):
        abstract = True

    def check_newest(self) -> None:
        for _attempt in range(LOOKS):
            if row_digest(self) == HouseReference.kept(self.pk, row_key(self)):
                return
            self.refresh_from_db()  # it may have been written, or sealed anew, since it was loaded
        raise SealBroken("replayed", self._meta.label_lower)


class Location(_Kept):
    """One row a house (its id is the house's), one envelope a row, sealed under purpose `location`.

    No blind index, no date of change and no plain column: nothing of a location can be searched, sorted or compared.
    """

    whereabouts = SealedJSONField(pad=PADDED_SIZE)

    audit_kind = "location"

    class Meta(_Kept.Meta):
        app_label = "shelters"

    def __str__(self) -> str:
        return "Lokasi rumah"


class Landmarks(_Kept):
    """What stands near a house and gives it away, as its custodians list it: one row a house, in the same one size."""

    listed = SealedJSONField(pad=PADDED_SIZE)

    audit_kind = "landmarks"

    class Meta(_Kept.Meta):
        app_label = "shelters"

    def __str__(self) -> str:
        return "Penanda rumah"
