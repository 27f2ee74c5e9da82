"""The state of the seal: checkpoints, a full check, and the export."""

from __future__ import annotations

import tempfile
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from access.permissions import Permission
from access.views import ServiceView, StepUp
from audit import actions, notes, queries, sealer, witnesses
from audit.export import Changed, export
from audit.forms import ExportForm
from audit.models import AuditEntry, Checkpoint
from vault import keyring

CHECKED_HERE = 100_000  # entries; a larger log is checked by the command, not while a page waits
NAME = "jejak-audit.zip"


class CheckView(ServiceView):
    """GET: the newest checkpoint and what waits for its seal. POST: check everything now."""

    permission = Permission.SERVICE_LOG
    template_name = "audit/check.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        actions.look(request.user, "log.check")
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.too_large():
            return self.show()
        return self.show(report=actions.check(timezone.now(), by=request.user))

    def too_large(self) -> bool:
        """Whether the log is too large to be checked while a page waits."""
        return (Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0) > CHECKED_HERE

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page."""
        return self.page(
            status=status,
            newest=Checkpoint.objects.order_by("-size").first(),
            waiting=AuditEntry.objects.filter(number=None).count(),
            checked=queries.newest_check(),
            too_large=self.too_large(),
            key=notes.verifier_key(sealer.origin(), keyring.signing_key()),
            witnesses=witnesses.standing(timezone.now()),
            **{"form": ExportForm(), **context},
        )


class ExportView(StepUp, CheckView):
    """The whole log as a file, for outside checking; asks who is there again, and why."""

    permission = Permission.SERVICE_LOG_EXPORT

    def back_url(self) -> str:
        return reverse("audit:check")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ExportForm(request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
        try:
            export(file, by=request.user, reason=form.cleaned_data["alasan"])
        except BaseException as error:
            file.close()
            if isinstance(error, Changed):
                return self.show(409, broken=True)
            raise
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=NAME, content_type="application/zip")
