"""The forms of a document's way."""

from __future__ import annotations

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from access.models import Agency


class HandForm(forms.Form):
    """To whom a copy goes."""

    agency = forms.ModelChoiceField(
        label=_("Instansi penerima"),
        queryset=Agency.objects.none(),
        empty_label=_("Pilih instansi"),
        error_messages={"required": _("Instansi belum dipilih. Isian Anda tetap ada. Pilih lalu serahkan lagi.")},
    )
    receiver = forms.CharField(
        label=_("Diterima oleh"),
        help_text=_("Nama dan jabatan penerima. Tersegel; hanya tampak pada daftar salinan dokumen ini."),
        max_length=100,
        required=False,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        agency = cast(forms.ModelChoiceField, self.fields["agency"])
        agency.queryset = Agency.objects.order_by("name")
        agency.label_from_instance = lambda obj: obj.name  # type: ignore[assignment, method-assign]


class LetGoForm(forms.Form):
    """Whether the page that one decides by was shown before the text had been compared."""

    unseen = forms.BooleanField(required=False, widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why what was begun is withdrawn."""

    reason = forms.ChoiceField(
        label=_("Alasan penarikan"),
        help_text=_("Tenggatnya berhenti dan dokumen ini tidak dapat dilanjutkan. Bila masih perlu, buat yang baru."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Alasan belum dipilih. Belum ada yang ditarik. Pilih satu lalu kirim lagi.")},
    )

    def __init__(self, *args, reasons: dict, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["reason"]).choices = list(reasons.items())


class TypedForm(forms.Form):
    """The base of a paper's own form: what is typed is kept as it is, whatever is still missing."""

    def typed(self) -> dict[str, str]:
        """What was typed, as text by field."""
        return {
            name: str(value or "").strip() for name, value in self.cleaned_data.items() if name in self.declared_fields
        }
