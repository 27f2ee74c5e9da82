"""The road, walked once by the cast through real pages: one frightened woman's file from the 112 call to the court's desk.

Each step says what was done. What the walkers did themselves is held against what the auditor's page lists.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from audit import sealer
from demo import log_check
from demo.story.agencies import AgencySteps
from demo.story.case import CaseSteps
from demo.story.reports import ReportSteps
from demo.walk import Stumble


class Story(CaseSteps, AgencySteps, ReportSteps):
    """The eight steps, in order; `steps()` gives (title, function that returns what was done)."""

    def steps(self):
        return [
            ("112 desk", self.desk),
            ("intake", self.intake),
            ("case file", self.case_file),
            ("visum", self.visum),
            ("police", self.police),
            ("counselling", self.counselling),
            ("safe house", self.safe_house),
            ("paper and log", self.paper_and_log),
        ]

    def paper_and_log(self) -> str:
        w = self.walker
        report = self.begin("social_report")
        issued = self.issue(
            report,
            writer="manajer",
            signer="kepala",
            basis="Permintaan penyidik, LP nomor 1311.",
            analysis="Kekerasan berulang dengan ancaman senjata; klien memerlukan perlindungan.",
            conclusion="Klien adalah korban kekerasan dalam rumah tangga.",
            recommendation="Pendampingan psikologis dan hukum dilanjutkan.",
        )
        letter = self.issue(
            self.begin("referral_letter"), writer="manajer", signer="kepala", reason="Pendampingan hukum."
        )
        for document in (issued, letter):
            pdf = b"".join(w.get("manajer", reverse("disclosure:download", args=[document.pk])).streaming_content)
            if not pdf.startswith(b"%PDF"):
                raise Stumble("what was downloaded is no PDF")
        sealer.run_until_done(timezone.now())
        listed, noted = self.log_against_walk()
        if listed != noted:
            missing, unknown = sorted(set(noted) - set(listed)), sorted(set(listed) - set(noted))
            raise Stumble(f"the log lacks {missing[:5]} and holds {unknown[:5]}")
        check = w.send("auditor", reverse("audit:check"), expect=200).content.decode()
        if "baris sama dengan yang dicatat" not in check:
            raise Stumble("the auditor's check did not say that the log is whole")
        return f"social report {issued.number} and letter {letter.number} signed; the auditor's page lists exactly the {len(noted)} requests that touched the file, and the log verifies"

    def log_against_walk(self) -> tuple[list[str], list[str]]:
        """(found on the auditor's page of this file, noted by the walkers before it was opened): equal if the log is true.

        An entry that no request explains stands as `unexplained`.
        """
        noted = log_check.noted(self.walker.did, log_check.addresses_of(self.file))
        return log_check.listed(self.walker, self.file), noted
