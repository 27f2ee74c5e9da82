"""What nobody can go on with: everybody who could is gone, or stands behind a wall of it (ADR 31).

Suspected is what has a wall at all, and what a unit holds in which nobody of these roles works any more: few, however
many files there are. Whether somebody is left is asked of those.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access import policy, relations
from access.conditions import Walled
from access.models import AgencyKind, ConflictOfInterest, Staff, Unit
from access.permissions import Permission
from access.roles import Role
from access.walls import walled
from audit.findings import Finding, files_of
from casework.models import Case, CaseGroupGrant, Task, Ticket, TicketGroupGrant
from casework.today import NOW, TodayItem
from casework.workflow import WORKED_ON, CaseState, TaskState, TicketState

DECIDE = tuple(str(role) for role in policy.MATRIX[Permission.CASE_DECIDE])
TAKE_IN = (str(Role.RECEIVER), str(Role.SUPERVISOR))
WEIGHT = 100


def cases() -> QuerySet[Case]:
    """The complaints and running cases that nobody who decides about them can open."""
    return _left(Case, CaseGroupGrant, "supervise_case", DECIDE, WORKED_ON)


def tickets() -> QuerySet[Ticket]:
    """The open tickets that neither a receiver nor a supervisor can open."""
    return _left(Ticket, TicketGroupGrant, "receive_ticket", TAKE_IN, (TicketState.OPEN,))


def dropped() -> QuerySet[Case]:
    """The complaints and running cases with a wall in which a task lies with somebody who can't go on with it, or which
    nobody manages: while nobody decided, there was nobody to hand it to."""
    tasks = Task.every.filter(case=OuterRef("pk"), state=TaskState.OPEN)
    lost = tasks.filter(Q(assignee__is_active=False) | Q(Walled(OuterRef("pk"), F("assignee"))))
    behind = ConflictOfInterest.standing.values("case_id")
    unmanaged = Q(manager=None, state=CaseState.OPEN)
    return Case.every.filter(Exists(lost) | unmanaged, pk__in=behind, state__in=WORKED_ON)


def _left(root: type, grants: type, relation: str, roles: tuple[str, ...], states: tuple) -> QuerySet:
    there = Staff.objects.working().filter(role__in=roles, groups=OuterRef("group"))
    empty = Unit.objects.filter(~Exists(there), agency__kind=AgencyKind.PPAPP).values_list("group", flat=True)
    number = relations.permission_id(root, relation)
    # their numbers, not the query for them: PostgreSQL would look through all grants of the relation
    lost = grants.objects.filter(group__in=list(empty), permission=number, state__in=states)  # type: ignore[attr-defined]
    suspected = ConflictOfInterest.standing.values("case_id").union(lost.values("content_object_id"))
    rows = root.every.filter(pk__in=suspected, state__in=states)  # type: ignore[attr-defined]
    return policy.unread(rows, [relation], roles)


def findings(now: datetime) -> Iterator[Finding]:
    """Each of them by its reference: found again on every day on which it is still so, and for every wall that is put
    up, for whoever signs it off has mended nothing."""
    walls = ConflictOfInterest.standing.filter(case_id=OuterRef("pk")).order_by("-found_at", "-pk")
    newest = {"wall": Subquery(walls.values("pk")[:1]), "walled_at": Subquery(walls.values("found_at")[:1])}
    for rows, called in ((cases(), "reference"), (tickets(), "number")):
        for row in rows.annotate(**newest).only(called, "opened"):
            yield _finding(row, now)


def _finding(row: Case | Ticket, now: datetime) -> Finding:
    sentence = _("Tidak seorang pun yang memutuskan dapat membuka %(file)s: minta administrator menugaskan pengganti, "
                 "atau membuka akun bagi orang yang tidak mempunyai konflik kepentingan.")  # fmt: skip
    at, url = row.walled_at or row.opened, reverse("audit:file", args=[row.pk])  # type: ignore[union-attr]
    key = f"stranded:{row.wall or row.pk}:{row.pk}:{timezone.localdate(now)}"  # type: ignore[union-attr]
    return Finding(key, sentence % {"file": row}, at, WEIGHT, url, files_of(row.pk))


def items(user) -> list[TodayItem]:
    """That something waits for somebody who can go on with it, for whoever opens accounts and puts people on shifts:
    neither which nor how many, and nothing of what they are kept from themselves."""
    if not policy.may(user, Permission.SERVICE_ACCOUNTS):
        return []
    outside = ~Q(walled(user, "id"))
    if not any(rows.filter(outside).exists() for rows in (cases(), tickets())):
        return []
    title = _("Sebuah berkas tidak dapat dibuka oleh siapa pun yang memutuskan: tugaskan pengganti, atau buka akun")
    return [TodayItem("due", title, "", reverse("access:covers"), urgency=NOW)]
