"""A document on its way to somebody's desk. Which of them a person may see, `disclosure.queries` asks the policy."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.text import slugify

from access.models import Agency
from access.permissions import Permission
from access.querysets import GuardedManager
from disclosure import papers
from disclosure.files import document_files
from disclosure.workflow import DOCUMENT, DocumentState
from vault.fields import SealedJSONField
from vault.files import FileRecord, NamedByRows
from vault.keyring import Purpose
from vault.models import SealedModel


class Document(SealedModel):
    """One document about one root (a case, a referral …), which disclosure knows by kind and id alone.

    `typed` is what its author typed on its own form; `content` is the whole context as it was sent to review, and what
    is rendered and signed in the end. The file lies sealed in `settings.DOCUMENTS_DIR`; `sha256` is of the delivered
    bytes. One that `disclosure.queries` gave also carries what it was seen through.
    """

    root: Any
    permission: Permission
    standing: frozenset[str]

    audit_kind = "document"
    sealed_purpose = Purpose.CASE
    sealed_owner = "case_id"
    author_field = "requested_by"
    plain_text = {
        "kind": "which paper it is, by its registered name",
        "about_kind": "which kind of root it is about",
        "state": "one of DocumentState",
        "number": "the running number on the sheet; it names nobody",
        "check_code": "random; printed beside the signature",
        "file_name": "random; what the sealed file is asked for by",
        "sha256": "digest of the delivered file, to tell it from any other",
        "sealed_sha256": "digest of the sealed file, for the log",
    }

    sealed_files = NamedByRows(document_files, "case_id", {"file_name": "sealed_sha256"})

    kind = models.CharField(max_length=40)
    about_kind = models.CharField(max_length=20)
    about_id = models.UUIDField()
    case_id = models.UUIDField(db_index=True)
    source_id = models.UUIDField(null=True, help_text="what inside the root it speaks of, where its paper needs that")
    state = models.CharField(max_length=10, choices=DocumentState, default=DocumentState.DRAFT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    typed = SealedJSONField(pad=None)
    content = SealedJSONField(pad=None, null=True)
    number = models.CharField(max_length=60, blank=True)
    check_code = models.CharField(max_length=9, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=80, blank=True)
    file_size = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    sealed_sha256 = models.CharField(max_length=64, blank=True)

    objects = GuardedManager()
    every = models.Manager()

    class Meta:
        base_manager_name = "every"
        indexes = [models.Index(fields=["about_kind", "about_id", "-requested_at"], name="document_about")]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~models.Q(number=""), name="document_number_once")
        ]

    def __str__(self) -> str:
        return f"Dokumen {self.reference}"

    @property
    def reference(self) -> str:
        """Its number, or until it has one a short name that says nothing."""
        return self.number or f"D-{self.pk.hex[:6].upper()}"

    @property
    def paper(self) -> papers.Paper:
        """The kind of document it is."""
        return papers.get(self.kind)

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.paper.title)

    @property
    def is_open(self) -> bool:
        """Whether its author may still change it."""
        return self.state == DocumentState.DRAFT

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether its paper knows a reason for that, and nobody has signed it."""
        return bool(self.paper.withdrawals) and DOCUMENT.can(self, "withdraw")

    @property
    def is_withdrawn(self) -> bool:
        """Whether it ended before anybody signed it."""
        return self.state == DocumentState.WITHDRAWN

    @property
    def has_file(self) -> bool:
        """Whether there is a signed file to fetch."""
        return self.state in (DocumentState.ISSUED, DocumentState.HANDED)

    @property
    def file(self) -> FileRecord:
        """The record of the sealed file, for `audit.reveal.reveal_file`."""
        return FileRecord(self.file_name, self.file_size or 0, self.sha256, self.sealed_sha256)

    @property
    def download_name(self) -> str:
        """The name it is saved under: its kind and number, nobody's name."""
        return f"{slugify(f'{self.kind} {self.number}'.replace('/', '-').replace('_', '-'))}.pdf"
