"""Surat rujukan: begun from a referral, signed by the head, handed to the receiver of that referral."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from access.errors import NotNow, Refused
from access.models import Staff
from audit.action import action
from disclosure import actions as documents
from referrals.actions.locking import locked
from referrals.models import Referral

PAPER = "referral_letter"


@action("referral.letter")
def write_letter(referral: Referral, *, by: Staff) -> Referral:
    """Begins the letter; it stands in the case's documents, where it is released and signed."""
    referral = locked(referral)
    if referral.letter_id:
        raise Refused(_("Rujukan ini sudah mempunyai surat. Tidak ada yang berubah. Buka suratnya dari halaman ini."))
    referral.letter = documents.request_document(
        PAPER, about_kind="case", about_id=referral.case_id, case_id=referral.case_id, source_id=referral.pk, by=by
    )
    referral.save(update_fields=["letter"])
    return referral


@action("referral.hand_letter")
def hand_letter(referral: Referral, *, by: Staff) -> Referral:
    """Hands the issued letter to the receiver, who reads it through the referral."""
    referral = locked(referral)
    letter = referral.letter
    if letter is None or not letter.has_file:
        raise NotNow(_("Surat rujukan belum terbit, jadi belum dapat diserahkan. Tidak ada yang berubah."))
    if letter.copies.filter(root_id=referral.pk).exists():
        raise Refused(_("Surat ini sudah diserahkan kepada penerima. Tidak ada yang berubah."))
    documents.hand(letter, agency=referral.to_agency, by=by, root_kind="referral", root_id=referral.pk)
    return referral
