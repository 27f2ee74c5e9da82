"""Forms of this package, and the hidden fields that every acting form carries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from vault.entropy import new_id

TOKEN = "kirim"  # noqa: S105  (the field's name)
STATE_SEEN = "dilihat"


class ReasonForm(forms.Form):
    """Why somebody reads what none of their assignments explains."""

    alasan = forms.CharField(
        label=_("Alasan"),
        help_text=_("Tulis sedikitnya 10 huruf, tanpa nama atau alamat. Alasan Anda tersegel dan dibaca auditor."),
        max_length=1000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[
            MinLengthValidator(10, _("Alasan terlalu singkat. Tidak ada yang dibuka. Tulis sedikitnya 10 huruf.")),
        ],
        error_messages={"required": _("Alasan belum diisi. Tidak ada yang dibuka. Tulis alasan Anda lalu buka lagi.")},
    )


class OneTimeToken(forms.CharField):
    """Hidden: the same form sent twice acts once."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=36, **kwargs)


def fresh_token() -> str:
    return str(new_id())


class CodeForm(forms.Form):
    """The code that an authenticator app shows now."""

    code = forms.CharField(
        label=_("Kode dari aplikasi autentikator"),
        help_text=_("Enam angka. Kode berganti setiap 30 detik."),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Kode belum diisi. Buka aplikasi autentikator Anda dan isi enam angkanya.")},
    )


def _password(label: Any, autocomplete: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": _("Bagian ini belum diisi. Kata sandi Anda belum berubah.")},
    )


class PasswordForm(forms.Form):
    """A new password for one's own account."""

    present = _password(_("Kata sandi sekarang"), "current-password")
    password = _password(_("Kata sandi baru"), "new-password")
    repeated = _password(_("Kata sandi baru, sekali lagi"), "new-password")

    def __init__(self, *args: Any, staff: Any, **kwargs: Any) -> None:
        self.staff = staff
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = _("Sedikitnya 12 huruf. Sebuah kalimat mudah diingat dan sulit ditebak.")

    def clean_present(self) -> str:
        if not self.staff.check_password(self.cleaned_data["present"]):
            raise ValidationError(_("Kata sandi sekarang tidak cocok. Kata sandi Anda belum berubah. Isi lagi."))
        return self.cleaned_data["present"]

    def clean(self) -> dict[str, Any]:
        first, second = self.cleaned_data.get("password"), self.cleaned_data.get("repeated")
        if first and second and first != second:
            self.add_error("repeated", _("Kedua kata sandi baru tidak sama. Kata sandi Anda belum berubah. Isi lagi."))
        elif first:
            try:
                validate_password(first, self.staff)
            except ValidationError as error:
                self.add_error("password", error)
        return self.cleaned_data
