"""The port through which a package brings the documents it can issue.

A `Paper` is one kind of document: its template, the frozen type of what may stand in it, and the builder that collects
those values for one reader. A context's fields are plain values only (text, numbers, dates, tuples of these, other
such types), so no type that knows a location can be part of one: `register` refuses it at start-up.

A package puts its papers into a module `papers` and registers them from `AppConfig.ready()`:

    papers.register(Paper(
        kind="social_report", title=_("Laporan sosial"), code="LS", about="case",
        template="<package>/papers/social_report.html", context=SocialReport, builder=SocialReportBuilder,
        write=Permission.CASE_PAPER, sign=Permission.CASE_SIGN, form=SocialReportForm,
    ))
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable
from typing import Any, Protocol
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured

from access.permissions import Permission
from disclosure.contexts import Coded, hints_of, refuse_unsafe

__all__ = ["Builder", "Coded", "Paper", "about", "all_papers", "get", "register"]


class Builder(Protocol):
    """Collects one document's values for one reader; made anew for each page and each release.

    `__init__` loads what it needs through `access.policy` (and so raises `Unseen` for one who may not),
    `wants` names the sealed fields, `context` fills the frozen type from what `reveal` opened.
    """

    def __init__(self, document, by) -> None: ...

    def wants(self) -> Iterable[tuple]:
        """(instance, "field", …) for `audit.reveal`. The document's own typed fields are added by disclosure."""

    def context(self, opened, typed: dict[str, str]) -> Any:
        """The paper's frozen context; `typed` is what was typed on the document's own form."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Paper:
    """One kind of document.

    `about` is the kind of root whose readers it belongs to; `write` and `sign` are permissions on that root;
    `read` defaults to the permission that `disclosure.documents.register` was given for that root kind.
    `form` is a Django form class of the texts that only this document holds (each field optional: what `missing` names
    is what keeps the document a draft). `required` names the context's fields that must not be empty before review.
    """

    kind: str
    title: Any
    code: str
    about: str
    template: str
    context: type
    builder: Callable[..., Builder]
    write: Permission
    sign: Permission
    read: Permission | None = None
    # the document → the id of the one person who may sign it; None: whoever has `sign` on the root
    signer: Callable[[Any], UUID | None] | None = None
    form: type | None = None
    # an act of its own by which it is begun, beside the request: an entry says that somebody asked for it
    asked: Callable[..., Any] | None = None
    # the document → until when it must have been handed over; None: no law's clock runs for it
    due: Callable[[Any], datetime.datetime | None] | None = None
    # who begins it → whose letterhead it bears; None: their own agency's
    issuer: Callable[[Any], Any] | None = None
    # called with the document when its file is there
    issued: Callable[[Any], None] | None = None
    # why one that was begun may be withdrawn before it is signed, a code and its words each; none: it can't be
    withdrawals: dict[str, Any] = dataclasses.field(default_factory=dict)
    required: tuple[str, ...] = ()
    labels: dict[str, Any] = dataclasses.field(default_factory=dict)
    # "PRO JUSTITIA" and the like, printed above the title
    heading: str = ""
    classification: str = "Rahasia"

    def missing(self, context) -> list[str]:
        """Labels of the required fields that are still empty."""
        return [str(self.labels.get(name, name)) for name in self.required if not getattr(context, name)]


_papers: dict[str, Paper] = {}


def register(paper: Paper) -> Paper:
    """Makes PAPER known; refuses a context that is not frozen or could carry anything but plain values."""
    if paper.kind in _papers and _papers[paper.kind] is not paper:
        raise ImproperlyConfigured(f"The paper {paper.kind} is registered twice.")
    refuse_unsafe(paper.context, paper.kind)
    if unknown := set(paper.required) - set(hints_of(paper.context)):
        raise ImproperlyConfigured(f"The paper {paper.kind} requires fields its context lacks: {sorted(unknown)}.")
    _papers[paper.kind] = paper
    return paper


def get(kind: str) -> Paper:
    """The paper of that kind; KeyError when no package brought it."""
    return _papers[kind]


def all_papers() -> list[Paper]:
    """Every registered paper, in the order of registration."""
    return list(_papers.values())


def about(root_kind: str) -> list[Paper]:
    """The papers that belong to roots of that kind."""
    return [paper for paper in _papers.values() if paper.about == root_kind]
