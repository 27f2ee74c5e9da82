"""How every verb of this package changes `shelters`: inside one house event, with its meaning written beside it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from audit.house import house_event
from shelters.models import HouseReference


@contextmanager
def house_act(
    act: str, *, by, house_id: uuid.UUID | None = None, case_id: uuid.UUID | None = None
) -> Iterator[HouseReference]:
    """The three steps around a change: an entry `intended` in `default`, the change with its meaning, an entry `done`.

    Raises inside an open transaction. Whatever the block raises undoes change and meaning together; the entry
    `failed` then stands. A block that learns the house or the case on its way sets it on what it is given.
    """
    with house_event(by=by, act=act) as reference:
        meaning = HouseReference(id=reference, act=act, staff_id=by.pk, house_id=house_id, case_id=case_id)
        yield meaning
        meaning.at = HouseReference.moment(act, meaning.house_id)  # now that its rows are locked: acts on one row
        meaning.save(force_insert=True)  # stand in the order in which they wrote it


def locked(row):
    """The row as it is now, locked until the change commits (SQLite locks the whole database instead)."""
    return type(row).every.select_for_update().get(pk=row.pk)
