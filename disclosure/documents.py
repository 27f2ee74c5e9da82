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

from access import policy, roots
from access.errors import Unseen
from access.permissions import Permission
from disclosure import papers


@dataclasses.dataclass(frozen=True)
class RootKind:
    """A kind of root that documents are about, or that copies are handed to."""

    kind: str
    read: Permission
    nature: Callable[[Any], str]
    url: Callable[[UUID], str] | None = None
    model: Any = None
    visible: Callable[[Any, Permission], Any] | None = None


_kinds: dict[str, RootKind] = {}


def register(
    kind: str,
    read: Permission,
    *,
    nature: Callable[[Any], str],
    url: Callable[[UUID], str] | None = None,
    model: Any = None,
    visible: Callable[[Any, Permission], Any] | None = None,
) -> None:
    """Documents about roots of KIND are read by whoever has READ on the root; URL is the page one goes back to.

    NATURE says of a root whether it is actual, an exercise or a test: the sheets of the latter two are marked. Where no
    grants stand on the kind it isn't among `access.roots`: MODEL is its model, and VISIBLE(user, permission) its rows.
    """
    _kinds[kind] = RootKind(kind, Permission(read), nature, url, model, visible)


def kind(name: str) -> RootKind:
    """The registered kind; KeyError when nobody brought it."""
    return _kinds[name]


def kinds() -> list[RootKind]:
    """Every registered kind."""
    return list(_kinds.values())


def kind_of(root: Any) -> str:
    """The kind of a root, or ""."""
    return roots.kind_of(root) or next((k.kind for k in _kinds.values() if k.model and isinstance(root, k.model)), "")


def model(name: str) -> Any:
    """The model of a kind of root."""
    return _kinds[name].model or roots.model(name)


def visible(user: Any, permission: Permission, name: str) -> Any:
    """The roots of a kind that USER sees under PERMISSION."""
    own = _kinds[name].visible
    return own(user, permission) if own else policy.visible(user, permission)


def root(user: Any, permission: Permission, name: str, pk: Any) -> Any:
    """One of them, with its `standing`; raises Unseen, by the same query if it exists or not."""
    if _kinds[name].visible is None:
        return policy.get(user, permission, pk)
    found = visible(user, permission, name).filter(pk=pk).first()
    if found is None:
        raise Unseen
    found.standing = frozenset()
    return found


def nature(root: Any) -> str:
    """Whether a root that the policy gave is actual, an exercise or a test."""
    return _kinds[kind_of(root)].nature(root)


def may_stand_under(user: Any, document: Any) -> bool:
    """Whether this person's name may stand under the document: some papers are signed by one person alone."""
    only = document.paper.signer(document) if document.paper.signer else None
    return only is None or only == user.pk


def permission(paper: papers.Paper, verb: str) -> Permission:
    """The permission on the root that `read`, `write` or `sign` takes for this paper."""
    if verb == "read":
        return paper.read or _kinds[paper.about].read
    return {"write": paper.write, "sign": paper.sign}[verb]
