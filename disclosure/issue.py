"""The worker's job on a document that its signer has signed."""

from __future__ import annotations

import datetime
import io
from typing import cast
from uuid import UUID

from django.utils import timezone

from audit.reveal import reveal
from disclosure import contexts, documents, gate, queries
from disclosure.actions.documents import subject_of
from disclosure.actions.signing import record_issue
from disclosure.files import document_files
from disclosure.letter import letter_of
from disclosure.making import make
from vault import entropy


class NotReleased(Exception):
    """A text of the document is not the one that was released. Nothing was made."""


def issue(document_id: UUID) -> None:
    """Renders, signs and seals the file, and notes it. Run twice it does nothing the second time.

    The signer is who reads: the content is opened for the sheet that carries their name.
    """
    signer = queries.signer_of(document_id)
    if signer is None:
        return
    document = queries.get(signer, "sign", document_id)
    signed_at = cast(datetime.datetime, document.signed_at)
    want = [(document, "content")]
    with reveal(signer, "document.issue", document, want, permission=document.permission) as opened:
        context = contexts.load(document.paper.context, cast(dict, opened[document, "content"]))
        for field, text in contexts.texts(context).items():
            if not gate.is_released(subject_of(document, field), text):
                raise NotReleased
        made = make(
            document.paper,
            context,
            letter_of(
                document.agency,
                day=timezone.localdate(signed_at),
                number=document.number,
                signer=signer,
                signed_at=signed_at,
                check_code=document.check_code,
                nature=documents.nature(document.root),
            ),
            at=signed_at,
        )
    record = document_files.write(document.case_id, entropy.new_id().hex, io.BytesIO(made.pdf))
    record_issue(document, record=record, content=made.pdf, by=signer)
