"""The one spelling of an entry: RFC 8785 (JCS) for the subset that entries use.

Subset: objects with ASCII names, lists, strings, integers within ±(2^53 - 1), true, false, null. For these,
RFC 8785 is Python's own JSON with sorted names, no blanks and no needless escapes. Anything else raises, so
that no entry exists which two programs could spell in two ways.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

LARGEST = 2**53 - 1
_encoder = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def encode(value: object) -> bytes:
    """VALUE's canonical bytes. Raises TypeError or ValueError for what lies outside the subset."""
    _check(value)
    return _encoder.encode(value).encode("utf-8")


def _check(value: object) -> None:
    if value is None or isinstance(value, (str, bool)):
        return
    if isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise ValueError("integer outside ±(2^53 - 1)")
    elif isinstance(value, dict):
        for name, inner in value.items():
            if not isinstance(name, str) or not name.isascii():
                raise TypeError("names in an entry are ASCII strings")
            _check(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _check(inner)
    else:
        raise TypeError(f"an entry holds no {type(value).__name__}")


def moment(time: datetime) -> str:
    """RFC 3339 in UTC with six decimals: `2026-11-23T19:10:00.000000Z`."""
    if time.tzinfo is None:
        raise ValueError("a time without zone")
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"
