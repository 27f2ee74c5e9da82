"""Surat rujukan: to whom, why, for what; the least about her, and a reply slip. It has no field for a place of stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from access import policy
from access.permissions import Permission
from disclosure.papers import Coded
from referrals import queries
from referrals.codes.referral import Basis
from referrals.forms.fields import text
from referrals.identity import shown
from vault.sealed import Closed


@dataclass(frozen=True, slots=True, repr=False)
class LetterOfReferral(Closed):
    """What the letter says."""

    addressee: tuple[Coded, ...]
    subject: Coded
    reference: Coded
    code: Coded
    name: str
    age: int | None
    sex: Coded
    needs: tuple[Coded, ...]
    contact: Coded
    ground: Coded
    grounded: date | None
    officer: Coded
    reason: str
    summary: str


class LetterTexts(forms.Form):
    """The texts that only the letter holds."""

    reason = text(_("Alasan rujukan"), required=False, rows=3, longest=2000)
    summary = text(
        _("Ringkasan seperlunya"),
        required=False,
        rows=4,
        longest=2000,
        help_text=_("Hanya yang penerima perlukan untuk melayani."),
    )


class LetterBuilder:
    """Fills the letter from one referral of the case: the one it was begun from, else the newest."""

    def __init__(self, document, by) -> None:
        self.case = policy.get(by, Permission.CASE_READ, document.about_id)
        self.referral = queries.for_paper(self.case, document.source_id)

    def wants(self) -> list[tuple]:
        return [(self.referral, "identity")] if self.referral else []

    def context(self, opened, typed: dict[str, str]) -> LetterOfReferral:
        with translation.override("id"):
            return self._context(opened, typed)

    def _context(self, opened, typed: dict[str, str]) -> LetterOfReferral:
        referral = self.referral
        identity = shown(opened[referral, "identity"]) if referral else shown({})
        return LetterOfReferral(
            addressee=(referral.to_agency.name,) if referral else (),
            subject="Rujukan layanan",
            reference=referral.reference if referral else "",
            code=identity["code"],
            name=identity["name"],
            age=identity["age"],
            sex=identity["sex"],
            needs=tuple(referral.needs_labels) if referral else (),
            contact=str(referral.get_contact_rule_display()) if referral else "",
            ground=ground(referral) if referral else "",
            grounded=timezone.localdate(referral.heard_at or referral.opened) if referral else None,
            officer=referral.sent_by.get_full_name() if referral else "",
            reason=typed.get("reason", ""),
            summary=typed.get("summary", ""),
        )


def ground(referral) -> str:
    """The ground of the hand-over in words."""
    return str(referral.get_law_display() if referral.basis == Basis.LAW else referral.get_basis_display())
