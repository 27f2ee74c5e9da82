"""The roots of an installation, whatever provider holds them: made once, known again by their fingerprints.

The keyring's own store keeps the fingerprint of each root, so that a root put in another's place is found at the start
and not by the first value that fails to open.
"""

from __future__ import annotations

from vault import wraps
from vault.errors import RootsRefused
from vault.providers.base import Provider
from vault.purpose import Purpose

#: What stands under these roots lies in the databases, so the keyring's store can't tell that nothing does.
WITHOUT_WRAPS = (Purpose.INDEX, Purpose.AUDIT)


def _name(purpose: Purpose) -> str:
    return f"root-{purpose}"


def known(purpose: Purpose) -> str:
    """The fingerprint of the root that this keyring was made with; empty if it never saw one."""
    return wraps.kept(_name(purpose)).decode("ascii")


def remember_all(provider: Provider) -> None:
    """Keep the fingerprints of the roots that this keyring never saw."""
    for purpose in Purpose:
        if not known(purpose):
            wraps.keep(_name(purpose), provider.fingerprint(purpose).encode("ascii"))


def exchanged(provider: Provider) -> list[str]:
    """A sentence for each root that is another than the one this keyring was made with."""
    return [
        f"The {purpose} root is another than the one this keyring was made with: put the right one back, or the right "
        f"keyring (VAULT_KEYS_DIR) beside it."
        for purpose in Purpose
        if known(purpose) not in ("", provider.fingerprint(purpose))
    ]


def make_missing(provider: Provider) -> list[Purpose]:
    """Make the roots that are missing and name them; refused when one of them is in use, before any is made."""
    missing = provider.missing()
    for purpose in missing:
        if wraps.has_wraps(purpose) or (purpose in WITHOUT_WRAPS and known(purpose)):
            raise RootsRefused(
                f"The {purpose} root is missing but keys or values under it are there: restore it (`manage.py keys "
                f"restore {purpose}`, or its own copy); a new root would open none of them."
            )
    for purpose in missing:
        provider.make(purpose)
    for purpose in missing:
        wraps.keep(_name(purpose), b"")  # made anew, so the one before is nobody's any more
    if not provider.health():
        remember_all(provider)
    return missing
