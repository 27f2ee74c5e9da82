"""Length-prefixed joining: two different lists of parts never give the same bytes."""

from __future__ import annotations


def framed(*parts: bytes) -> bytes:
    """Each part after its length in two bytes."""
    return b"".join(len(part).to_bytes(2, "big") + part for part in parts)
