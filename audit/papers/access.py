"""The victim's own access report: who opened her file, when and why, in words that are hers to keep.

It lies in her bag, where the reported person may find it. So it names no house, and nobody who knows one; it doesn't
say how often, and it has neither numbers nor gaps: a line a person a day. What a page or an act is called that could
tell where she is stands under the words for any other work.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone

from access import policy
from access.models import Agency
from access.permissions import Permission
from audit import matters, words
from audit.lines import called
from audit.queries import people

Coded = Annotated[str, "coded"]  # a constant of the installation: no free text

WORK = "mengerjakan berkas Anda"
WHY = {
    "case.assessment": "membaca penilaian kebutuhan Anda",
    "case.consents": "memeriksa persetujuan yang Anda berikan",
    "case.counselling": "menyiapkan pendampingan Anda",
    "case.decide": "memutuskan apakah pengaduan Anda diterima",
    "case.documents": "menyusun surat dan laporan untuk Anda",
    "case.events": "melihat urutan pekerjaan pada berkas Anda",
    "case.evidence": "memeriksa bukti yang Anda serahkan",
    "case.handovers": "mengurus rujukan ke instansi lain",
    "case.persons": "membaca data diri Anda dan orang yang disebut dalam berkas",
    "case.plan": "menyusun rencana layanan Anda",
    "case.summary": "membaca ringkasan berkas Anda",
    "case.tasks": "melihat tugas yang harus dikerjakan untuk Anda",
    "case.thread": "membaca percakapan tim yang menangani Anda",
    "intake.duplicate": "memeriksa apakah Anda sudah pernah terdaftar",
    "referral.examine": "memeriksa kesehatan Anda",
    "search": "mencari berkas Anda",
    "session.notes": "menulis catatan pendampingan Anda",
    "ticket.desk": "menerima telepon atau laporan Anda",
    "ticket.page": "menindaklanjuti telepon atau laporan Anda",
    "ticket.register": "mendaftarkan pengaduan Anda",
}
DOCUMENTS = "menyusun surat dan laporan untuk Anda"
OF = {  # by the first part of what a page or an act is called
    "assessment": "membaca penilaian kebutuhan Anda",
    "consent": "memeriksa persetujuan yang Anda berikan",
    "document": DOCUMENTS,
    "evidence": "memeriksa bukti yang Anda serahkan",
    "plan": "menyusun rencana layanan Anda",
    "referral": "mengurus rujukan ke instansi lain",
    "session": "mendampingi Anda",
    "ticket": "menindaklanjuti telepon atau laporan Anda",
    "visum": "menyusun hasil pemeriksaan (visum)",
}


@dataclass(frozen=True)
class Opening:
    """One person who opened her file on one day."""

    day: date
    first: Coded
    who: Coded
    role: Coded
    agency: Coded
    why: tuple[Coded, ...]


@dataclass(frozen=True)
class AccessReport:
    """What the report says. It has no field for a place, a state or a number of anything."""

    reference: Coded
    asked: date
    until: datetime
    openings: tuple[Opening, ...]


class AccessReportBuilder:
    """Fills the report from the log, for the one who serves her."""

    def __init__(self, document, by) -> None:
        self.document = document
        self.case = policy.get(by, Permission.CASE_READ, document.about_id)

    def wants(self) -> Iterable[tuple]:
        return []

    def context(self, opened, typed: dict[str, str]) -> AccessReport:
        return AccessReport(
            reference=self.case.reference,
            asked=timezone.localdate(self.document.requested_at),
            until=timezone.now(),
            openings=_openings(self.case.pk),
        )


def _openings(case_id) -> tuple[Opening, ...]:
    """A line for each person and day, the newest day first."""
    told: list[tuple] = []
    for rows in matters.about_file(case_id):
        told += rows.values_list("time", "actor", "role", "agency", "purpose", "action")
    who, days = people(), {}
    for time, actor, role, agency, purpose, action in sorted(told):
        key = (timezone.localdate(time), actor, role, agency)
        days.setdefault(key, (time, []))[1].append(why(purpose or action))
    agencies = dict(Agency.objects.values_list("code", "name"))
    lines = [
        Opening(
            day=day,
            first=f"{timezone.localtime(first):%H.%M}",
            who=called(actor, who[actor]) if actor in who else "",
            role=words.role(role),
            agency=agencies.get(agency, agency),
            why=tuple(dict.fromkeys(reasons)),
        )
        for (day, actor, role, agency), (first, reasons) in days.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.day.toordinal(), line.first, line.who)))


def why(code: str) -> str:
    """What a page or an act was for, in her words; one that is not among them is any other work."""
    return WHY.get(code) or OF.get(code.partition(".")[0], WORK)
