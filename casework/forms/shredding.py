"""Forms of shredding and of the legal hold: coded choices, and the reference typed before what can't be undone."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.forms.fields import Choice, LineField
from casework.options.casefile import HOLD_REASONS, SHRED_REASONS


class AskForm(forms.Form):
    """Why the file is to be destroyed."""

    reason = Choice(choices=SHRED_REASONS, required=True, label=_("Alasan pemusnahan"), widget=forms.RadioSelect)


class ConfirmForm(forms.Form):
    """The reference of this very file, typed by hand."""

    reference = LineField(
        max_length=20,
        required=True,
        label=_("Ketik nomor berkas ini"),
        help_text=_("Seperti tertulis di atas, misalnya C-7Q4K. Dengan itu Anda memastikan berkas yang benar."),
    )

    def __init__(self, *args, case, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def clean_reference(self) -> str:
        typed = self.cleaned_data["reference"].strip().upper()
        if typed != self.case.reference:
            raise ValidationError(_("Nomor ini bukan nomor berkas ini. Belum ada yang dimusnahkan. Periksa lagi."))
        return typed


class HoldForm(forms.Form):
    """Why the file must stay."""

    reason = Choice(choices=HOLD_REASONS, required=True, label=_("Alasan penahanan"), widget=forms.RadioSelect)
