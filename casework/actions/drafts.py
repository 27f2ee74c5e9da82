"""What is typed while somebody speaks: opened once, saved silently, sent or thrown away."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.errors import Refused
from access.models import Staff
from audit.action import action
from casework.models import DeskDraft
from vault import keyring


@action("draft.open")
def open_draft(ticket_id: UUID, *, typed: dict, by: Staff) -> DeskDraft:
    """Mints the key that draft, ticket and case will share, and keeps the first words. One entry until it is sent."""
    keyring.mint(keyring.Purpose.CASE, ticket_id)
    now = timezone.now()
    draft = DeskDraft(id=ticket_id, staff=by, opened=now, saved=now, typed=typed)
    draft.save(force_insert=True)
    return draft


def keep_typed(draft: DeskDraft, typed: dict) -> DeskDraft:
    """Autosave: rewrites the sealed text, without an entry (an entry a keystroke would bury the log)."""
    draft.typed = typed
    draft.saved = timezone.now()
    draft.save(update_fields=["typed", "saved"])
    return draft


@action("draft.discard")
def discard_draft(draft: DeskDraft, *, by: Staff) -> None:
    """Throws a draft of one's own away."""
    if draft.staff_id != by.pk:
        raise Refused(_("Draf ini bukan draf Anda. Tidak ada yang berubah."))
    draft.delete()


@action("draft.take_over")
def take_over_draft(draft: DeskDraft, *, by: Staff) -> DeskDraft:
    """A colleague of the same agency who takes the desk goes on with the ticket that is half typed there."""
    if draft.staff.agency_id != by.agency_id:
        raise Refused(_("Draf ini milik instansi lain. Tidak ada yang berubah."))
    draft.staff = by
    draft.save(update_fields=["staff"])
    return draft
