"""The social report (laporan sosial): its frozen context, the texts only it holds, and how it is filled from the case.

No field holds an address: where somebody lives is not what a judge needs here, and a place never leaves by this way.
Fields after the list of court documents (documents.csv) and UU SPPA ps. 27.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from access import policy
from access.permissions import Permission
from casework.forms.fields import TextField
from casework.models import Case, Part
from casework.options import label, labels
from casework.options.casefile import RISK_FACTORS, SERVICES
from casework.options.intake import RELATIONS, SEXES, VIOLENCE
from disclosure import papers
from disclosure.forms import TypedForm
from disclosure.papers import Coded, Paper
from vault.sealed import Closed


@dataclass(frozen=True, slots=True, repr=False)
class Somebody(Closed):
    """A person as the report names them."""

    part: Coded
    name: str
    born: str
    sex: Coded
    relation: Coded


@dataclass(frozen=True, slots=True, repr=False)
class Condition(Closed):
    """One heading of the assessment."""

    heading: Coded
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class SocialReport(Closed):
    """What a social report says."""

    reference: Coded
    registration: Coded
    written: date
    basis: str
    victims: tuple[Somebody, ...]
    guardians: tuple[Somebody, ...]
    reported: tuple[Somebody, ...]
    kinds: Coded
    family: str
    chronology: str
    conditions: tuple[Condition, ...]
    education: str
    environment: str
    impact: str
    support: str
    obstacles: str
    hopes: str
    risk: Coded
    risk_factors: Coded
    services: tuple[Coded, ...]
    analysis: str
    conclusion: str
    recommendation: str
    attachments: str


TYPED = [
    ("basis", _("Dasar permintaan (surat atau nomor LP)")),
    ("family", _("Susunan keluarga")),
    ("education", _("Riwayat pendidikan")),
    ("environment", _("Lingkungan")),
    ("impact", _("Dampak")),
    ("analysis", _("Analisis")),
    ("conclusion", _("Kesimpulan")),
    ("recommendation", _("Rekomendasi")),
    ("attachments", _("Lampiran")),
]
REQUIRED = ("chronology", "analysis", "conclusion", "recommendation")
BODY = (
    ("physical", _("Fisik")),
    ("psychological", _("Psikologis")),
    ("social", _("Sosial")),
    ("spiritual", _("Spiritual")),
)


def _text(name: str) -> TextField:
    return TextField(label=dict(TYPED)[name], rows=4, max_length=10_000)


class SocialReportForm(TypedForm):
    """The texts that only the report holds; everything else comes from the case file."""

    basis = _text("basis")
    family = _text("family")
    education = _text("education")
    environment = _text("environment")
    impact = _text("impact")
    analysis = _text("analysis")
    conclusion = _text("conclusion")
    recommendation = _text("recommendation")
    attachments = _text("attachments")


class SocialReportBuilder:
    """Fills a social report from the case file, for one reader."""

    def __init__(self, document, by) -> None:
        self.case: Case = policy.get(by, Permission.CASE_READ, document.about_id)
        self.persons = list(self.case.persons.all())
        self.assessment = self.case.assessments.first()
        self.risk = self.case.risks.first()
        self.steps = list(self.case.steps.all())

    def wants(self) -> list[tuple]:
        """Names, the story, the newest assessment and the reasons of the risk level."""
        wanted: list[tuple] = [(self.case, "chronology")]
        wanted += [(person, "name", "born") for person in self.persons]
        if self.assessment is not None:
            wanted.append((self.assessment, "findings"))
        if self.risk is not None:
            wanted.append((self.risk, "factors"))
        return wanted

    def context(self, opened, typed: dict[str, str]) -> SocialReport:
        """The report, in Indonesian whatever language its writer chose for the screen."""
        with translation.override("id"):
            return self._report(opened, typed)

    def _report(self, opened, typed: dict[str, str]) -> SocialReport:
        findings = opened[self.assessment, "findings"] if self.assessment is not None else {}
        factors = opened[self.risk, "factors"] if self.risk is not None else []
        return SocialReport(
            reference=self.case.reference,
            registration=self.case.number or "",
            written=timezone.localdate(),
            victims=self._people(opened, Part.VICTIM),
            guardians=self._people(opened, Part.FAMILY),
            reported=self._people(opened, Part.REPORTED),
            kinds=", ".join(str(name) for name in labels(VIOLENCE, self.case.kinds.split(","))),
            chronology=opened[self.case, "chronology"] or "",
            conditions=tuple(
                Condition(str(heading), findings[code]) for code, heading in BODY if findings.get(code, "").strip()
            ),
            support=findings.get("support", ""),
            obstacles=findings.get("obstacles", ""),
            hopes=findings.get("hopes", ""),
            risk=str(self.case.get_risk_display()) if self.case.risk else "",
            risk_factors=", ".join(str(name) for name in labels(RISK_FACTORS, factors)),
            services=tuple(dict.fromkeys(str(label(SERVICES, step.service)) for step in self.steps)),
            **{name: typed.get(name, "") for name, _label in TYPED},
        )

    def _people(self, opened, part: str) -> tuple[Somebody, ...]:
        return tuple(
            Somebody(
                part=str(person.get_part_display()),
                name=opened[person, "name"] or "",
                born=opened[person, "born"] or "",
                sex=str(label(SEXES, person.sex)) if person.sex else "",
                relation=str(label(RELATIONS, person.relation)) if person.relation else "",
            )
            for person in self.persons
            if person.part == part
        )


def register_all() -> None:
    """Brings the case file's papers to disclosure."""
    papers.register(
        Paper(
            kind="social_report",
            title=_("Laporan sosial"),
            code="LS",
            about="case",
            template="casework/papers/social_report.html",
            context=SocialReport,
            builder=SocialReportBuilder,
            write=Permission.CASE_PAPER,
            sign=Permission.CASE_SIGN,
            form=SocialReportForm,
            required=REQUIRED,
            labels={"chronology": _("Kronologi (pada ringkasan kasus)"), **dict(TYPED)},
        )
    )
