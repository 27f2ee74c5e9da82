"""Objects that stand for the variable parts of this package's addresses in the list of routes."""

from __future__ import annotations

from collections.abc import Iterator

from access import examples, roots
from disclosure import papers
from disclosure.models import Document, Release

OF_DOCUMENTS = ("document", "download", "save", "send", "take-back", "sign", "hand")
OF_RELEASES = ("release", "let-go", "ask-rewrite")
FEW = 6


def register() -> None:
    """Called once, when the apps are ready."""
    for name in OF_DOCUMENTS:
        examples.register(f"disclosure:{name}", _documents)
    for name in OF_RELEASES:
        examples.register(f"disclosure:{name}", _releases)
    examples.register("disclosure:new", _roots)


def _documents() -> Iterator[dict]:
    return ({"pk": pk} for pk in Document.every.order_by("-requested_at").values_list("pk", flat=True)[:FEW])


def _releases() -> Iterator[dict]:
    return ({"pk": pk} for pk in Release.objects.order_by("-submitted_at").values_list("pk", flat=True)[:FEW])


def _roots() -> Iterator[dict]:
    for paper in papers.all_papers():
        rows = roots.model(paper.about).every.order_by("-pk").values_list("pk", flat=True)[:2]
        yield from ({"kind": paper.kind, "about": pk} for pk in rows)
