"""That no auditor who works is shown house events: told to those who can mend it, and which files they are (ADR 37).

Walls are found by what somebody types, and behind any of them an auditor is shown no house event of anybody.
"""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from access import policy, walls
from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from audit.queries import nobody_sees_house_events
from casework.models import Case, Ticket
from casework.today import NOW, TodayItem

APPOINTING = {Permission.SERVICE_APPROVALS: "access:approvals", Permission.SERVICE_ACCOUNTS: "access:accounts"}
MOST = 10


def items(user) -> list[TodayItem]:
    """For every head and administrator, whatever they stand behind, that nobody reads them: it names no file, and is
    the same where nobody works as an auditor. For whoever lifts walls, which files of theirs keep auditors out."""
    urls = [reverse(page) for permission, page in APPOINTING.items() if policy.may(user, permission)]
    lifting = policy.may(user, Permission.CASE_LIFT_WALL)
    if not (urls or lifting) or not nobody_sees_house_events():
        return []
    title = _("Tidak ada auditor yang melihat peristiwa rumah: administrator menyiapkan akun auditor lain sekarang, "
              "kepala menyetujuinya")  # fmt: skip
    told = [TodayItem("due", title, "", url, urgency=NOW) for url in urls]
    return told + (_files(user) if lifting else [])


def _files(user) -> list[TodayItem]:
    shut = _shut_to_auditors()
    cases: list[Case] = list(policy.visible(user, Permission.CASE_LIFT_WALL).filter(pk__in=shut)[:MOST])
    calls: list[Ticket] = []
    if policy.may(user, Permission.TICKET_READ):
        alone = policy.visible(user, Permission.TICKET_READ).filter(pk__in=shut)
        calls = list(alone.exclude(pk__in=Case.every.filter(pk__in=shut).values("pk"))[:MOST])
    in_case = _("Berkas ini menutup peristiwa rumah bagi auditor: periksa konfliknya, cabut bila keliru")
    in_call = _("Panggilan ini menutup peristiwa rumah bagi auditor: bila nomornya keliru, minta penerima "
                "mendaftarkannya, lalu cabut konfliknya")  # fmt: skip
    return [
        *(_item(in_case, case.reference, "casework:conflicts", case.pk) for case in cases),
        *(_item(in_call, call.number, "casework:ticket", call.pk) for call in calls),
    ]


def _shut_to_auditors() -> list[UUID]:
    working = set(Staff.objects.working().filter(role=Role.AUDITOR).values_list("pk", flat=True))
    return sorted({file for account, file in walls.of_role(Role.AUDITOR) if account in working})


def _item(title: str, reference: str, page: str, pk: UUID) -> TodayItem:
    return TodayItem("due", title, reference, reverse(page, args=[pk]), urgency=NOW)
