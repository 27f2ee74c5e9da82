"""Who acts where nobody does: the matcher, the clock and the nightly canary. No accounts, nobody who can sign in."""

from __future__ import annotations

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Principal:
    """What entries and meanings ask of whoever acts."""

    pk: uuid.UUID
    role: str
    agency_id: None = None
    is_authenticated: bool = False
    is_active: bool = False


MATCHER = Principal(pk=uuid.UUID("6c696e64-756e-4761-8d61-746368657200"), role="matcher")
CLOCK = Principal(pk=uuid.UUID("6c696e64-756e-4761-8d63-6c6f636b0000"), role="clock")
CANARY = Principal(pk=uuid.UUID("6c696e64-756e-4763-a16e-617279000001"), role="canary")
