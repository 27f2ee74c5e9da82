"""The second factor: allauth's TOTP, its secret sealed. With `audit.reveal` the one module that unseals."""

from __future__ import annotations

import base64

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
from access.errors import Refused
from access.models import SecondFactor, Staff
from access.permissions import Permission
from vault import entropy
from vault.unseal import open_field

SECRET_BYTES = 20  # RFC 4226, 4: at least 128 bits, 160 recommended


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
        raise NotImplementedError("a secret is sealed for somebody: new_factor")

    def decrypt(self, encrypted_text: str) -> str:
        if Authenticator.objects.filter(data__secret=encrypted_text).exclude(user_id=encrypted_text).exists():
            return _new_secret()
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


@events.recorded("account.second_factor_made")
def new_factor(staff: Staff, *, secret: str | None = None, by: Staff) -> str:
    """Seals a secret (a new one, unless given) for this account, and returns the reference under which it lies.

    One that was sealed before and never enrolled is written over. Raises Refused once a factor is enrolled.
    """
    if has_second_factor(staff):
        raise Refused(_("Akun ini sudah punya faktor kedua. Tidak ada yang berubah."))
    text = secret or _new_secret()
    row = SecondFactor.objects.filter(pk=staff.pk).first() or SecondFactor(pk=staff.pk)
    row.secret = text
    row.save()
    return str(row.pk)


def _new_secret() -> str:
    return base64.b32encode(entropy.random_bytes(SECRET_BYTES)).decode()


def secret_of(reference: str) -> str:
    """The secret, for the one page that shows it to its owner."""
    return SealedMfa().decrypt(reference)


def takes(reference: str, code: str) -> bool:
    """Whether an app that holds this secret shows this code now and nobody has come in with it, or with a later one.

    The row itself says which came last, in one statement: of two who type a code at the same moment one is taken, and
    nothing that a stranger can fill up or empty is asked. A step ahead of the clock is from before it was set right.
    Raises SealBroken where the secret doesn't open.
    """
    secret, steps = secret_of(reference), list(yield_hotp_counters_from_time())
    shown = (step for step in steps if compare_user_code(actual=code, expected=_shown(secret, step)))
    step = next(shown, None)
    if step is None:
        return False
    unused = Q(last_step=None) | Q(last_step__lt=step) | Q(last_step__gt=steps[-1])
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
def enrol(staff: Staff, *, reference: str, by: Staff) -> Staff:
    """Makes the secret under `reference` this account's second factor."""
    Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": reference})
    return staff
