"""Recovery codes: ten on paper, each of which takes the place of the authenticator's code once, after the password.

Like a code for one shift they open daily work, and nothing that a step-up guards: whoever finds paper and password
opens no address, but the one that an escort is under way to, of whom no step-up is asked; and whoever sends an escort
in such a session rings the house's custodians (ADR 13). They are shown once and kept
as HMACs alone, bound to their owner (ADR 19).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hmac import compare_digest

from django.db import transaction
from django.utils import timezone

from access import events
from access.models import RecoveryCode, Staff
from vault import entropy, keyring
from vault.framing import framed

COUNT = 10
DIGITS = 10  # an authenticator's code has six, a shift's eight
LASTS = timedelta(hours=12)  # the session that one opens
LOUD = timedelta(days=7)  # how long the owner's start page says that one was used
COLUMN = "access_recoverycode.digest"


def new_codes() -> list[str]:
    """Ten codes of ten random digits."""
    return [f"{entropy.below(10**DIGITS):0{DIGITS}d}" for _ in range(COUNT)]


def _digest(staff: Staff, at: datetime, code: str) -> str:
    return keyring.mac(COLUMN, framed(staff.pk.bytes, at.isoformat().encode(), code.encode())).hex()


@events.recorded("account.recovery_codes")
def make(staff: Staff, *, codes: list[str], by: Staff) -> Staff:
    """From now on these codes of this account count, and none that were made before."""
    RecoveryCode.objects.filter(staff=staff).delete()
    now = timezone.now()
    for code in codes:
        RecoveryCode.objects.create(staff=staff, made_at=now, digest=_digest(staff, now, code))
    return staff


def taken(staff: Staff, code: str) -> datetime | None:
    """Until when the session lasts that this code opens, once, with an entry; None if it opens none."""
    now = timezone.now()
    with transaction.atomic(using="default"):
        unused = list(RecoveryCode.objects.select_for_update().filter(staff=staff, used_at=None).order_by("pk"))
        wanted = {at: _digest(staff, at, code) for at in {row.made_at for row in unused}}
        for row in unused:
            if compare_digest(row.digest, wanted[row.made_at]):
                _use(staff, number=row.pk, at=now, by=staff)
                return now + LASTS
    return None


@events.recorded("account.recovery_used")
def _use(staff: Staff, *, number, at: datetime, by: Staff) -> Staff:
    row = RecoveryCode.objects.get(pk=number)
    row.used_at = at
    row.save(update_fields=["used_at"])
    return staff


def left(staff: Staff) -> int:
    """How many of this account's codes were not used yet."""
    return RecoveryCode.objects.filter(staff=staff, used_at=None).count()


def used_lately(staff: Staff, now: datetime) -> datetime | None:
    """When one was last used, within a week: the owner's start page says so."""
    used = RecoveryCode.objects.filter(staff=staff, used_at__gt=now - LOUD).order_by("-used_at")
    return used.values_list("used_at", flat=True).first()
