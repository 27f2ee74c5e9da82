"""What keeps a case from being shredded, what was shredded, and what a killed process or an old backup left to do."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from access.walls import walled
from audit.models import AuditEntry
from audit.rows import vouched
from casework.models import (
    Case,
    CaseGroupGrant,
    CaseUserGrant,
    LegalHold,
    Shredding,
    Task,
    TicketGroupGrant,
    TicketUserGrant,
)
from casework.workflow import CaseState, ShredState, TaskState
from disclosure import queries as leaving
from vault import keyring
from vault.keyring import Purpose

ENDED = (CaseState.CLOSED, CaseState.REFUSED)


def obstacles(case: Case) -> Iterator[str]:
    """What the case file itself has against it: still running, tasks, a legal hold, papers and texts on their way."""
    if case.state not in ENDED:
        yield _("Kasus belum diakhiri.")
    if Task.every.filter(case=case, state=TaskState.OPEN).exists():
        yield _("Masih ada tugas yang terbuka.")
    holds = list(LegalHold.every.filter(case=case).order_by("set_at"))
    for hold in holds:
        if hold.lifted_at is None:
            yield _("Penahanan hukum masih berlaku: %(reason)s.") % {"reason": hold.get_reason_display()}
    if _lost(case, holds):
        yield _("Penahanan hukum berkas ini hilang, atau dicabut tidak dari halamannya. Beri tahu auditor.")
    if leaving.papers_under_way(case.pk):
        yield _("Masih ada surat yang ditinjau, menunggu tanda tangan, atau sedang diterbitkan.")
    if leaving.texts_waiting(case.pk):
        yield _("Masih ada teks yang menunggu pelepasan atau pemeriksaan kustodian.")


def _lost(case: Case, holds: list[LegalHold]) -> bool:
    """Whether a hold that somebody set on its page is gone, or was lifted by no second person's press: what was written
    by SQL lets nobody destroy what a court asked to keep. The log says which ones there were."""
    known = {str(hold.pk): hold for hold in holds}
    once_set = AuditEntry.objects.filter(case_id=case.pk, action="legal_hold.set").values_list("object_id", flat=True)
    return any(key not in known or _lifted_by_nobody(known[key]) for key in once_set)


def _lifted_by_nobody(hold: LegalHold) -> bool:
    return hold.lifted_at is not None and not vouched(hold, "legal_hold.lift")


def register(user):
    """The register of what two people had destroyed, without the files that USER has a conflict with."""
    shown = Shredding.every.filter(state__in=(ShredState.CONFIRMED, ShredState.DONE))
    return shown.exclude(walled(user, "case_id")).select_related("case", "asked_by", "decided_by")


def unfinished(reference: str = "") -> list[Shredding]:
    """Shreddings that two people decided and that were killed before their end; of one case, or all."""
    orders = Shredding.every.select_related("case").filter(state=ShredState.CONFIRMED)
    if reference:
        orders = orders.filter(case__reference=reference)
    return list(orders.order_by("decided_at", "pk"))


def brought_back(reference: str = "") -> list[tuple[UUID, str]]:
    """Id and reference of files that somebody holds though their key was destroyed: an old backup was restored."""
    held: set[UUID] = set()
    for grants in (CaseUserGrant, CaseGroupGrant, TicketUserGrant, TicketGroupGrant):
        held.update(grants.every.order_by().values_list("content_object_id", flat=True).distinct())
    named = dict(Case.every.filter(pk__in=held).values_list("pk", "reference"))
    gone = [(pk, named.get(pk, str(pk))) for pk in sorted(held) if keyring.is_shredded(Purpose.CASE, pk)]
    return [(pk, known) for pk, known in gone if reference in ("", known)]
