"""Port: whose documents these are. The package that owns a kind of root registers how its documents are read.

documents.register(
    "case",
    read=Permission.CASE_READ,
    nature=lambda case: case.kind,
    url=lambda pk: reverse("<package>:case", args=[pk]),
)
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any
from uuid import UUID

from access import roots
from access.permissions import Permission
from disclosure import papers


@dataclasses.dataclass(frozen=True)
class RootKind:
    """A kind of root that documents are about, or that copies are handed to."""

    kind: str
    read: Permission
    nature: Callable[[Any], str]
    url: Callable[[UUID], str] | None = None


_kinds: dict[str, RootKind] = {}


def register(
    kind: str, read: Permission, *, nature: Callable[[Any], str], url: Callable[[UUID], str] | None = None
) -> None:
    """Documents about roots of KIND are read by whoever has READ on the root; URL is the page one goes back to.

    NATURE says of a root whether it is actual, an exercise or a test: the sheets of the latter two are marked.
    """
    _kinds[kind] = RootKind(kind, Permission(read), nature, url)


def kind(name: str) -> RootKind:
    """The registered kind; KeyError when nobody brought it."""
    return _kinds[name]


def kinds() -> list[RootKind]:
    """Every registered kind."""
    return list(_kinds.values())


def nature(root: Any) -> str:
    """Whether a root that the policy gave is actual, an exercise or a test."""
    return _kinds[roots.kind_of(root) or ""].nature(root)


def may_stand_under(user: Any, document: Any) -> bool:
    """Whether this person's name may stand under the document: some papers are signed by one person alone."""
    only = document.paper.signer(document) if document.paper.signer else None
    return only is None or only == user.pk


def permission(paper: papers.Paper, verb: str) -> Permission:
    """The permission on the root that `read`, `write` or `sign` takes for this paper."""
    if verb == "read":
        return paper.read or _kinds[paper.about].read
    return {"write": paper.write, "sign": paper.sign}[verb]
