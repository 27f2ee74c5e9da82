"""Pages by keyset: the newest first, and the next one from where the last one ended, whatever came meanwhile."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = re.compile(r"(\d{1,17})\.([0-9a-f]{32})")
Moment = tuple[datetime, UUID]  # a time, and which of what happened then


def key_of(moment: Moment) -> str:
    """The moment as a page's address spells it."""
    return f"{(moment[0] - _EPOCH) // timedelta(microseconds=1)}.{moment[1].hex}"


def as_moment(key: str | None) -> Moment | None:
    """What an address spells; None: the beginning."""
    match = _KEY.fullmatch(key or "")
    try:
        return (_EPOCH + timedelta(microseconds=int(match[1])), UUID(match[2])) if match else None
    except OverflowError:
        return None


def older(rows: QuerySet, begun: Moment | None, time: str, key: str) -> QuerySet:
    """Those of ROWS that come after the moment at which a page BEGUN, newest first."""
    if begun:
        rows = rows.filter(**{f"{time}__lte": begun[0]})  # or the index is read from its beginning
        rows = rows.filter(Q(**{f"{time}__lt": begun[0]}) | Q(**{time: begun[0], f"{key}__lt": begun[1]}))
    return rows.order_by(f"-{time}", f"-{key}")
