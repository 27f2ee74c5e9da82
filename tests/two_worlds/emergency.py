"""Acts of the script about break-glass: asked for two alike files, of which one is placed, and over in half an hour."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from tests.two_worlds.observing import Seen

OPENED = ("case", "persons", "assessment", "plan", "events", "handovers")  # tabs; she who was let in sees some
REASON = {"alasan": "klien menelepon, manajernya tidak terjangkau"}


class Emergency:
    """Mixed into Script, which makes the pairs of files and says who sees what."""

    def break_glass(self) -> Iterator[Seen]:
        """Who stands behind a wall asks for both and gets neither; a counsellor who has neither asks for both, is told
        no, asks again, and gets both for half an hour."""
        self.arrive(self.hold(self.pair(counselled=False)[0], self.second), self.second)
        for case in self.pairs[-1]:
            self.wall(self.people.penerima, case.pk)
        for who, answers in (("penerima", ["setuju"]), ("konselor", ["tolak", "setuju"])):
            for answer in answers:
                yield from self.asked_and_answered(who, answer)
        for case in self.pairs[-1]:
            yield from self.tried(case, "konselor by break-glass")
            yield self.see("kepala", "GET", reverse("casework:review_break_glass", args=[self.opened()[case.pk]]))

    def asked_and_answered(self, who: str, answer: str) -> Iterator[Seen]:
        """Both files are asked for, and everybody on duty gives this ANSWER while their word counts."""
        from casework.actions.break_glass import waiting

        asking, deciding, seen_as = reverse("casework:break_glass"), self.deciding(), f"{who} by break-glass"
        for case in self.pairs[-1]:
            self.take(who, asking, seen_as=seen_as, reference=case.reference, why="danger")
        rows = {row.reference: row.pk for row in waiting(timezone.now())}
        for case in self.pairs[-1]:
            page = reverse("casework:decide_break_glass", args=[rows[case.reference]])
            for decider in deciding:
                yield self.see(decider, "GET", page)
                yield self.see(decider, "POST", page, {"answer": answer})
        yield self.see(who, "GET", asking, seen_as=seen_as)
        for case in self.pairs[-1]:
            yield self.see(who, "GET", reverse("casework:case", args=[case.pk]), seen_as=seen_as)

    def glass_over(self) -> Iterator[Seen]:
        """The half hour is over before any job has run, and the head reviews it."""
        opened = self.opened()
        for who in ("konselor", "kepala"):
            self.clients.pop(who, None)
        for pair in self.pairs:
            for case in pair:
                if case.pk in opened:
                    yield from self.tried(case, "konselor afterwards")
                    page = reverse("casework:review_break_glass", args=[opened[case.pk]])
                    yield self.see("kepala", "POST", page, {"verdict": "right"})

    def tried(self, case, seen_as: str) -> Iterator[Seen]:
        """The counsellor's look at what she may see of the file by break-glass, and at what she may not."""
        for tab in OPENED:
            yield self.see("konselor", "POST", reverse(f"casework:{tab}", args=[case.pk]), REASON, seen_as=seen_as)

    def opened(self) -> dict[UUID | None, UUID]:
        """The requests that opened a file, by file."""
        from casework.models import BreakGlass

        return {row.case_id: row.pk for row in BreakGlass.objects.filter(until__isnull=False)}

    def deciding(self) -> list[str]:
        """Who is on duty now to decide, a supervisor first."""
        from access.roster import on_duty

        return sorted((staff.username for staff in on_duty(timezone.now())), key=lambda name: "supervisor" not in name)
