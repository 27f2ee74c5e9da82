"""Objects that stand for the variable parts of this package's addresses in the list of routes."""

from __future__ import annotations

from collections.abc import Iterator

from access import examples
from disclosure import papers, queries
from disclosure.models import Release
from disclosure.workflow import GateState

OF_DOCUMENTS = ("document", "download", "save", "send", "take-back", "withdraw", "sign", "hand")
OF_RELEASES = ("release", "let-go", "ask-rewrite")
FEW = 6
OF_ROOTS = 5  # the newest may not be accepted yet


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
    """What waits first: of that alone a custodian has a page."""
    newest = Release.objects.order_by("-submitted_at").values_list("pk", flat=True)
    waiting = newest.filter(current=True, state=GateState.WAITING)
    return ({"pk": pk} for pk in dict.fromkeys([*waiting[:FEW], *newest[:FEW]]))


def _roots() -> Iterator[dict]:
    for paper in papers.all_papers():
        yield from ({"kind": paper.kind, "about": pk} for pk in queries.some_roots(paper, OF_ROOTS))
