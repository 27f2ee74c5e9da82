"""Step 8: the social report, from real fields of the case, without a place in it."""

import dataclasses
import subprocess

import pytest
from django.utils import timezone, translation

from casework.actions import handling
from casework.papers import REQUIRED, TYPED, SocialReport, SocialReportForm
from disclosure import authority, drafting, issue, papers, queries
from disclosure.actions import let_go, request_document, save_draft, sign
from disclosure.contexts import hints_of
from disclosure.models import Release
from disclosure.workflow import DocumentState
from tests.casework import world

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

TEXTS = {
    "analysis": "Kekerasan berulang dalam relasi kuasa.",
    "conclusion": "Klien membutuhkan perlindungan.",
    "recommendation": "Pendampingan psikologis dan hukum.",
    "family": "Ibu dan dua anak.",
}


@pytest.fixture
def case(people):
    case = world.case(people)
    findings = {"physical": "Memar di lengan.", "social": "Tinggal bersama ibu.", "hopes": "Ingin aman."}
    handling.write_assessment(case, findings=findings, by=people.manajer)
    handling.assess_risk(case, level="tinggi", factors=["weapon"], by=people.manajer)
    handling.add_step(case, service="health", goal="Periksa luka.", by=people.manajer)
    return case


def drafted(case, people, **typed):
    document = request_document(
        "social_report", about_kind="case", about_id=case.pk, case_id=case.pk, by=people.manajer
    )
    return save_draft(document, typed={**TEXTS, **typed}, by=people.manajer)


def test_its_context_has_no_field_that_could_hold_a_place():
    assert dataclasses.is_dataclass(SocialReport)
    words = ("address", "place", "house", "location", "phone", "street")
    assert [name for name in hints_of(SocialReport) if any(word in name for word in words)] == []


def test_the_form_holds_what_the_case_does_not():
    assert list(SocialReportForm.base_fields) == [name for name, _label in TYPED]
    assert set(REQUIRED) <= set(hints_of(SocialReport))


def test_it_is_filled_from_the_case_file(people, case):
    with drafting.opened(drafted(case, people), people.manajer) as draft:
        report = draft.context
    assert (report.registration, report.reference) == (case.number, case.reference)
    assert [person.name for person in report.victims] == [world.NAME]
    assert report.chronology == world.STORY
    assert [part.text for part in report.conditions] == ["Memar di lengan.", "Tinggal bersama ibu."]
    assert (report.hopes, report.risk, report.services) == ("Ingin aman.", "Tinggi", ("Kesehatan",))
    assert draft.missing == []


def test_it_speaks_indonesian_whoever_writes_it(people, case):
    with translation.override("en"), drafting.opened(drafted(case, people), people.manajer) as draft:
        report = draft.context
    assert (report.kinds, report.risk, report.victims[0].part) == ("Fisik", "Tinggi", "Korban")


def test_what_is_missing_is_named(people, case):
    with drafting.opened(drafted(case, people, analysis=""), people.manajer) as draft:
        assert draft.missing == ["Analisis"]


def test_drafted_released_signed_and_issued(people, case, tmp_path):
    authority.make(timezone.now())
    document = drafting.send(drafted(case, people, environment="Rumah di Jl. Kenanga No. 4."), by=people.manajer)
    assert document.state == DocumentState.REVIEW
    for release in Release.objects.filter(state="waiting"):
        let_go(release, by=people.kustodian)
    document = queries.get(people.kepala, "sign", document.pk)
    assert document.state == DocumentState.SIGNING
    sign(document, by=people.kepala)
    issue.issue(document.pk)
    document = queries.get(people.kepala, "read", document.pk)
    assert (document.state, len(document.sha256)) == (DocumentState.ISSUED, 64)


def test_nobody_but_manager_and_head_touch_it(people, case):
    from access.errors import Unseen

    document = drafted(case, people)
    for person, verb in ((people.supervisor, "write"), (people.manajer, "sign"), (people.konselor, "sign")):
        with pytest.raises(Unseen):
            queries.get(person, verb, document.pk)
    for person in (people.dokter, people.penyidik, people.kustodian, people.admin, people.auditor):
        with pytest.raises(Unseen):
            queries.get(person, "read", document.pk)


def test_the_sheet_shows_the_texts(people, case, tmp_path):
    from disclosure import render
    from disclosure.letter import letter_of

    document = drafted(case, people)
    with drafting.opened(document, people.manajer) as draft:
        letter = letter_of(document.agency, day=timezone.localdate())
        pdf = render.pdf(papers.get("social_report"), draft.context, letter, made_at=timezone.now())
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    for word in (world.NAME, "Memar di lengan.", TEXTS["analysis"], case.reference, "Kesehatan"):
        assert word in " ".join(text.split())
    assert world.PHONE not in text
