"""allauth's forms in our words."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import LoginForm
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context, ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

from access import mfa, passkeys, recovery_codes, shift_codes, signin
from access.sessions import kept_under
from vault.errors import SealBroken


class SignInForm(LoginForm):
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label = _("Nama pengguna"), _("Kata sandi")
        name.error_messages["required"] = _("Nama pengguna belum diisi. Isi lalu lanjutkan.")
        password.error_messages["required"] = _("Kata sandi belum diisi. Isi lalu lanjutkan.")
        password.help_text = ""
        name.widget.attrs["autofocus"] = True
        for field in (name, password):
            field.widget.attrs.pop("placeholder", None)


def _digits(typed: str) -> str:
    """What was typed, without blanks, if these are digits."""
    digits = "".join(typed.split())
    return digits if digits.isascii() and digits.isdigit() else ""


class _AppCode:
    """Mixin, left of allauth's forms: a code of an authenticator app, and of nothing else.

    allauth would also ask rows of recovery codes, which we never make: whoever writes in the main database could.
    """

    user: Any
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Kode dari aplikasi autentikator")
        code.help_text = _("Enam angka. Kode berganti setiap 30 detik.")
        code.error_messages["required"] = _("Kode belum diisi. Buka aplikasi autentikator Anda dan isi enam angkanya.")
        code.widget.attrs.pop("placeholder", None)
        code.widget.attrs |= {"inputmode": "numeric", "autofocus": True}

    def clean_code(self) -> str:
        forgive, code = self.counted(), self.cleaned_data["code"]
        row = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).first()
        if not self.stands_in(code):
            if row is None or not self._shown_by(row, code):
                if row is not None:
                    self._emit_authentication_failed(row)  # type: ignore[attr-defined]
                raise get_adapter().validation_error("incorrect_code")
            row.user = self.user
            self.authenticator = row
        forgive()
        return code

    def _shown_by(self, row: Authenticator, code: str) -> bool:
        """Whether the app shows this code now. A secret that doesn't open, damaged or altered, shows none."""
        try:
            return mfa.takes(row.data["secret"], code)
        except SealBroken:
            mfa.did_not_open(self.user)
        raise get_adapter().validation_error("does_not_open")

    def counted(self) -> Callable[[], None]:
        """Counts this try, refused where there were too many; gives what forgets them."""
        return check_rate_limit(self.user)

    def stands_in(self, code: str) -> bool:
        """Whether this is a code that may be given in place of the app's."""
        return False


class SignInCode(_AppCode, AuthenticateForm):
    """The second factor after the password; or a code on paper, or the one that a supervisor gave for this shift."""

    kind = ""
    until: datetime | None = None

    def counted(self) -> Callable[[], None]:
        """A shift's code apart from the app's and for this browser: guesses elsewhere don't keep it out, but for as
        many as could find it (`access.shift_codes`)."""
        if len(_digits(self.cleaned_data["code"])) != shift_codes.DIGITS:
            return super().counted()
        forgive = counted_here()
        if not ratelimit.consume(context.request, action="shift_code", key=f"shift-code-{self.user.pk}"):
            raise get_adapter().validation_error("rate_limited")
        return forgive

    def stands_in(self, code: str) -> bool:
        typed = _digits(code)
        if len(typed) == shift_codes.DIGITS:
            self.kind, self.until = signin.SHIFT_CODE, shift_codes.taken(self.user, typed)
        elif len(typed) == recovery_codes.DIGITS:
            self.kind, self.until = signin.RECOVERY_CODE, recovery_codes.taken(self.user, typed)
        return self.until is not None

    def save(self) -> None:
        if self.until is None:
            super().save()
            return
        until = int(self.until.timestamp())
        record_authentication(context.request, self.user, method="mfa", type=self.kind, until=until)


class StepUpCode(_AppCode, ReauthenticateForm):
    """The second factor once more, before a step-up and at a locked screen."""

    def counted(self) -> Callable[[], None]:
        return counted_here()

    def prove(self) -> None:
        """From now on this session is stepped up."""
        self.save()


def counted_here() -> Callable[[], None]:
    """Counts a try for this browser's session alone: whoever guesses at the entrance keeps nobody from a step-up or
    from their open screen, nor does who guesses at a screen keep its person from the entrance."""
    request = context.request
    key = f"here-{kept_under(request.session.session_key)}"
    if not ratelimit.consume(request, action="login_failed", key=key):
        raise get_adapter().validation_error("rate_limited")
    return lambda: ratelimit.clear(request, action="login_failed", key=key)


class UnlockPassword(forms.Form):
    """The password once more: all that a session of daily work has to open its screen with."""

    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
        error_messages={"required": _("Kata sandi belum diisi. Isi lalu lanjutkan.")},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refused like a password at the entrance, and recorded; counted for this session."""
        forgive, password = counted_here(), self.cleaned_data["password"]
        if authenticate(context.request, username=self.user.username, password=password) != self.user:
            raise get_account_adapter(context.request).validation_error("username_password_mismatch")
        forgive()
        return password

    def prove(self) -> None:
        """A password alone is no step-up."""


UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, struct.error)
"""What allauth and fido2 raise at bytes that no browser's key has made."""


class _Signature(AuthenticateWebAuthnForm):
    """What a passkey signed. Nothing counts attempts: it can't be guessed, and whoever tries locks nobody out."""

    credential = forms.JSONField(
        widget=forms.HiddenInput, error_messages={"required": passkeys.NOT_READ, "invalid": passkeys.NOT_READ}
    )

    def clean_credential(self) -> Authenticator:
        credential = self.cleaned_data["credential"]
        try:
            auth.parse_authentication_response(credential)
            user = self.user or auth.extract_user_from_response(credential)
            passkeys.refuse_foreign(user)
            row = auth.complete_authentication(user, credential)
        except UNREADABLE:
            raise forms.ValidationError("not a signature of a key that we know") from None
        if not (user.is_active and not user.is_robot and passkeys.is_bound(row)):
            raise forms.ValidationError("not a key that counts")
        return row


class SignInKey(_Signature, LoginWebAuthnForm):
    """A passkey instead of password and code."""


class SignInKeyAfterPassword(_Signature):
    """A passkey instead of the code."""


class StepUpKey(_Signature, ReauthenticateWebAuthnForm):
    """A passkey instead of the code once more."""
