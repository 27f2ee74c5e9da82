"""One entry: its bytes, its seal, and the reason that was typed, opened by a press that is itself recorded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from access import policy
from access.permissions import Permission
from access.views import ServiceView
from audit import actions, merkle, queries
from audit.forms import ExportForm
from audit.lines import files_of, lines
from audit.models import AuditEntry, Checkpoint, Reason
from audit.objects import Thing
from audit.reveal import reveal


class EntryView(ServiceView):
    """GET shows the entry; POST opens its reason."""

    permission = Permission.SERVICE_LOG
    template_name = "audit/entry.html"

    def authorise(self) -> None:
        super().authorise()
        self.obj = AuditEntry.objects.filter(pk=self.kwargs["entry_id"]).first()
        if self.obj is None or not files_of(self.obj).isdisjoint(queries.kept_from(self.request.user)):
            raise policy.Unseen

    def asked_for(self) -> tuple[str, object]:
        return "log", self.kwargs["entry_id"]

    def get(self, request: HttpRequest, entry_id: UUID) -> HttpResponse:
        actions.look(request.user, "log.entry", entry_id)
        return self.show()

    def post(self, request: HttpRequest, entry_id: UUID) -> HttpResponse:
        reason = Reason.objects.filter(entry=entry_id).first()
        if reason is None:
            return self.get(request, entry_id)
        about = Thing("reason", str(reason.pk))
        wants = [(reason, "text")]
        with reveal(request.user, "log.reason", about, wants, permission=self.permission) as opened:
            return self.show(reason=opened[reason, "text"])

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page."""
        entry = self.obj
        checkpoint = None
        if entry.number is not None:
            checkpoint = Checkpoint.objects.filter(size__gt=entry.number).order_by("size").first()
        leaf = entry.leaf()
        return self.page(
            status=status,
            line=lines([entry])[0],
            checkpoint=checkpoint,
            text=leaf.decode(),
            leaf=merkle.leaf_hash(leaf).hex(),
            digests=sorted(entry.digests.items()),
            **{"form": ExportForm(), **context},
        )
