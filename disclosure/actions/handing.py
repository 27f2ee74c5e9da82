"""Handing a copy over."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from access.models import Agency
from audit.action import action
from disclosure import mail
from disclosure.actions.documents import locked
from disclosure.models import Document, DocumentCopy
from disclosure.workflow import DOCUMENT


@action("document.hand")
def hand(
    document: Document, *, agency: Agency, by, receiver: str = "", root_kind: str = "", root_id: UUID | None = None
) -> DocumentCopy:
    """Enters a copy in the register: to which agency, to whom there, when, and of which exact file.

    With `root_kind` and `root_id` the receiver reads it in the system: whoever may read that root may fetch the file.
    """
    document = locked(document)
    DOCUMENT.move(document, "hand")
    document.save(update_fields=["state"])
    copy = DocumentCopy(
        document=document,
        case_id=document.case_id,
        number=document.copies.count() + 1,
        agency=agency,
        receiver=receiver,
        root_kind=root_kind,
        root_id=root_id,
        handed_by=by,
        handed_at=timezone.now(),
        sha256=document.sha256,
    )
    copy.save()
    mail.notify(agency)
    return copy
