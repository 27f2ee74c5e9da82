"""The steps inside the agency: 112 desk, intake, case file, counselling."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from access.models import Staff
from casework.models import Case, Moment, Ticket, TicketEvent
from demo.story.base import NAME, NOTES, POLRES, RSUD, SUMMARY, Base
from demo.walk import Stumble


class CaseSteps(Base):
    """Steps 1, 2, 3 and 6."""

    def desk(self) -> str:
        w, desk = self.walker, reverse("casework:desk")
        known = set(Ticket.every.values_list("pk", flat=True))
        w.send(
            "operator112",
            desk,
            what="Perempuan berbisik, suaminya mengunci rumah dan memegang pisau. Ia menelepon dari kamar mandi.",
            kind="exercise",  # walking the road is no call for help: only `actual` counts anywhere
            danger="yes",
            present="yes",
            callback_safe="no",
            code_word="melati putih",
            agencies=[str(self.agency[POLRES].pk), str(self.agency["agd-dinkes"].pk)],
        )
        ticket = Ticket.every.exclude(pk__in=known).get()
        self.file = ticket.pk
        for username, code in (("penerima", "uptppa"), ("penyidik", POLRES), ("ambulans", "agd-dinkes")):
            w.send(
                username,
                reverse("casework:acknowledge", args=[self.file]),
                on=reverse("casework:ticket", args=[self.file]),
            )
            self.acknowledged[code] = w.did[-1]
        w.send(
            "operator112",
            reverse("referrals:urgent", args=[self.file]),
            to_unit=self.unit(RSUD),
            needs=["emergency_care", "visum"],
            basis="vital",
            sex="F",
        )
        if self.times_on_the_ticket() != self.times_noted():
            raise Stumble("an agency's time to acknowledge is not the script's")
        return f"ticket {ticket.number} saved and sent to {len(self.acknowledged)} agencies, all acknowledged; one urgent referral left at once"

    def intake(self) -> str:
        w = self.walker
        w.send(
            "penerima",
            reverse("casework:register", args=[self.file]),
            kinds=["physical", "psychological"],
            chronology="Kekerasan berulang sejak dua tahun; semalam ia diancam dengan pisau.",
            city_code="31.75",
            place_kind="household",
            flags=["death_threat", "lives_with"],
            p0_name=NAME,
            p0_sex="F",
            p0_born="1996-05-17",
            p0_phone="0899" + "00777123",
            p0_phone_safe="no",
            p2_relation="spouse",
            p2_sex="M",
            expect=(303, 422),
        )
        if w.last.status_code == 422:  # the road was walked here before: she is known, and the receiver has looked
            w.send_from(w.last, "penerima", reverse("casework:register", args=[self.file]), checked="on")
        staff = {s.username: str(s.pk) for s in Staff.objects.filter(username__in=["manajer", "konselor"])}
        w.send("supervisor", self.case("accept"), manager=staff["manajer"], counsellor=staff["konselor"])
        case = Case.every.get(pk=self.file)
        return f"complaint registered, accepted by the supervisor as {case.number}, given to a case manager and a counsellor"

    def case_file(self) -> str:
        w, add = self.walker, self.case("record_consent")
        for item in ("psychological", "legal", "referral", "confidentiality"):
            w.send("manajer", add, item=item, answer="given", present="alone")
        w.send("manajer", add, item="recording", answer="refused", present="alone")
        w.send("manajer", add, item="sharing", answer="given", present="alone", agency=str(self.agency[POLRES].pk))
        w.send(
            "manajer",
            self.case("write_assessment"),
            physical="Memar pada lengan.",
            psychological="Takut.",
            hopes="Aman.",
        )
        w.send(
            "manajer",
            self.case("assess_risk"),
            level="tinggi",
            factors=["weapon", "worse"],
            reasons="Ancaman dengan pisau.",
        )
        w.send("manajer", self.case("add_step"), service="health", goal="Luka diperiksa dan dirawat.", agreed="on")
        w.send("manajer", self.case("add_task"), text="Hubungi lewat kata sandi.", due=timezone.localdate().isoformat())
        w.send("manajer", self.case("write_message"), text="Rencana sudah disepakati bersama klien.")
        return "consent line by line (one refused), assessment, high risk with reasons, plan, task, message"

    def counselling(self) -> str:
        w = self.walker
        w.send(
            "konselor",
            self.case("record_session"),
            day=date.today().isoformat(),
            minutes="60",
            mode="face",
            attended="on",
            notes=NOTES,
            summary=SUMMARY,
            summary_agreed="on",
        )
        for username in ("manajer", "supervisor", "kepala"):
            page = w.get(username, self.case("counselling")).content.decode()
            if NOTES in page or SUMMARY not in page:
                raise Stumble(f"{username} sees other than the agreed summary")
        return "a session recorded; manager, supervisor and head see that it took place and the summary, none the notes"

    def times_noted(self) -> list[str]:
        """The agencies that acknowledged, as the script noted it."""
        return sorted(self.acknowledged)

    def times_on_the_ticket(self) -> list[str]:
        """The agencies whose moment on the ticket's clock lies within the request in which the script acknowledged."""
        kept = TicketEvent.every.filter(ticket_id=self.file, kind=Moment.ACKNOWLEDGED).values_list("agency__code", "at")
        return sorted(
            code
            if code in self.acknowledged and self.acknowledged[code].began <= at <= self.acknowledged[code].at
            else f"{code} late"
            for code, at in kept
        )
