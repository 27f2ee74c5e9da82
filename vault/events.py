"""Port: what happens to keys, told to whoever keeps the log. Empty, it refuses: a key never changes unrecorded."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from vault.errors import PortEmpty

Listener = Callable[[str, str, UUID], None]

_listener: Listener | None = None


def fill(listener: Listener) -> None:
    """Called once at start-up: `listener(kind, purpose, owner)` makes the entry, durably, before it returns."""
    global _listener
    _listener = listener


def filled() -> bool:
    """Whether somebody listens."""
    return _listener is not None


def key_event(kind: str, purpose: str, owner: UUID) -> None:
    """Tell that `kind` (`key.shred`, `key.renew`, `key.drop`; of roots `key.split`, `key.rehearse`) is about to happen.

    Minting is part of the action that mints. That a root was put back (`key.restore`) is told afterwards: it may be the
    log's own.
    """
    if _listener is None:
        raise PortEmpty(f"nobody records {kind}: the port vault.events is empty, so the key stays as it is")
    _listener(kind, purpose, owner)
