"""A document from its first draft to the signer's table."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.errors import Refused
from audit.action import action
from disclosure import contexts, gate, papers
from disclosure.models import Document, Withdrawal
from disclosure.workflow import DOCUMENT, DocumentState, GateState


@action("document.request")
def request_document(
    kind: str,
    *,
    about_kind: str,
    about_id: UUID,
    case_id: UUID,
    by,
    source_id: UUID | None = None,
    typed: dict[str, str] | None = None,
) -> Document:
    """Begins a document of that kind about a root; the caller has asked the policy whether BY may.

    `source_id` names what inside the root it speaks of; `typed` fills the document's own form.
    """
    paper = papers.get(kind)
    if paper.about != about_kind:
        raise ValueError(f"the paper {kind} is not about {about_kind}")
    document = Document(
        kind=kind,
        about_kind=about_kind,
        about_id=about_id,
        case_id=case_id,
        source_id=source_id,
        agency=paper.issuer(by) if paper.issuer else by.agency,
        requested_by=by,
        requested_at=timezone.now(),
        typed=typed or {},
    )
    document.save()
    if paper.asked:
        paper.asked(document, by=by)
    return document


@action("document.save")
def save_draft(document: Document, *, typed: dict[str, str], by) -> Document:
    """Keeps what was typed on the document's own form."""
    document = locked(document)
    if not document.is_open:
        raise Refused(
            _(
                "Dokumen ini sudah dikirim untuk ditinjau, jadi isinya tidak berubah. "
                "Kembalikan ke draf bila perlu diperbaiki."
            )
        )
    document.typed = typed
    document.save(update_fields=["typed"])
    return document


@action("document.submit")
def send_for_review(document: Document, *, context, by) -> Document:
    """Fixes the document's content and puts its texts before the gate. What needs no custodian goes on to the signer.

    CONTEXT is the paper's frozen type, filled by its builder; `disclosure.drafting.send` does both.
    """
    document = locked(document)
    paper = document.paper
    if not isinstance(context, paper.context):
        raise TypeError(f"the paper {paper.kind} takes {paper.context.__name__}")
    if missing := paper.missing(context):
        raise Refused(
            _("Dokumen belum dikirim: masih kosong %(fields)s. Isian Anda tersimpan. Lengkapi lalu kirim lagi.")
            % {"fields": ", ".join(missing)}
        )
    DOCUMENT.move(document, "submit")
    document.content = contexts.dump(context)
    texts = {subject_of(document, field): text for field, text in contexts.texts(context).items()}
    gate.forget_others(prefix_of(document), keep=texts)
    answers = {gate.submit(text, subject=subject, about=document.case_id, writer=by) for subject, text in texts.items()}
    if GateState.REWRITE in answers:
        raise Refused(gate.REWRITE_SENTENCE)
    if answers <= {GateState.RELEASED}:
        DOCUMENT.move(document, "cleared")
    document.save()
    return document


@action("document.take_back")
def take_back(document: Document, *, by) -> Document:
    """Makes it a draft again: the author mends it, or the signer sends it back."""
    document = locked(document)
    DOCUMENT.move(document, "return")
    gate.withdraw(prefix_of(document))
    document.save(update_fields=["state"])
    return document


@action("document.withdraw")
def withdraw(document: Document, *, reason: str, by) -> Document:
    """Ends what was begun by mistake, for one of its paper's reasons: its clock stops, and it stays listed.

    What somebody signed can't be withdrawn: it has a number, and may be in somebody's hands.
    """
    document = locked(document)
    if reason not in document.paper.withdrawals:
        raise Refused(_("Dokumen ini tidak dapat ditarik dengan alasan itu. Tidak ada yang berubah. Pilih lagi."))
    DOCUMENT.move(document, "withdraw")
    gate.withdraw(prefix_of(document))
    document.save(update_fields=["state"])
    Withdrawal(document=document, reason=reason, by=by, at=timezone.now()).save()
    return document


@action("document.cleared")
def clear(document: Document, *, by) -> Document:
    """Lets a document whose every text is released go on to the signer."""
    DOCUMENT.move(document, "cleared")
    document.save(update_fields=["state"])
    return document


def on_release(subject: str, state: GateState, by) -> None:
    """A custodian decided on one of a document's texts: go on, go back, or wait for the others."""
    document = Document.every.select_for_update().get(pk=UUID(subject.split(":")[1]))
    if document.state != DocumentState.REVIEW:
        return
    if state == GateState.REWRITE:
        take_back(document, by=by)
    elif set(gate.states_under(prefix_of(document)).values()) <= {GateState.RELEASED}:
        clear(document, by=by)


def prefix_of(document: Document) -> str:
    """What the gate's subjects of this document begin with."""
    return f"document:{document.pk}:"


def subject_of(document: Document, field: str) -> str:
    """The gate's subject of one field of a document."""
    return f"{prefix_of(document)}{field}"


def locked(document: Document) -> Document:
    """The document's present row, held until the action ends."""
    return Document.every.select_for_update(of=("self",)).get(pk=document.pk)
