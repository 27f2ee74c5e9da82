"""The steps inside the case file: consent, assessment, plan, evidence, counselling, closure."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from access.models import ConflictOfInterest
from casework.actions import conflicts, counselling, evidence, handling, holds, lifting, shredding
from casework.models import Task
from demo.living.intake import IntakeSteps
from demo.pictures import page, photo

SHARING_WITH = {
    "hospital": "rsud-tarakan",
    "other_hospital": "rsud-koja",
    "clinic": "puskesmas-jatinegara",
    "police": "polres-metro-jakarta-timur",
    "legal": "lbh",
    "social": "dinsos",
    "protect": "lpsk",
}


class CaseFileSteps(IntakeSteps):
    """What the case manager and the counsellor do."""

    def consent(self) -> None:
        for item in ("complaint", "psychological", "legal", "referral", "confidentiality", "statistics"):
            handling.record_consent(self.case, item=item, answer="given", present="alone", by=self.manager)
        handling.record_consent(self.case, item="recording", answer="refused", present="alone", by=self.manager)
        for step, code in SHARING_WITH.items():
            if step in self.story.reach:
                handling.record_consent(
                    self.case,
                    item="sharing",
                    answer="given",
                    present="alone",
                    agency=self.agencies[code],
                    by=self.manager,
                )

    def assess(self) -> None:
        handling.write_assessment(
            self.case,
            findings={
                "physical": "Memar lama dan baru; tidur terganggu.",
                "psychological": "Takut, mudah terkejut, tetapi mampu bercerita runtut.",
                "social": "Seorang saudara dapat dihubungi.",
                "hopes": "Ingin aman dan bekerja lagi.",
            },
            by=self.manager,
        )
        handling.assess_risk(
            self.case,
            level=self.story.risk,
            factors=["control", "worse"],
            reasons="Terlapor makin sering mengancam.",
            by=self.manager,
        )

    def plan(self) -> None:
        handling.add_step(
            self.case,
            service="psychological",
            goal="Tidur pulih dan rasa aman kembali.",
            due=self.today + timedelta(days=30),
            agreed=True,
            by=self.manager,
        )
        handling.add_task(
            self.case, text="Telepon pada jam aman dan tanyakan keadaan.", due=self.today, by=self.manager
        )
        due = self.today + timedelta(days=5)
        handling.add_task(self.case, text="Siapkan konferensi kasus.", due=due, by=self.manager)
        handling.write_message(self.case, text="Rencana sudah dibicarakan dengan klien dan disetujui.", by=self.manager)

    def evidence(self) -> None:
        evidence.add_evidence(
            self.case,
            kind="object",
            title="Kaca telepon yang pecah",
            file=photo("telepon.jpg", (92, 101, 118)),
            by=self.manager,
        )
        evidence.add_evidence(
            self.case,
            kind="message",
            title="Pesan ancaman, cetakan dari teleponnya",
            file=page("pesan.pdf", "23.41  Jangan harap bisa tenang.", "23.44  Angkat teleponnya.", "02.17  Aku tahu."),
            by=self.manager,
        )

    def counsel(self) -> None:
        counselling.record_session(
            self.case,
            day=timezone.localdate(),
            minutes=60,
            mode="face",
            notes="Klien menceritakan malam itu untuk pertama kali dan menangis lama.",
            summary="Sesi pertama berlangsung baik; klien ingin melanjutkan pekan depan.",
            summary_agreed=True,
            by=self.cast.konselor,
        )

    def close(self) -> None:
        handling.close_case(
            self.case, ending="finished", reason="goals_met", closing="Klien mandiri dan aman.", by=self.manager
        )

    def tidy(self) -> None:
        """What was still to be done is done."""
        for task in Task.every.filter(case=self.case, state="open").order_by("due", "pk"):
            handling.finish_task(task, by=self.manager)

    def legal_hold(self) -> None:
        holds.set_hold(self.case, reason="police", by=self.cast.supervisor)

    def ask_to_lift(self) -> None:
        """A conflict was declared of somebody who only bears the same name; a second person has still to agree."""
        colleague = self.cast.perawat
        conflicts.declare_kin(self.case, staff=colleague, side="reported", by=self.cast.supervisor)
        wall = ConflictOfInterest.standing.get(case_id=self.case.pk, staff=colleague)
        because = "Ditanyakan kepadanya: tidak mengenal orang itu."
        lifting.ask_to_lift(self.case, wall=wall, reason="no_kin", because=because, by=self.cast.supervisor)

    def ask_shredding(self) -> None:
        shredding.ask_shredding(self.case, reason="own_wish", by=self.cast.supervisor)
