"""allauth's forms in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.utils.translation import gettext_lazy as _


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
    """The second factor after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_in_our_words(self)


class StepUpCode(ReauthenticateForm):
    """The second factor once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_in_our_words(self)
