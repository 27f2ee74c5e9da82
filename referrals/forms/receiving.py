"""Accepting, declining, answering; and writing a text anew when the gate asks for it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from referrals.codes.referral import NEEDS, DeclineReason, Kind, Outcome
from referrals.forms import fields


class DeclineForm(forms.Form):
    """Why the receiver can't take it."""

    reason = fields.one_of(_("Alasan"), DeclineReason.choices, radio=True)


class AnswerForm(forms.Form):
    """How it was answered: codes at once, text after release."""

    outcome = fields.one_of(_("Hasil"), Outcome.choices, radio=True)
    text = fields.text(
        _("Keterangan untuk pengirim"),
        required=False,
        help_text=_(
            "Boleh kosong. Teks yang mirip menyebut tempat menunggu pelepasan kustodian; "
            "isian berkode terkirim seketika."
        ),
    )

    def __init__(self, *args, kind: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [(need.value, need.label) for need in NEEDS[Kind(kind)]]
        self.fields["services"] = fields.several_of(_("Layanan yang diberikan"), choices, required=False)
        self.order_fields(["outcome", "services", "text"])


class RewriteForm(forms.Form):
    """A text written anew."""

    text = fields.text(_("Teks"), help_text=_("Tulis tanpa menyebut tempat seseorang tinggal atau berada."))
