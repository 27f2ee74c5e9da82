"""Reads of documents and of what waits at the gate. The policy says whose they are, in the query that loads them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from access import policy
from access.conditions import Walled
from access.errors import Unseen
from access.navigation import COUNTED
from access.roles import Role
from access.walls import unseen_by, walled
from disclosure import documents, papers
from disclosure.models import Document, DocumentCopy, Release
from disclosure.workflow import DocumentState, GateState

FILED = (DocumentState.ISSUED, DocumentState.HANDED)
ENDED = (DocumentState.HANDED, DocumentState.WITHDRAWN)


def get(user, verb: str, pk) -> Document:
    """The document, if USER may `read`, `write` or `sign` it; raises Unseen, by the same query if it exists or not.

    It carries `.root` (what it is about, or what its copy was handed to), `.permission` and `.standing`, so that
    `audit.reveal` can be asked about it.
    """
    try:
        key = pk if isinstance(pk, uuid.UUID) else uuid.UUID(str(pk))
    except ValueError:
        raise Unseen from None
    condition = Q(pk=key) & _reachable(user, verb) & ~walled(user, "case_id")
    document = Document.every.select_related("agency", "requested_by", "signed_by").filter(condition).first()
    if document is None:
        raise Unseen
    return _standing(user, verb, document)


def without_a_copy(pks) -> list[Document]:
    """Those of these documents of which the register holds no copy, with no more than names them."""
    return list(Document.every.filter(pk__in=list(pks), copies=None).only("number"))


def may(user, verb: str, document: Document) -> bool:
    """Whether USER may do VERB with a document that was loaded already."""
    try:
        documents.root(user, documents.permission(document.paper, verb), document.about_kind, document.about_id)
    except Unseen:
        return False
    return verb != "sign" or documents.may_stand_under(user, document)


def documents_of(root) -> list[Document]:
    """The documents about a root that the policy gave, newest first; for one who may not read a paper it is left out
    where the page lists it through `readable`."""
    kind = documents.kind_of(root)
    about = Q(about_kind=kind, about_id=root.pk)
    handed = Exists(DocumentCopy.objects.filter(document=OuterRef("pk"), root_kind=kind, root_id=root.pk))
    found = Document.every.filter(about | Q(handed)).select_related("agency", "requested_by")
    return list(found.order_by("-requested_at"))


def readable(user, root) -> list[Document]:
    """The documents of a root that USER may read: about it, by their paper's own permission; or handed to it."""
    kind = documents.kind_of(root)
    shown = []
    for document in documents_of(root):
        if (document.about_kind, document.about_id) == (kind, root.pk):
            permission = documents.permission(document.paper, "read")
        else:
            permission = documents.kind(kind).read
        if policy.may(user, permission):
            shown.append(document)
    return shown


def signer_of(document_id: uuid.UUID):
    """Who signed a document that has no file yet; None when there is nothing to make."""
    signed = (
        Document.every.select_related("signed_by__agency").filter(pk=document_id, state=DocumentState.SIGNED).first()
    )
    return signed.signed_by if signed else None


def to_sign(user, most: int) -> list[Document]:
    """Documents that wait for USER's signature, the oldest first."""
    if not any(policy.may(user, documents.permission(paper, "sign")) for paper in papers.all_papers()):
        return []
    mine = _reachable(user, "sign") & ~walled(user, "case_id")
    waiting = Document.every.filter(mine, state=DocumentState.SIGNING).order_by("requested_at", "pk")
    return [document for document in waiting[: 2 * most] if documents.may_stand_under(user, document)][:most]


def clocked(user, most: int) -> list[Document]:
    """Documents of USER's that a law's clock runs for, until they are handed over or withdrawn: the oldest first."""
    kinds = [
        paper.kind
        for paper in papers.all_papers()
        if paper.due and policy.may(user, documents.permission(paper, "write"))
    ]
    if not kinds:
        return []
    mine = _reachable(user, "write") & ~walled(user, "case_id")
    running = Document.every.filter(mine, kind__in=kinds).exclude(state__in=ENDED)
    return list(running.order_by("requested_at", "pk")[:most])


def due_of(document: Document) -> datetime | None:
    """Until when the law wants the document handed over; None where it sets no clock."""
    return document.paper.due(document) if document.paper.due else None


def about_matters(user, kind: str, ids: Collection[uuid.UUID]) -> list[Document]:
    """The documents about these roots of KIND that USER may read, newest first."""
    mine = _reachable(user, "read") & ~walled(user, "case_id")
    return list(Document.every.filter(mine, about_kind=kind, about_id__in=ids).order_by("-requested_at", "-pk"))


def copies_of(document: Document) -> QuerySet[DocumentCopy]:
    """Who got which copy, in order."""
    return document.copies.select_related("agency", "handed_by").order_by("number")


def waiting_releases(user) -> QuerySet[Release]:
    """What waits for USER, oldest first: for a custodian all, for a placement officer what no custodian may see
    (ADR 38); without the cases that USER has a conflict with."""
    waiting = Release.objects.filter(_theirs_to_decide(user), current=True, state=GateState.WAITING)
    return waiting.exclude(walled(user, "case_id")).order_by("submitted_at", "pk")


def _theirs_to_decide(user) -> Q:
    if user.role == Role.CUSTODIAN:
        return Q()
    shut = unseen_by(Role.CUSTODIAN) if user.role == Role.PLACEMENT_OFFICER else None
    return Q(pk__in=[]) if shut is None else shut


def deciders(releases: QuerySet[Release]) -> Q:
    """The people who may decide about one of these texts that wait, by the same rule."""
    open_to = Q(Exists(releases.exclude(Walled(F("case_id"), OuterRef("pk")))), role=Role.CUSTODIAN)
    shut = unseen_by(Role.CUSTODIAN)
    if shut is None:
        return open_to
    fallen = releases.filter(shut).exclude(Walled(F("case_id"), OuterRef("pk")))
    return open_to | Q(Exists(fallen), role=Role.PLACEMENT_OFFICER)


def waiting_count(user) -> int:
    """How many texts wait, at most a hundred."""
    return waiting_releases(user).order_by()[:COUNTED].count()


def release(user, pk) -> Release:
    """One text that waits, for one who may release; raises Unseen."""
    try:
        found = waiting_releases(user).filter(pk=uuid.UUID(str(pk))).first()
    except ValueError:
        found = None
    if found is None:
        raise Unseen
    found.standing = frozenset()
    return found


def _reachable(user, verb: str) -> Q:
    """Documents of papers whose permission reaches their root; for reading also those handed to a root one may read."""
    by_permission = defaultdict(list)
    for paper in papers.all_papers():
        by_permission[paper.about, documents.permission(paper, verb)].append(paper.kind)
    condition = Q(pk__in=[])
    for (about, permission), kinds in by_permission.items():
        if policy.may(user, permission):
            visible = documents.visible(user, permission, about).values("pk")
            condition |= Q(kind__in=kinds, about_kind=about, about_id__in=visible)
    if verb == "read":
        for kind in documents.kinds():
            if policy.may(user, kind.read):
                visible = documents.visible(user, kind.read, kind.kind).values("pk")
                handed = DocumentCopy.objects.filter(document=OuterRef("pk"), root_kind=kind.kind, root_id__in=visible)
                condition |= Q(Exists(handed), state__in=FILED)
    return condition


def _standing(user, verb: str, document: Document) -> Document:
    permission = documents.permission(document.paper, verb)
    try:
        root = documents.root(user, permission, document.about_kind, document.about_id)
    except Unseen:
        permission, root = _through_copy(user, document)
    document.root, document.permission, document.standing = root, permission, root.standing
    return document


def _through_copy(user, document: Document):
    for copy in document.copies.exclude(root_id=None):
        kind = documents.kind(copy.root_kind)
        try:
            return kind.read, documents.root(user, kind.read, kind.kind, copy.root_id)
        except Unseen:
            continue
    raise Unseen


def papers_under_way(case_id: uuid.UUID) -> bool:
    """Whether a paper of this file is on its way from its author to the reader."""
    moving = (DocumentState.REVIEW, DocumentState.SIGNING, DocumentState.SIGNED)
    return Document.every.filter(case_id=case_id, state__in=moving).exists()


def texts_waiting(case_id: uuid.UUID) -> bool:
    """Whether a text of this file waits for a custodian, or for the matcher's look."""
    waiting = Q(current=True, state=GateState.WAITING) | Q(unseen__isnull=False)
    return Release.objects.filter(waiting, case_id=case_id).exists()


def newest(few: int) -> list[uuid.UUID]:
    """The ids of a few documents, the newest first: examples for the list of routes, opened by nobody."""
    return list(Document.every.order_by("-requested_at").values_list("pk", flat=True)[:few])


def some_roots(paper: papers.Paper, few: int) -> list[uuid.UUID]:
    """The ids of the few newest roots that a paper could be about: examples likewise."""
    root: Any = documents.model(paper.about)
    return list(root.every.order_by("-opened", "-pk").values_list("pk", flat=True)[:few])
