"""Visum et repertum: pendahuluan, pemberitaan, kesimpulan, penutup. Parts as examiners use them (domain: visum)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import translation

from access import policy
from access.permissions import Permission
from disclosure.papers import Coded
from referrals import queries
from referrals.codes.visum import Degree
from referrals.identity import shown
from referrals.models import Visum
from vault.sealed import Closed


@dataclass(frozen=True, slots=True, repr=False)
class Found(Closed):
    """One line of the table of findings."""

    region: Coded
    injury: Coded


@dataclass(frozen=True, slots=True, repr=False)
class Request(Closed):
    """The letter that is answered."""

    unit: Coded
    number: str
    dated: date
    investigator: str
    rank: Coded
    exam: Coded
    received: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class VisumReport(Closed):
    """What a visum says. The place is the facility's own, on the letterhead; there is no field for another."""

    examination: Coded
    kind: Coded
    facility: Coded
    examiner: Coded
    examined: datetime | None
    requests: tuple[Request, ...]
    code: Coded
    name: str
    age: int | None
    sex: Coded
    findings: tuple[Found, ...]
    findings_text: str
    cause: Coded
    degree: Coded
    conclusion: str


class VisumBuilder:
    """Fills the visum from one examination, for those who examine there."""

    def __init__(self, document, by) -> None:
        self.referral = policy.get(by, Permission.REFERRAL_EXAMINE, document.about_id)
        visums = policy.visible(by, Permission.REFERRAL_EXAMINE, of=Visum).filter(referral=self.referral)
        self.visum = visums.select_related("examiner__agency").filter(pk=document.source_id).first()
        self.findings = list(self.visum.findings.all()) if self.visum else []
        self.letters = queries.letters_at(self.referral.pk)

    def wants(self) -> list[tuple]:
        wanted: list[tuple] = [(self.referral, "identity")]
        wanted += [(letter, "number", "investigator") for letter in self.letters]
        if self.visum:
            wanted.append((self.visum, "findings_text", "conclusion"))
        return wanted

    def context(self, opened, typed: dict[str, str]) -> VisumReport:
        with translation.override("id"):
            return self._context(opened)

    def _context(self, opened) -> VisumReport:
        visum = self.visum
        identity = shown(opened[self.referral, "identity"])
        return VisumReport(
            examination=visum.reference if visum else "",
            kind=str(visum.get_kind_display()) if visum else "",
            facility=visum.examiner.agency.name if visum else "",
            examiner=visum.examiner.get_full_name() if visum else "",
            examined=visum.examined_at if visum else None,
            requests=tuple(self._request(opened, letter) for letter in self.letters),
            code=identity["code"],
            name=identity["name"],
            age=identity["age"],
            sex=identity["sex"],
            findings=tuple(
                Found(str(one.get_region_display()), str(one.get_injury_display()) if one.injury else "")
                for one in self.findings
            ),
            findings_text=opened[visum, "findings_text"] if visum else "",
            cause=str(visum.get_cause_display()) if visum else "",
            degree=str(visum.get_degree_display()) if visum and visum.degree != Degree.NOT_STATED else "",
            conclusion=opened.get(visum, "conclusion") if visum else "",
        )

    def _request(self, opened, letter) -> Request:
        return Request(
            unit=letter.agency.name,
            number=opened[letter, "number"],
            dated=letter.dated,
            investigator=opened[letter, "investigator"],
            rank=str(letter.get_rank_display()),
            exam=str(letter.get_exam_display()),
            received=letter.reached_at,
        )
