"""The second factor: allauth's TOTP, its secret sealed. With `audit.reveal` the one module that unseals."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

import qrcode
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from access import events
from access.accounts import locked
from access.errors import Refused
from access.models import OpenSession, SecondFactor, Staff
from access.permissions import Permission
from vault import entropy, keyring
from vault.framing import framed
from vault.unseal import open_field

SECRET_BYTES = 20  # RFC 4226, 4: at least 128 bits, 160 recommended
LOUD = timedelta(days=1)
SET_UP = "access.secondfactor.set_up"  # the INDEX root's own key for secrets that are being set up


class SealedMfa(DefaultMFAAdapter):
    """Keeps secrets in `SecondFactor`, sealed; what allauth stores is the row's id, which is its owner's id.

    So a secret opens in its owner's row alone, and somebody else's, put under an account by SQL, fits no code.
    """

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Kode ini tidak cocok. Tidak ada yang berubah. Tunggu kode berikutnya, lalu isi lagi."),
        "does_not_open": _(
            "Kode ini tidak cocok. Tidak ada yang berubah. Minta kode untuk satu giliran kepada supervisor atau "
            "perwira piket, lalu masuk dengan kode itu."
        ),
        "rate_limited": _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
    }

    def encrypt(self, text: str) -> str:
        raise NotImplementedError("a secret is sealed for somebody: enrol")

    def decrypt(self, encrypted_text: str) -> str:
        if Authenticator.objects.filter(data__secret=encrypted_text).exclude(user_id=encrypted_text).exists():
            return new_secret()
        return open_field(SecondFactor.objects.get(pk=encrypted_text), "secret")

    def can_delete_authenticator(self, authenticator) -> bool:
        return False  # the second factor is compulsory

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, on white also where the page is dark."""
        return qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a device shows beside the key: the product, at this address."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Lindung"}

    def send_notification_mail(self, *args, **kwargs) -> None:
        """No mail about accounts leaves the house."""


def has_second_factor(staff: Staff) -> bool:
    """True if this account has an authenticator app."""
    return Authenticator.objects.filter(user=staff, type=Authenticator.Type.TOTP).exists()


def set_up_lately(staff: Staff, now: datetime) -> bool:
    """Whether this account's authenticator app was set up within a day: whoever comes in with the password is told."""
    made = Authenticator.objects.filter(user=staff, type=Authenticator.Type.TOTP, created_at__gt=now - LOUD)
    return made.exists()


@events.recorded("account.second_factor_made")
def begin(staff: Staff, *, by: Staff) -> str:
    """What one session keeps while it sets up a factor for this account. Raises Refused once a factor is enrolled."""
    _refuse_another(staff)
    return entropy.random_bytes(SECRET_BYTES).hex()


def secret_in(set_up: str, staff: Staff) -> str:
    """The secret of one session's set-up, for the page that shows it.

    Made from what that session keeps, under the INDEX root: whoever else knows the password sets up another one in a
    session of their own, and can neither see this one nor put one in its place, however often they try. Nothing of it
    is written until it is enrolled.
    """
    return _spelled(keyring.mac(SET_UP, framed(staff.pk.bytes, bytes.fromhex(set_up)))[:SECRET_BYTES])


def new_secret() -> str:
    """A random secret, as an authenticator app takes it."""
    return _spelled(entropy.random_bytes(SECRET_BYTES))


def _spelled(secret: bytes) -> str:
    return base64.b32encode(secret).decode()


def _refuse_another(staff: Staff) -> None:
    if has_second_factor(staff):
        raise Refused(_("Akun ini sudah punya faktor kedua. Tidak ada yang berubah."))


def secret_of(reference: str) -> str:
    """The secret of an enrolled factor, for the moment in which a code is checked."""
    return SealedMfa().decrypt(reference)


def step_shown(secret: str, code: str) -> int | None:
    """In which half minute, of those that count now, an app that holds this secret shows this code; None if in none."""
    steps = yield_hotp_counters_from_time()
    return next((step for step in steps if compare_user_code(actual=code, expected=_shown(secret, step))), None)


def takes(reference: str, code: str) -> bool:
    """Whether an app that holds this secret shows this code now and nobody has come in with it, or with a later one.

    The row itself says which came last, in one statement: of two who type a code at the same moment one is taken, and
    nothing that a stranger can fill up or empty is asked. A step ahead of the clock is from before it was set right.
    Raises SealBroken where the secret doesn't open.
    """
    step = step_shown(secret_of(reference), code)
    if step is None:
        return False
    newest = max(yield_hotp_counters_from_time())
    unused = Q(last_step=None) | Q(last_step__lt=step) | Q(last_step__gt=newest)
    return SecondFactor.objects.filter(unused, pk=reference).update(last_step=step) == 1


def did_not_open(staff: Staff) -> None:
    """Records that this account's secret doesn't open: what was made of its row by SQL, or by a disk, is a finding."""
    own, row = Permission.SERVICE_OWN_ACCOUNT, SecondFactor.objects.get(pk=staff.pk)
    with events.reveal(
        by=staff, purpose=str(own), about=None, wants=[(row, "secret")], reason="", permission=own, partly=True
    ):
        """It opens no better than before; reveal writes the entry."""


def _shown(secret: str, step: int) -> str:
    return format_hotp_value(hotp_value(secret, step))


@events.recorded("account.second_factor")
def enrol(staff: Staff, *, secret: str, by: Staff, shown: int | None = None, here: str = "") -> Staff:
    """Makes this secret, sealed, the account's second factor. A code of the half minute SHOWN was typed already.

    All sessions of the account end but the one kept under HERE: in another one somebody could have begun, too, who
    knows the password. Of two who end it at the same moment the second is Refused.
    """
    locked(staff)
    _refuse_another(staff)
    row = SecondFactor.objects.filter(pk=staff.pk).first() or SecondFactor(pk=staff.pk)
    row.secret, row.last_step = secret, shown
    row.save()
    Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": str(row.pk)})
    OpenSession.objects.filter(staff=staff).exclude(session_key=here).delete()
    return staff
