"""Custody of specimens, photos and exhibits: who had it, from when, and who next."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from referrals.codes.visum import CustodyAct, ItemKind, Keeping, SpecimenKind
from referrals.models.visum import Visum
from vault.entropy import new_id
from vault.fields import SealedTextField
from vault.files import FileRecord, NamedByRows, sealed_files
from vault.models import SealedModel


class CustodyItem(SealedModel, GuardedModel):
    """One thing that is kept. Its label says the visum's reference and a running number, never a name."""

    guarded_by = "visum__referral"
    wall = "case_id"
    audit_kind = "custody_item"
    plain_text = {
        "kind": "one of ItemKind",
        "specimen": "one of SpecimenKind",
        "label": "visum reference and running number; stands on the container",
    }

    visum = models.ForeignKey(Visum, on_delete=models.CASCADE, related_name="items")
    case_id = models.UUIDField(editable=False)
    kind = models.CharField(_("jenis"), max_length=8, choices=ItemKind.choices)
    specimen = models.CharField(_("berupa"), max_length=8, choices=SpecimenKind.choices)
    label = models.CharField(_("label"), max_length=20, editable=False)
    description = SealedTextField(pad=256, null=True)

    class Meta:
        base_manager_name = "every"
        ordering = ("label",)
        constraints = [models.UniqueConstraint(fields=["visum", "label"], name="custody_label_once")]

    def __str__(self) -> str:
        return f"{_('Barang')} {self.label}"


class CustodyEvent(SealedModel, GuardedModel):
    """One step of the chain. Rows are added and never changed or removed (database triggers say so).

    `at` is when it happened, `recorded_at` when it was written down; a later entry of an earlier step shows as such.
    """

    guarded_by = "item__visum__referral"
    wall = "case_id"
    audit_kind = "custody_event"
    append_only: tuple[str, ...] = ()
    plain_text = {"act": "one of CustodyAct", "keeping": "one of Keeping: a shelf, no address"}

    item = models.ForeignKey(CustodyItem, on_delete=models.PROTECT, related_name="events")
    case_id = models.UUIDField(editable=False)
    act = models.CharField(_("langkah"), max_length=12, choices=CustodyAct.choices)
    at = models.DateTimeField(_("waktu"))
    recorded_at = models.DateTimeField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    keeping = models.CharField(_("tempat simpan"), max_length=16, choices=Keeping.choices, blank=True, default="")
    receiver = SealedTextField(pad=128, null=True)

    class Meta:
        base_manager_name = "every"
        ordering = ("at", "recorded_at", "id")

    def __str__(self) -> str:
        return f"{_('Langkah penjagaan')} {str(self.pk)[:4].upper()}"


class VisumPhoto(GuardedModel):
    """The sealed files of one photo: the original as it came, and the copy without hidden data that is shown."""

    guarded_by = "item__visum__referral"
    wall = "item__case_id"
    audit_kind = "visum_photo"
    plain_text = {
        "media_type": "what the bytes themselves show: one of three picture types",
        "original": "random name of the sealed original",
        "sha256": "digest of the original",
        "sealed_sha256": "digest of the sealed original",
        "copy": "random name of the sealed copy",
        "copy_sha256": "digest of the copy",
        "copy_sealed_sha256": "digest of the sealed copy",
    }
    sealed_files = NamedByRows(
        sealed_files, "item__case_id", {"original": "sealed_sha256", "copy": "copy_sealed_sha256"}
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.OneToOneField(CustodyItem, on_delete=models.PROTECT, related_name="photo")
    media_type = models.CharField(max_length=20)
    original = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed_sha256 = models.CharField(max_length=64)
    copy = models.CharField(max_length=80)
    copy_size = models.PositiveIntegerField()
    copy_sha256 = models.CharField(max_length=64)
    copy_sealed_sha256 = models.CharField(max_length=64)

    class Meta:
        base_manager_name = "every"

    def __str__(self) -> str:
        return f"{_('Foto')} {str(self.pk)[:4].upper()}"

    @property
    def case_id(self):
        """The file it belongs to: also the owner of the key that seals it."""
        return self.item.case_id

    @property
    def shown(self) -> FileRecord:
        """What `reveal_file` opens to show it."""
        return FileRecord(self.copy, self.copy_size, self.copy_sha256, self.copy_sealed_sha256)
