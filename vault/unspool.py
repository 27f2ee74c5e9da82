"""Opening letters of the spool. Whoever may do so stands in the import contract."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag

from vault.errors import LetterUnread, SealBroken
from vault.padding import unpad
from vault.spool import SUITE, info, lies, private


def open_letter(name: str) -> bytes:
    """What a letter says. FileNotFoundError if it is gone; LetterUnread if the disk or whoever owns it doesn't give it;
    SealBroken unless it was written under this very name.
    """
    try:
        sealed = lies(name).read_bytes()
    except FileNotFoundError:
        raise
    except OSError:
        raise LetterUnread("a letter of the spool can't be read") from None
    try:
        block = SUITE.decrypt(sealed, private(), info(name))
    except (InvalidTag, ValueError):
        raise SealBroken("content", "a letter in the spool") from None
    return unpad(block)
