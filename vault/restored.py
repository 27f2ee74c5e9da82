"""Roots that were put back from paper, remembered until the log knows: where they are put back there may be no log yet.

The keyring's own store keeps them, so that no database has to be there.
"""

from __future__ import annotations

from datetime import datetime

from vault import events, keyring
from vault.purpose import Purpose

NAME = "roots-restored"


def remember(purpose: Purpose) -> None:
    """This root is about to be put back."""
    keyring.keep(NAME, keyring.kept(NAME) + f"{purpose}\n".encode("ascii"))


def tell(now: datetime) -> None:
    """Each of them is an entry: a step of the sealer, as it starts. One told as the machine falls is told again."""
    restored = keyring.kept(NAME).decode("ascii").split()
    for purpose in restored:
        events.key_event("key.restore", purpose, keyring.ROOTS)
    if restored:
        keyring.keep(NAME, b"")
