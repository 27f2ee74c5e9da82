"""Evidence: the sealed original, a working copy where there is one, and who held it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from access.models import Staff
from casework.models.case import Case
from casework.options.casefile import EVIDENCE_KINDS
from vault.entropy import new_id
from vault.fields import SealedTextField
from vault.files import NamedByRows, sealed_files
from vault.models import SealedModel


class Evidence(SealedModel, GuardedModel):
    """One file. The original is never altered; pictures are shown from a copy without EXIF. `sha256`: the original."""

    guarded_by = "case"
    wall = "case_id"
    audit_kind = "evidence"
    plain_text = {
        "kind": "one of EVIDENCE_KINDS",
        "media_type": "what the file is, as sniffed from its bytes",
        "sha256": "digest of the original, printed on hand-over papers",
        "original": "random name of the sealed file",
        "copy": "random name of the sealed working copy",
        "sealed_sha256": "digest of the sealed original, as the log names it",
        "copy_sha256": "digest of the working copy",
        "copy_sealed_sha256": "digest of the sealed working copy",
    }

    sealed_files = NamedByRows(sealed_files, "case_id", {"original": "sealed_sha256", "copy": "copy_sealed_sha256"})

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EVIDENCE_KINDS)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed_sha256 = models.CharField(max_length=64)
    original = models.CharField(max_length=80, editable=False)
    copy = models.CharField(max_length=80, blank=True, default="", editable=False)
    copy_size = models.PositiveIntegerField(null=True, editable=False)
    copy_sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    copy_sealed_sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    title = SealedTextField(pad=256)
    file_name = SealedTextField(pad=256, blank=True)

    class Meta:
        base_manager_name = "every"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return _("Bukti %(reference)s") % {"reference": str(self.pk)[:4].upper()}


class Custody(models.TextChoices):
    RECEIVED = "received", _("Diterima dari klien")
    SEALED = "sealed", _("Disegel")
    VIEWED = "viewed", _("Dilihat")
    HANDED = "handed", _("Diserahkan")


class CustodyLine(GuardedModel):
    """Who held a piece of evidence, when. Rows are added, never changed (database triggers say so)."""

    guarded_by = "evidence__case"
    plain_text = {"act": "one of Custody", "sha256": "digest of the original at that moment"}
    wall = "evidence__case_id"
    append_only: tuple[str, ...] = ()

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="custody")
    act = models.CharField(max_length=10, choices=Custody.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)

    class Meta:
        base_manager_name = "every"
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.at:%H.%M}"
