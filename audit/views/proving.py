"""The proof of one entry as a file, for a court's expert."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from access.permissions import Permission
from access.views import SeeOther, StepUp
from audit.export import Changed
from audit.forms import ExportForm
from audit.proofs import prove
from audit.views.entry import EntryView


class ProofView(StepUp, EntryView):
    """POST gives the file; like an export it asks who is there again, and why."""

    permission = Permission.SERVICE_LOG_EXPORT

    def back_url(self) -> str:
        return reverse("audit:entry", args=[self.kwargs["entry_id"]])

    def get(self, request: HttpRequest, entry_id: UUID) -> HttpResponse:
        return SeeOther(self.back_url())

    def post(self, request: HttpRequest, entry_id: UUID) -> HttpResponse:
        form = ExportForm(request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        try:
            number, proof = prove(self.obj, by=request.user, reason=form.cleaned_data["alasan"], now=timezone.now())
        except Changed:
            return self.show(409, broken=True)
        name = f'attachment; filename="entri-{number}.tlog-proof"'
        return HttpResponse(proof, content_type="text/plain; charset=utf-8", headers={"Content-Disposition": name})
