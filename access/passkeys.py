"""Passkeys: a way in beside password and code, each bound to the account it was made for.

allauth keeps a passkey's public half in the main database. Whoever may write there could put their own under somebody
else's account: so one counts only with a mark over owner and credential that the INDEX root alone makes (ADR 12).
A signature can't be guessed: no number of wrong attempts keeps anybody from signing in with one.
"""

from __future__ import annotations

import ipaddress
import json
from hmac import compare_digest
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from access import events
from access.errors import Refused
from access.models import Staff
from vault import keyring
from vault.framing import framed

MOST = 5
COLUMN = "mfa_authenticator.credential"
NOT_READ = _("Kunci sandi ini tidak cocok. Tidak ada yang berubah. Coba lagi, atau masuk dengan kata sandi dan kode.")


def offered(request: HttpRequest) -> bool:
    """Whether browsers offer passkeys here: only on an address that is a name."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return True
    return False


def of(staff: Staff) -> list[Authenticator]:
    """This account's passkeys that count, the oldest first."""
    return [row for row in _rows(staff) if is_bound(row)]


def _rows(staff: Staff):
    return Authenticator.objects.filter(user=staff, type=Authenticator.Type.WEBAUTHN).order_by("created_at", "pk")


def _mark(owner: UUID, credential: dict) -> str:
    body = json.dumps(credential, sort_keys=True, separators=(",", ":"))
    return keyring.mac(COLUMN, framed(owner.bytes, body.encode())).hex()


def is_bound(row: Authenticator) -> bool:
    """Whether this passkey was made here, for the account under which it lies."""
    data = row.data if isinstance(row.data, dict) else {}  # whoever writes by SQL writes anything
    bound, ours = data.get("bound", ""), _mark(row.user_id, data.get("credential", {}))
    return isinstance(bound, str) and bound.isascii() and compare_digest(bound, ours)


@events.recorded("account.passkey_add")
def add(staff: Staff, *, credential: dict, by: Staff) -> Staff:
    """Keeps a passkey that this person's device has just made; at most five."""
    if _rows(staff).count() >= MOST:
        raise Refused(_("Akun ini sudah punya lima kunci sandi. Tidak ada yang berubah. Hapus satu dahulu."))
    Authenticator.objects.create(
        user=staff,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "", "credential": credential, "bound": _mark(staff.pk, credential)},
    )
    return staff


@events.recorded("account.passkey_remove")
def remove(staff: Staff, *, number: int, by: Staff) -> Staff:
    """Takes one of this person's passkeys away; nothing happens if it isn't theirs or is gone already."""
    _rows(staff).filter(pk=number).delete()
    return staff


def refuse_foreign(staff: Staff) -> None:
    """Before allauth reads an account's passkeys: those that were not made here go, and the log says so."""
    if any(not is_bound(row) for row in _rows(staff)):
        _discard(staff, by=staff)


@events.recorded("account.passkey_foreign")
def _discard(staff: Staff, *, by: Staff) -> Staff:
    for row in _rows(staff):
        if not is_bound(row):
            row.delete()
    return staff
