"""One process is one world: randomness, clock and hash seed are pinned before anything of Django is loaded.

Nothing is normalised afterwards: a normaliser would hide leaks.
"""

from __future__ import annotations

import os
import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

MOMENT = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)
SEED = "two worlds"


def begin(home: Path) -> None:
    """Settings, seeds and Django itself; must be called before any import of the product."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        raise SystemExit("run with PYTHONHASHSEED=0")
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings.test"
    os.environ["LINDUNG_TEST_ROOT"] = str(home)
    for name in ("DATABASE_URL", "SHELTERS_DATABASE_URL", "DATABASE_OWNER_URL", "SHELTERS_DATABASE_OWNER_URL"):
        os.environ.pop(name, None)
    import django

    django.setup()


@contextmanager
def pinned() -> Iterator[None]:
    """A frozen clock, and one seeded source behind ours, Django's and the standard library's randomness."""
    import time_machine

    from vault import entropy

    source = entropy.seeded(SEED)
    draw = random.Random(SEED)  # Django's tokens and session keys come from `secrets`
    kept = secrets.choice, secrets.token_bytes, secrets.token_hex, secrets.token_urlsafe
    secrets.choice = draw.choice
    secrets.token_bytes = lambda n=32: draw.randbytes(n or 32)
    secrets.token_hex = lambda n=32: draw.randbytes(n or 32).hex()
    secrets.token_urlsafe = lambda n=32: draw.randbytes(n or 32).hex()
    try:
        with time_machine.travel(MOMENT, tick=False), entropy.use(source):
            yield
    finally:
        secrets.choice, secrets.token_bytes, secrets.token_hex, secrets.token_urlsafe = kept
