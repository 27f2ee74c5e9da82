"""Acts of the script in which an auditor asks for explanations: of an entry, and of what happened in a house."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests.two_worlds.observing import Seen

QUESTION, ANSWER = "Apa yang terjadi waktu itu?", {"text": "Sesuai jadwal, sudah dicatat."}
NOTE = {"note": "Cocok dengan jadwal."}


class Explaining:
    """Mixed into Script, which sends requests, knows people, the residents and the alike files."""

    def explanations(self) -> Iterator[Seen]:
        """The case manager and, without her knowing, a supervisor are asked about a read of hers; house staff and,
        without their knowing, a supervisor about two arrivals, of which N2 and N3 say whose they were. Some answer,
        and what nobody answers falls silent."""
        from audit.models import AuditEntry

        people, of_hers = self.people, {"actor": str(self.people.manajer.pk), "action": "case.read"}
        entry = AuditEntry.objects.filter(case_id=self.resident.pk, **of_hers).order_by("time", "id").first()
        page = reverse("audit:explanations", args=[entry.pk])
        for whom in (people.manajer, people.supervisor2):
            yield from self.send("auditor", page, whom=str(whom.pk), text=QUESTION)
        yield self.see("manajer", "GET", "/")
        yield from self.send("manajer", self.asked_of(people.manajer), **ANSWER)
        for event in self.arrivals():
            page = reverse("shelters:event", args=[event.pk])
            for whom in (event.staff_id, people.supervisor.pk):
                yield from self.send("auditor", page, whom=str(whom), text=QUESTION)
        for who in ("petugas1", "petugas2", "supervisor"):
            yield self.see(who, "GET", "/")
            yield from self.send(who, self.asked_of(getattr(people, who)), **ANSWER)
            yield self.see(who, "GET", "/")
        yield from self.fallen_silent()

    def arrivals(self) -> list:
        """Of one of the two residents, at the first house, and of whoever of the alike files is placed."""
        from shelters.models import HouseReference

        arrived = HouseReference.every.filter(act="stay.arrive").order_by("at", "id")
        at_first = arrived.filter(staff_id=self.people.petugas1.pk)
        files = ([case.pk for case in cases] for cases in (self.residing, self.alike))
        return [some.filter(case_id__in=pks).first() for some, pks in zip((at_first, arrived), files, strict=True)]

    def asked_of(self, person) -> str:
        """Where this person answers what they were asked first."""
        from audit.models import Question
        from shelters.models import HouseQuestion

        here = Question.objects.filter(asked=person.pk).order_by("-at", "pk").first()
        there = HouseQuestion.every.filter(asked=person.pk).order_by("at", "pk").first()
        name, found = ("shelters:answer_question", there) if there is not None else ("audit:answer", here)
        return reverse(name, args=[found.pk])

    def fallen_silent(self) -> Iterator[Seen]:
        """Three days later the auditor looks what is left, and signs off what was answered."""
        from audit import asking, questions
        from shelters import silence
        from shelters.models import HouseQuestion

        then = timezone.now() + asking.WITHIN + timedelta(minutes=1)
        yield Seen("operator", "job explanations", repr(questions.run_once(then)).encode())
        silence.run_once(then)
        answered = HouseQuestion.every.filter(steps__kind="answer").order_by("-at", "pk").first()
        yield from self.send("auditor", reverse("shelters:review_question", args=[answered.pk]), **NOTE)
        for event in self.arrivals():
            yield self.see("auditor", "GET", reverse("shelters:event", args=[event.pk]))
        yield self.see("auditor", "GET", reverse("audit:questions"))
