"""Whether the paper shares were tried: the date of a root's last rehearsal is kept beside the keyring."""

from __future__ import annotations

import hmac
from datetime import date, timedelta

from django.utils import timezone

from vault import wraps
from vault.errors import SharesRefused
from vault.providers.base import Provider
from vault.purpose import Purpose

YEAR = timedelta(days=365)


def _name(purpose: Purpose) -> str:
    return f"rehearsed-{purpose}"


def rehearse(provider: Provider, purpose: Purpose, root: bytes) -> None:
    """Two shares gave `root`: recorded as of today if that is the root in use, else refused."""
    if not hmac.compare_digest(root, provider.root(purpose)):
        raise SharesRefused(
            f"These shares give another {purpose} root than the one in use: destroy these sheets and split it again."
        )
    record(provider, purpose)


def record(provider: Provider, purpose: Purpose) -> None:
    """This root was given back by its shares today."""
    wraps.keep(_name(purpose), f"{timezone.localdate().isoformat()} {provider.fingerprint(purpose)}".encode("ascii"))


def last(provider: Provider, purpose: Purpose) -> date | None:
    """When the root in use was last rehearsed; a rehearsal of another root does not count."""
    day, _, fingerprint = wraps.kept(_name(purpose)).decode("ascii").partition(" ")
    return date.fromisoformat(day) if day and fingerprint == provider.fingerprint(purpose) else None


def overdue(provider: Provider) -> list[Purpose]:
    """The purposes whose root on paper nobody has tried within the year; none where roots are never on paper."""
    if provider.unsplittable:
        return []
    today = timezone.localdate()
    lasts = {purpose: last(provider, purpose) for purpose in Purpose}
    return [purpose for purpose, day in lasts.items() if day is None or not today - YEAR <= day <= today]
