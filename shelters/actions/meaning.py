"""Writing down what a random reference stands for, in `shelters`, before or together with what it stands for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from shelters.models import HouseReference, PlacementRequest, ReferenceCase, ReferenceReason

WHOLE_HOUSE = ("house", "location")
TO_THE_HOUSE = ("house_id", "claim.house_id", "stay.claim.house_id")


def note(reference: uuid.UUID, *, act: str, by, about, reason: str = "", house: uuid.UUID | None = None) -> None:
    """What a read, an attempt or a rotation stands for; the latter two are about None, a rotation of HOUSE or of none.

    `about.touches`, where a view set it, lists the files of all cards it opens.
    """
    house_id = house_of(about) if about is not None else house
    meaning = HouseReference(
        id=reference,
        act=act,
        staff_id=by.pk,
        house_id=house_id,
        case_id=getattr(about, "case_id", None),
        houses=getattr(about, "houses", []),
        at=HouseReference.moment(act, house_id),
    )
    meaning.save(force_insert=True)
    for case_id in sorted({*getattr(about, "touches", ())} - {meaning.case_id}):
        ReferenceCase(reference=meaning, case_id=case_id).save(force_insert=True)
    if reason and house_id is not None:
        ReferenceReason(reference=meaning, house_id=house_id, text=reason).save(force_insert=True)


def settle(reference: uuid.UUID, digests: Mapping[str, str]) -> Mapping[str, str]:
    """The digests of the sealed rows that an act wrote, beside its meaning, inside its transaction."""
    meaning = HouseReference.every.get(pk=reference)
    if digests:
        meaning.digests = dict(digests)
        meaning.save(update_fields=["digests"])
    return meaning.content(ReferenceCase.every.filter(reference=meaning).values_list("case_id", flat=True))


def house_of(about) -> uuid.UUID | None:
    """The house that a row of this package belongs to, if any."""
    if about._meta.model_name in WHOLE_HOUSE:
        return about.pk
    if isinstance(about, PlacementRequest):
        return None
    for path in TO_THE_HOUSE:
        found = about
        for step in path.split("."):
            found = getattr(found, step, None)
        if found is not None:
            return found
    return None
