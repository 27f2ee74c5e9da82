"""No auditor judges themselves: neither a finding nor a question about their own act is theirs to sign off."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.errors import Refused
from access.roles import Role
from audit import actions, findings, questions
from audit.findings import Finding
from audit.models import AuditEntry, Decision, Question, QuestionStep, Review, ReviewNote, Step
from audit.objects import Thing
from audit.recording import record
from tests.audit.asking import ASKED, NOTED, SAID, gone, late
from tests.audit.logs import owner, text
from tests.audit.people import agency, staff

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def other(db):
    """A second auditor."""
    return staff("pemeriksa-2", Role.AUDITOR, agency=agency("INSPEKTORAT"))


@pytest.fixture
def chief(inspector):
    """The head of the auditors' own agency."""
    return staff("kepala-inspektorat", Role.HEAD, agency=inspector.agency)


@pytest.fixture
def own(inspector):
    """Something that an auditor did."""
    return record(inspector, "log.export", Thing("log", ""), reason="Diminta pengadilan.")


@pytest.fixture
def quiet(own, chief, other):
    """The head of their agency is asked about it, without their knowing."""
    return questions.ask(chief.pk, entry=own, text=ASKED, by=other)


def keys(rule: str, now=None, **which) -> list[str]:
    return [one.key for one in findings.standing(now or timezone.now(), **which) if one.key.startswith(f"{rule}:")]


def test_an_auditor_signs_off_no_finding_about_an_act_of_their_own(signed_in, own, inspector, other):
    [key] = keys("log-exported")
    with pytest.raises(Refused, match="perbuatan Anda sendiri"):
        actions.review(key, by=inspector)
    client = signed_in(inspector)
    page = text(client.post(reverse("audit:review"), {"temuan": key, "catatan": ""}, follow=True))
    assert "tentang perbuatan Anda sendiri" in page
    assert Review.objects.count() == 0
    actions.review(key, by=other)
    assert keys("log-exported") == []


def test_an_auditor_signs_off_neither_their_own_silence_nor_their_own_denials(own, inspector, other):
    question = questions.ask(inspector.pk, entry=own, text=ASKED, by=other)
    for _ in range(6):
        record(inspector, "case.read", Thing("case", "f" * 64), decision=Decision.DENIED)
    late()
    found = [*keys("silence"), *keys("denials")]
    assert found[0] == f"silence:{question.pk}" and len(found) == 2
    for key in found:
        with pytest.raises(Refused, match="perbuatan Anda sendiri"):
            actions.review(key, note=NOTED, by=inspector)
        actions.review(key, note=NOTED, by=other)


def test_a_finding_about_somebody_else_is_theirs_to_sign_off(file, manager, inspector):
    record(manager, "log.export", Thing("log", ""), reason="Diminta pengadilan.")
    [key] = keys("log-exported")
    assert actions.review(key, by=inspector).key == key
    assert findings.judges(Finding("log-exported:7", "x", timezone.now()), inspector) is False


def test_an_auditor_signs_off_no_question_about_themselves(own, inspector, other, chief, quiet):
    asked = questions.ask(inspector.pk, entry=own, text=ASKED, by=other)
    questions.answer(asked, text=SAID, by=inspector)
    questions.answer(quiet, text=SAID, by=chief)
    for one in Question.objects.all():
        with pytest.raises(Refused, match="auditor lain"):
            questions.sign_off(questions.seen_by(other, one.pk), note=NOTED, by=inspector)
    assert QuestionStep.objects.filter(kind=Step.REVIEW).count() == 0
    questions.sign_off(questions.seen_by(other, asked.pk), note=NOTED, by=other)


def noted(key, by) -> str:
    """The page that opens what BY noted when they signed this finding off."""
    actions.review(key, note=NOTED, by=by)
    return reverse("audit:entry", args=[AuditEntry.objects.get(action="log.review").pk])


def opened(client, page) -> tuple[int, bool]:
    answer = client.post(page)
    return answer.status_code, NOTED in answer.content.decode()


def test_what_was_noted_about_their_own_act_is_not_opened_to_an_auditor(signed_in, own, inspector, other):
    page = noted(keys("log-exported")[0], other)
    assert opened(signed_in(inspector), page) == (404, False)
    assert opened(signed_in(other), page) == (200, True)


def test_what_was_noted_about_their_own_silence_is_not_opened_to_an_auditor(signed_in, own, inspector, other):
    questions.ask(inspector.pk, entry=own, text=ASKED, by=other)
    late()
    page = noted(keys("silence")[0], other)
    assert opened(signed_in(inspector), page) == (404, False)
    assert opened(signed_in(other), page) == (200, True)


def test_what_was_noted_about_a_quiet_silence_is_not_opened_to_whom_it_is_about(signed_in, inspector, other, quiet):
    late()
    page = noted(keys("silence")[0], other)
    assert opened(signed_in(inspector), page) == (404, False)
    assert opened(signed_in(other), page) == (200, True)


def test_a_note_that_stays_shut_is_no_read_of_it(signed_in, own, inspector, other):
    page, note = noted(keys("log-exported")[0], other), Review.objects.get().pk
    signed_in(inspector).post(page)
    entries = AuditEntry.objects.filter(actor=str(inspector.pk)).order_by("-time", "-id")
    assert [(one.action, one.decision) for one in entries[:2]] == [
        ("service.log", "denied"),
        ("review.read", "allowed"),
    ]
    assert [one for one in entries if f"audit.reviewnote:{note}#text" in one.digests] == []


def test_a_note_of_before_that_was_kept_opens_to_every_auditor(signed_in, own, inspector, other):
    page = noted(keys("log-exported")[0], other)
    with owner() as cursor:
        cursor.execute("DELETE FROM audit_reviewnote WHERE id <> %s", [Review.objects.get().pk.hex])
    assert opened(signed_in(inspector), page) == (200, True)


def test_what_lies_beside_a_note_has_one_size_however_many_files_it_is_about(inspector):
    hundred, more = (frozenset(UUID(int=n) for n in range(count)) for count in (100, 1000))
    some, many = (Finding("many:7", "x", timezone.now(), files=files) for files in (hundred, more))
    for one in (some, many, replace(some, whose=str(inspector.pk))):
        assert len(findings.beside(one).encode()) <= ReviewNote._meta.get_field("text").pad
    other = frozenset({UUID(int=7000)})

    def kept(finding):
        said = findings.beside(finding)
        return [
            bool(findings.kept({finding.key: said}, inspector, without)) for without in (frozenset(), other, hundred)
        ]

    assert kept(some) == [False, False, True]
    assert kept(many) == [False, True, True]


def test_whether_a_finding_judges_somebody_is_asked_alike_whatever_it_says(inspector):
    key, asked = f"silence:{UUID(int=7)}", []
    for whose in (str(inspector.pk), ""):
        with CaptureQueriesContext(connection) as statements:
            findings.judges(Finding(key, "x", timezone.now(), whose=whose), inspector)
        asked.append([one["sql"] for one in statements])
    assert (asked[0] == asked[1], len(asked[0])) == (True, 1)


def test_a_quiet_question_is_nowhere_for_the_auditor_it_is_about(signed_in, own, inspector, other, quiet):
    pages = [reverse("audit:explanations", args=[own.pk]), reverse("audit:entry", args=[own.pk])]
    pages += [reverse("audit:questions"), reverse("audit:log"), "/"]
    review = reverse("audit:review-question", args=[quiet.pk])
    assert [key for one in (inspector, other) for key in keys("silence", gone(quiet), reader=one)] == [
        f"silence:{quiet.pk}"
    ]
    late()
    client = signed_in(inspector)
    assert [page for page in pages if "kepala-inspektorat" in text(client.get(page))] == []
    assert client.get(review).status_code == 404
    assert questions.open_for(inspector) == []
    client = signed_in(other)
    assert [page for page in pages if "kepala-inspektorat" in text(client.get(page))] == pages[:4]
    assert client.get(review).status_code == 200
    with pytest.raises(Refused):
        actions.review(f"silence:{quiet.pk}", by=inspector)
