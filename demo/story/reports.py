"""The three reports, beside the road: her own access report, the auditor's month, and the notice of a breach."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from access.models import Staff
from demo.story.base import Base
from disclosure.models import Document

HOW = "Akun dipakai untuk membuka berkas di luar tugas."
DONE = "Akun ditutup, kunci sandi diganti, dan semua pembukaannya diperiksa auditor."


class ReportSteps(Base):
    """Asked for, filled, signed and issued through the pages."""

    def reports(self) -> list[Document]:
        """Each report once, for real."""
        asked = self.issue(self.begin("access_report"), writer="manajer", signer="kepala")
        page = reverse("audit:new-month")
        month = self._begun(page, bulan=f"{timezone.localdate():%Y-%m}-01")
        issued = self.issue(month, writer="auditor", signer="auditor")
        page = reverse("audit:breach-of-person", args=[Staff.objects.get(username="konselor").pk])
        notice = self.issue(self._begun(page), writer="auditor", signer="kepala", how=HOW, done=DONE)
        return [asked, issued, notice]

    def _begun(self, page: str, **typed: str) -> UUID:
        known = set(Document.every.values_list("pk", flat=True))
        self.walker.send("auditor", page, **typed)
        return Document.every.exclude(pk__in=known).get().pk
