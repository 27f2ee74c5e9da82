"""The reports of the log as papers: audit lies below and brings what they say, this makes papers of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse

from access.models import Staff
from access.permissions import Permission
from audit import matters, reports
from audit import papers as brought
from audit.models import Matter
from disclosure import actions, documents, papers, queries
from disclosure.suppress import suppressed


class Desk:
    """Fills the port `audit.reports`."""

    def begin(self, kind: str, matter: Matter, *, by: Staff) -> str:
        """Begins the paper of that kind about MATTER, and says where its page is."""
        document = actions.request_document(kind, about_kind=brought.LOG, about_id=matter.pk, case_id=matter.pk, by=by)
        return reverse("disclosure:document", args=[document.pk])

    def papers_about(self, about: Collection[UUID], reader: Staff) -> Mapping[UUID, list[reports.Paper]]:
        """The papers about these matters that READER may read."""
        found: dict[UUID, list[reports.Paper]] = defaultdict(list)
        for document in queries.about_matters(reader, brought.LOG, about):
            url = reverse("disclosure:document", args=[document.pk])
            state = (document.state, str(document.get_state_display()))
            found[document.about_id].append(reports.Paper(document.title, document.reference, url, *state))
        return found

    def hidden(self, counts: Mapping[reports.Cell, int]) -> Mapping[reports.Cell, int | None]:
        """The counts as they may leave."""
        return suppressed(counts).cells


def register() -> None:
    """Called once, when the apps are ready."""
    documents.register(
        brought.LOG,
        read=Permission.SERVICE_REPORTS,
        nature=matters.nature_of,
        url=lambda pk: reverse("audit:reports"),
        model=Matter,
        visible=matters.visible,
    )
    for paper in brought.PAPERS:
        papers.register(papers.Paper(**paper))
    reports.register(Desk())
