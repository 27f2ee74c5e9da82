"""Objects that stand for the variable parts of this package's addresses in the list of routes."""

from __future__ import annotations

from collections.abc import Iterator

from access import examples
from disclosure import papers, queries
from disclosure.models import Release

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
    return ({"pk": pk} for pk in queries.newest(FEW))


def _releases() -> Iterator[dict]:
    return ({"pk": pk} for pk in Release.objects.order_by("-submitted_at").values_list("pk", flat=True)[:FEW])


def _roots() -> Iterator[dict]:
    for paper in papers.all_papers():
        yield from ({"kind": paper.kind, "about": pk} for pk in queries.some_roots(paper, 2))
