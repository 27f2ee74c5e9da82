"""The signer's act, and what the worker made of it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.errors import Refused
from audit.action import action
from disclosure import documents, gate
from disclosure.actions.documents import locked, prefix_of
from disclosure.models import Document, NumberSeries
from disclosure.tasks import issue_document
from disclosure.workflow import DOCUMENT, GateState
from vault import entropy
from vault.files import FileRecord

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@action("document.sign")
def sign(document: Document, *, by) -> Document:
    """Takes a number and orders the worker to render and seal the file; BY is who stands under it."""
    document = locked(document)
    if not documents.may_stand_under(by, document):
        raise Refused(
            _("Dokumen ini ditandatangani oleh penyusunnya sendiri. Tidak ada yang berubah. Mintalah kepadanya.")
        )
    DOCUMENT.move(document, "sign")
    if not set(gate.states_under(prefix_of(document)).values()) <= {GateState.RELEASED}:
        raise Refused(_("Dokumen ini masih menunggu pelepasan. Tidak ada yang berubah. Tunggu jawaban kustodian."))
    now = timezone.now()
    document.signed_by = by
    document.signed_at = now
    document.number = _next_number(document, timezone.localtime(now))
    document.check_code = f"{entropy.code(4)}-{entropy.code(4)}"
    document.save(update_fields=["state", "signed_by", "signed_at", "number", "check_code"])
    issue_document.enqueue(str(document.pk))
    return document


@action("document.issue")
def record_issue(document: Document, *, record: FileRecord, content: bytes, by) -> Document:
    """The signed file lies in its place: note what exactly was made. The file as a whole passes the gate, too."""
    document = locked(document)
    gate.submit_file(
        content, "application/pdf", subject=f"{prefix_of(document)}file", about=document.case_id, writer=by
    )
    DOCUMENT.move(document, "issue")
    document.issued_at = timezone.now()
    document.file_name, document.file_size = record.name, record.size
    document.sha256, document.sealed_sha256 = record.sha256, record.sealed_sha256
    document.save(update_fields=["state", "issued_at", "file_name", "file_size", "sha256", "sealed_sha256"])
    if document.paper.issued:
        document.paper.issued(document)
    return document


def _next_number(document: Document, moment) -> str:
    about = documents.model(document.about_kind).every.get(pk=document.about_id)
    mark = {"actual": "", "exercise": "L-", "test": "U-"}[documents.nature(about)]
    code = mark + document.paper.code
    key = {"agency": document.agency, "code": code, "year": moment.year}
    series = NumberSeries.objects.select_for_update().filter(**key).first() or NumberSeries(**key)
    series.last += 1
    series.save()
    return f"{series.last:03d}/{code}/{document.agency.code.upper()}/{ROMAN[moment.month - 1]}/{moment.year}"
