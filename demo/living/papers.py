"""The steps of paper: a draft, a report that waits for the head, one that is issued, a visum delivered to the police,
and a client who wants to know who opened her file."""

from __future__ import annotations

from django.utils import timezone

from access.models import Staff
from demo.living.agencies import AgencySteps
from disclosure import actions as documents
from disclosure import drafting, jobs
from disclosure.models import Document, Release
from referrals.actions import delivery, visum

TYPED = {
    "basis": "Permintaan penyidik.",
    "analysis": "Kekerasan berulang; klien memerlukan pendampingan.",
    "conclusion": "Klien adalah korban kekerasan.",
    "recommendation": "Pendampingan psikologis dan hukum dilanjutkan.",
}


class PaperSteps(AgencySteps):
    """What manager, doctor, custodian and head do with documents, and the worker between them."""

    def draft(self) -> None:
        self._report({})

    def signing(self) -> None:
        """A social report that waits for the head's signature."""
        drafting.send(self._report(TYPED), by=self.manager)

    def issued(self) -> None:
        """A social report that was signed and can be fetched."""
        self._issue(self._report(TYPED), writer=self.manager, signer=self.cast.kepala)

    def her_report(self) -> None:
        """She asked who opened her file; the law's clock runs, and nobody has made the report yet."""
        documents.request_document(
            "access_report", about_kind="case", about_id=self.case.pk, case_id=self.case.pk, by=self.manager
        )

    def visum(self) -> None:
        """The visum becomes a document and is delivered to the police, who have not signed for it yet."""
        self._let_go("visum_request:")
        made = visum.prepare_visum(self.visum_made, by=self.cast.dokter)
        self._issue(made.document, writer=self.cast.dokter, signer=self.cast.dokter)
        if self.signed:
            delivery.deliver_visum(made, by=self.cast.dokter)

    def _report(self, typed: dict[str, str]) -> Document:
        return documents.request_document(
            "social_report",
            about_kind="case",
            about_id=self.case.pk,
            case_id=self.case.pk,
            typed=typed,
            by=self.manager,
        )

    def _issue(self, document: Document, *, writer: Staff, signer: Staff) -> None:
        drafting.send(document, by=writer)
        self._let_go(f"document:{document.pk}:")
        if self.signed:
            documents.sign(document, by=signer)
            jobs.run_all(timezone.now())

    def _let_go(self, prefix: str) -> None:
        """The custodian releases every text of this file that waits under PREFIX."""
        waiting = Release.objects.filter(case_id=self.case.pk, subject__startswith=prefix, state="waiting")
        for release in waiting:
            documents.let_go(release, by=self.cast.kustodian)
