"""Port: where reports about the log become papers. The package that makes papers registers itself.

The log's own package knows what a report says (`audit.papers`), and neither sheets, signatures nor registers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from access.errors import Unregistered

if TYPE_CHECKING:
    from access.models import Staff
    from audit.models import Matter

Cell = tuple[str, str]


@dataclass(frozen=True)
class Paper:
    """A paper about a matter, as the page of reports lists it."""

    title: str
    reference: str
    url: str
    state: str
    state_label: str


class Desk(Protocol):
    """What the package that makes papers brings."""

    def begin(self, kind: str, matter: Matter, *, by: Staff) -> str:
        """Begins the paper of that kind about MATTER, and says where its page is."""

    def papers_about(self, matters: Collection[UUID], reader: Staff) -> Mapping[UUID, list[Paper]]:
        """The papers about these matters that READER may read."""

    def hidden(self, counts: Mapping[Cell, int]) -> Mapping[Cell, int | None]:
        """The counts as they may leave: a small one, and whatever gives it back, is None; totals under "∑"."""


_desk: Desk | None = None


def register(desk: Desk) -> None:
    """Called once, when the apps are ready."""
    global _desk
    _desk = desk


def desk() -> Desk:
    """Where papers are made; raises where nobody brought it, so that no count leaves as it is."""
    if _desk is None:
        raise Unregistered("audit.reports is not filled: register it in AppConfig.ready()")
    return _desk
