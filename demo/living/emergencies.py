"""Break-glass in a living case, the week's roster of those who decide about it, and who may cover a shift."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from access import covering, roster
from access.roles import Role
from audit import questions
from audit.models import AuditEntry
from casework.actions import break_glass
from shelters.actions import questions as asking
from shelters.models import HouseReference

SHIFT = timedelta(hours=24)
PAIRS = (("supervisor", "piket_bpbd"), ("supervisor2", "dinsos"))  # they take turns, day by day


class EmergencySteps:
    """Steps of a story; the counsellor asks for a file that isn't hers."""

    def break_glass(self) -> None:
        """Asked at night, agreed to by two; long closed again, and waiting for its review."""
        row = break_glass.ask(reference=self.case.reference, why="calls", by=self.cast.konselor)
        for approver in (self.cast.supervisor, self.cast.piket_bpbd):
            row = break_glass.agree(row, by=approver)

    def ask_break_glass(self) -> None:
        """Asked a moment ago: whoever is on duty has it on the start page."""
        break_glass.ask(reference=self.case.reference, why="danger", by=self.cast.konselor)

    def ask_explanation(self) -> None:
        """An auditor asks the case manager about the last thing she did in the file; she has still to answer."""
        asked = AuditEntry.objects.filter(case_id=self.case.pk, actor=str(self.manager.pk)).latest("time", "id")
        why = "Mengapa ini dikerjakan pada hari itu juga? Apa yang mendesak?"
        questions.ask(self.manager.pk, entry=asked, text=why, by=self.cast.auditor)

    def explain_hold(self) -> None:
        """An auditor asks about a place that was held, and is answered."""
        event = HouseReference.every.get(act="hold.place", case_id=self.case.pk)
        why, officer = "Mengapa ditahan dua belas jam, bukan empat?", self.cast.penempatan
        question = asking.ask(officer.pk, event=event, text=why, by=self.cast.auditor)
        asking.answer(question, text="Pengantarnya baru bebas sore hari.", by=officer)


def fill_roster(cast: SimpleNamespace) -> None:
    """The coming week, in shifts of a day, both sides; from a moment ago."""
    begins = timezone.now().replace(minute=0, second=0, microsecond=0)
    for day in range(roster.AHEAD.days + 1):
        for name in PAIRS[day % len(PAIRS)]:
            staff = getattr(cast, name)
            roster.enter(staff, begins=begins + day * SHIFT, ends=begins + (day + 1) * SHIFT, by=staff)


def approve_cover(cast: SimpleNamespace) -> None:
    """The head lets a case manager take the intake's shift, should nobody else be there."""
    covering.approve(cast.manajer2, role=Role.RECEIVER, unit=cast.penerima.unit, by=cast.kepala)
