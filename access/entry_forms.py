"""allauth's forms in our words."""

from __future__ import annotations

import struct
from datetime import datetime
from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.utils.translation import gettext_lazy as _

from access import passkeys, shift_codes, signin


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


def _code_in_our_words(form: forms.Form) -> None:
    code = form.fields["code"]
    code.label = _("Kode dari aplikasi autentikator")
    code.help_text = _("Enam angka. Kode berganti setiap 30 detik.")
    code.error_messages["required"] = _("Kode belum diisi. Buka aplikasi autentikator Anda dan isi enam angkanya.")
    code.widget.attrs.pop("placeholder", None)
    code.widget.attrs |= {"inputmode": "numeric", "autofocus": True}


class SignInCode(AuthenticateForm):
    """The second factor after the password; or the code that a supervisor gave for this shift."""

    until: datetime | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_in_our_words(self)

    def clean_code(self) -> str:
        typed = "".join(self.cleaned_data["code"].split())
        if len(typed) == shift_codes.DIGITS and typed.isascii() and typed.isdigit():
            self.until = shift_codes.taken(self.user, typed)
            if self.until is not None:
                return typed
        return super().clean_code()

    def save(self) -> None:
        if self.until is None:
            super().save()
            return
        until = int(self.until.timestamp())
        record_authentication(context.request, self.user, method="mfa", type=signin.SHIFT_CODE, until=until)


class StepUpCode(ReauthenticateForm):
    """The second factor once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_in_our_words(self)


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
