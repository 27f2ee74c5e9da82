"""The papers of referrals: surat rujukan and visum et repertum."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from access.permissions import Permission
from disclosure import papers
from disclosure.papers import Paper
from referrals.papers.letter import LetterBuilder, LetterOfReferral, LetterTexts
from referrals.papers.visum import VisumBuilder, VisumReport
from referrals.queries import examiner_of

LETTER = "referral_letter"
VISUM = "visum"


def register_all() -> None:
    """Brings both to disclosure."""
    papers.register(
        Paper(
            kind=LETTER,
            title=_("Surat rujukan"),
            code="SR",
            about="case",
            template="referrals/papers/letter.html",
            context=LetterOfReferral,
            builder=LetterBuilder,
            write=Permission.CASE_PAPER,
            sign=Permission.CASE_SIGN,
            form=LetterTexts,
            required=("addressee", "reason"),
            labels={"addressee": _("Rujukan yang disuratkan"), "reason": _("Alasan rujukan")},
        )
    )
    papers.register(
        Paper(
            kind=VISUM,
            title=_("Visum et repertum"),
            code="VER",
            about="referral",
            template="referrals/papers/visum.html",
            context=VisumReport,
            builder=VisumBuilder,
            write=Permission.REFERRAL_EXAMINE,
            sign=Permission.REFERRAL_SIGN,
            signer=examiner_of,
            # to the police alone, by the copy handed to their own referral; not to whoever sent her
            read=Permission.REFERRAL_EXAMINE,
            required=("examination", "findings_text"),
            labels={"examination": _("Pemeriksaan yang divisumkan"), "findings_text": _("Pemberitaan")},
            heading="PRO JUSTITIA",
        )
    )
