"""The doctor's pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.models import Staff
from access.permissions import Permission
from access.views import GuardedDetailView, GuardedView
from audit.reveal import reveal_file
from referrals import actions, forms, queries
from referrals.codes.visum import Region
from referrals.models import CustodyEvent, CustodyItem, Visum, VisumPhoto
from referrals.views.pages import ReferralAction
from referrals.workflow import VISUM


class RecordVisum(ReferralAction):
    permission = Permission.REFERRAL_EXAMINE
    form_class = forms.VisumForm
    action = actions.record_visum
    template_name = "referrals/record_visum.html"
    title = _("Catat pemeriksaan")
    button = _("Simpan pemeriksaan")
    hint = _("Surat penyidik boleh menyusul. Temuan berkode dibaca pengirim seketika; teks hanya keluar dalam visum.")
    success_message = _("Pemeriksaan tersimpan.")

    def success_url(self, obj: Any) -> str:
        if self.result is not None:
            return reverse("referrals:visum", args=[self.result.pk])
        return super().success_url(obj)


class VisumPage(GuardedDetailView):
    """One visum, for those who examine: findings, words, custody, and its document's way."""

    permission = Permission.REFERRAL_EXAMINE
    model = Visum
    template_name = "referrals/visum.html"
    purpose = "visum.page"

    def wants(self, obj: Visum) -> list[tuple]:
        self.items = list(obj.items.select_related("photo").prefetch_related("events__by"))
        wants: list[tuple] = [(obj, "findings_text", "conclusion")]
        wants += [(item, "description") for item in self.items]
        wants += [(step, "receiver") for item in self.items for step in item.events.all()]
        return wants

    def context(self, obj: Visum, opened: Any) -> dict[str, Any]:
        document, findings = obj.document, list(obj.findings.all())
        letters = queries.letters_at(obj.referral_id)
        deliveries = queries.deliveries_of(document.pk) if document else []
        delivered = {delivery.police_id for delivery in deliveries}
        return {
            "visum": obj,
            "referral": obj.referral,
            "findings": findings,
            "regions": [one.region for one in findings if one.region != Region.NONE],
            "findings_text": opened[obj, "findings_text"],
            "conclusion": opened.get(obj, "conclusion"),
            "items": [
                {
                    "item": item,
                    "description": opened.get(item, "description"),
                    "photo": getattr(item, "photo", None),
                    "steps": [
                        {"step": step, "receiver": opened.get(step, "receiver"), "late": is_late(step)}
                        for step in item.events.all()
                    ],
                }
                for item in self.items
            ],
            "document": document,
            "letters": letters,
            "deliveries": deliveries,
            "mine": obj.examiner_id == self.request.user.pk,
            "may_prepare": VISUM.can(obj, "prepare") and bool(letters),
            "may_revise": VISUM.can(obj, "revise") and (document is None or document.is_open),
            "may_deliver": document is not None
            and document.has_file
            and any(letter.police_id and letter.police_id not in delivered for letter in letters),
        }


def is_late(step: CustodyEvent) -> bool:
    """Whether a step was written down more than an hour after it happened."""
    return step.recorded_at - step.at > timedelta(hours=1)


class VisumAction(ReferralAction):
    abstract = True
    model = Visum
    root_path = "referral"
    permission = Permission.REFERRAL_EXAMINE

    def success_url(self, obj: Any) -> str:
        return reverse("referrals:visum", args=[obj.pk])


class ReviseVisum(VisumAction):
    form_class = forms.WordsForm
    action = actions.revise_visum
    title = _("Perbaiki teks visum")
    button = _("Simpan teks")
    success_message = _("Teks tersimpan.")
    stale_fields = ("state", "revision")

    def wants(self, obj: Visum) -> list[tuple]:
        return [(obj, "findings_text", "conclusion")]

    def initial(self, obj: Visum, opened: Any) -> dict[str, Any]:
        return {"findings_text": opened[obj, "findings_text"], "conclusion": opened.get(obj, "conclusion")}


class PrepareVisum(VisumAction):
    action = actions.prepare_visum
    title = _("Susun visum")
    button = _("Susun visum")
    hint = _("Surat visum disusun dari pemeriksaan ini, dilepaskan kustodian, lalu Anda tanda tangani.")
    success_message = _("Surat visum disusun.")


class DeliverVisum(VisumAction):
    action = actions.deliver_visum
    title = _("Serahkan visum")
    button = _("Serahkan kepada penyidik")
    hint = _("Visum diserahkan kepada penyidik yang memintanya, dan tidak kepada yang lain.")
    success_message = _("Visum diserahkan; penyidik menandatangani penerimaannya.")


class TakeItem(VisumAction):
    form_class = forms.TakeForm
    action = actions.take_item
    title = _("Ambil barang bukti atau sampel")
    button = _("Simpan")
    success_message = _("Barang tersimpan; rantai penjagaannya dimulai.")
    stale_fields = ()


class AddStep(ReferralAction):
    permission = Permission.REFERRAL_EXAMINE
    model = CustodyItem
    root_path = "visum__referral"
    form_class = forms.StepForm
    action = actions.add_step
    title = _("Tambah langkah penjagaan")
    button = _("Tambah langkah")
    hint = _("Langkah yang sudah tertulis tidak dapat diubah atau dihapus.")
    success_message = _("Langkah tercatat.")
    stale_fields = ()

    def success_url(self, obj: Any) -> str:
        return reverse("referrals:visum", args=[obj.visum_id])


class Photo(GuardedView):
    """A photo, opened by its own press: its working copy without hidden data. Each opening is an entry."""

    permission = Permission.REFERRAL_EXAMINE
    model = VisumPhoto

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        reader = cast(Staff, request.user)
        pieces = reveal_file(reader, "visum.photo", self.obj, self.obj.shown, permission=self.permission)
        return StreamingHttpResponse(
            pieces, content_type="image/jpeg", headers={"Content-Disposition": 'inline; filename="foto.jpg"'}
        )


class RecordLetter(ReferralAction):
    permission = Permission.REFERRAL_EXAMINE
    form_class = forms.PaperLetterForm
    action = actions.record_letter
    title = _("Catat surat permintaan visum")
    button = _("Simpan surat")
    hint = _("Untuk surat yang datang di atas kertas. Periksa asal, nomor, tanggal, dan capnya.")
    success_message = _("Surat tercatat.")
