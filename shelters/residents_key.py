"""What happens by the clock to the residents' key: once a day it is renewed, whoever is in a house or is not.

Nothing happens before the first file was shredded. Killed in between, it is done again at the next step.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from shelters.actions.keeping import renew_key
from shelters.models.card import RESIDENTS_KEY
from shelters.principals import CLOCK
from vault import keyring
from vault.purpose import Purpose

RENEWED = "residents-key"  # when it was, in the keyring's own store
EVERY = timedelta(days=1)


def run_once(now: datetime) -> int:
    """Renew the residents' key if its day is over; how many were renewed. Safe to run twice, or side by side."""
    if not keyring.exists(Purpose.CASE, RESIDENTS_KEY) or not _is_due(now):
        return 0
    renew_key(by=CLOCK)
    keyring.keep(RENEWED, now.isoformat().encode("ascii"))
    return 1


def _is_due(now: datetime) -> bool:
    renewed = keyring.kept(RENEWED).decode("ascii")
    return not renewed or now >= datetime.fromisoformat(renewed) + EVERY
