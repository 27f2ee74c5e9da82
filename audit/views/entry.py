"""One entry: its bytes, its seal, and the reason that was typed, opened by a press that is itself recorded."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from access import policy
from access.models import Staff
from access.permissions import Permission
from access.views import ServiceView
from audit import actions, asking, findings, house, merkle, queries, questions
from audit.forms import ExportForm
from audit.lines import lines
from audit.models import AuditEntry, Checkpoint, Reason, Review, ReviewNote
from audit.objects import Thing
from audit.reveal import Opened, reveal


def seen_entry(user: Staff, pk: UUID) -> AuditEntry:
    """The entry of that id; raises Unseen for none, for one of a file behind a wall of this auditor, and where there is
    such a file for one of any house event."""
    entry, kept_from = AuditEntry.objects.filter(pk=pk).first(), queries.kept_from(user)
    if entry is None or entry.case_id in kept_from:
        raise policy.Unseen
    if entry.object_kind == house.KIND and not queries.sees_house_events(kept_from):
        raise policy.Unseen
    return entry


class EntryView(ServiceView):
    """GET shows the entry; POST opens its reason, or the note of a review."""

    permission = Permission.SERVICE_LOG
    template_name = "audit/entry.html"

    def authorise(self) -> None:
        super().authorise()
        self.obj = seen_entry(self.request.user, self.kwargs["entry_id"])

    def asked_for(self) -> tuple[str, object]:
        return "log", self.kwargs["entry_id"]

    def get(self, request: HttpRequest, entry_id: UUID) -> HttpResponse:
        actions.look(request.user, "log.entry", entry_id)
        return self.show()

    def post(self, request: HttpRequest, entry_id: UUID) -> HttpResponse:
        typed = Reason.objects.filter(entry=entry_id).first() or self.note()
        if typed is None:
            return self.get(request, entry_id)
        if self.keeps(typed):
            return self.unseen()
        with self.reading(typed) as opened:
            return self.show(reason=opened[typed, "text"])

    def reading(self, typed: Reason | ReviewNote) -> AbstractContextManager[Opened]:
        """Opens what was typed; one entry."""
        about = Thing(typed.audit_kind, str(typed.pk))
        return reveal(self.request.user, "log.reason", about, [(typed, "text")], permission=self.permission)

    def keeps(self, typed: Reason | ReviewNote) -> bool:
        """Whether it is a note on a finding that isn't for this auditor; of an old note nobody knows."""
        beside = ReviewNote.objects.filter(pk=ReviewNote.beside(typed.pk)).first()
        if beside is None:
            return False
        key, reader = Review.objects.get(pk=typed.pk).key, self.request.user
        with self.reading(beside) as opened:
            return bool(findings.kept({key: str(opened[beside, "text"])}, reader, queries.kept_from(reader)))

    def note(self) -> ReviewNote | None:
        """What was noted when this entry's review was made."""
        if self.obj.action != queries.REVIEW:
            return None
        return ReviewNote.objects.filter(pk=self.obj.object_id).first()

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page."""
        entry = self.obj
        checkpoint = None
        if entry.number is not None:
            checkpoint = Checkpoint.objects.filter(size__gt=entry.number).order_by("size").first()
        leaf, line = entry.leaf(), lines([entry])[0]
        asked = questions.of_entry_for(self.request.user, entry) if entry.object_kind != house.KIND else []
        known = queries.people() if asked else {}
        own_url = reverse("audit:explanations", args=[entry.pk]) if entry.object_kind != house.KIND else ""
        return self.page(
            status=status,
            line=line,
            noted=self.note() is not None,
            asked=[asking.told(one, known) for one in asked],
            ask_url=line.ask_url or (own_url if line.who_url else ""),
            checkpoint=checkpoint,
            text=leaf.decode(),
            leaf=merkle.leaf_hash(leaf).hex(),
            digests=sorted(entry.digests.items()),
            **{"form": ExportForm(), **context},
        )
