"""No auditor judges themselves: neither a finding nor a question about their own act is theirs to sign off."""

import pytest
from django.urls import reverse
from django.utils import timezone

from access.errors import Refused
from access.roles import Role
from audit import actions, findings, questions
from audit.findings import Finding
from audit.models import Decision, Question, QuestionStep, Review, Step
from audit.objects import Thing
from audit.recording import record
from tests.audit.asking import ASKED, NOTED, SAID, gone, late
from tests.audit.logs import text
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
            actions.review(key, by=inspector)
        actions.review(key, by=other)


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
