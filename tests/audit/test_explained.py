"""What is left of a question: its entries, its silence, the signing-off, the auditor's pages."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from access.errors import Refused
from audit import findings, questions
from audit.models import AuditEntry, Question, QuestionStep, Step
from audit.recording import record
from audit.register import unwatched
from tests.audit.asking import ASKED, NOTED, SAID, acts, gone, late
from tests.audit.logs import problems, text

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_each_step_is_an_entry_and_the_check_finds_nothing(question, manager, inspector):
    questions.answer(question, text=SAID, by=manager)
    questions.sign_off(questions.seen_by(inspector, question.pk), note=NOTED, by=inspector)
    entries = AuditEntry.objects.filter(object_kind="question").order_by("time", "id")
    told = [(one.action, one.actor, one.object_id, one.case_id) for one in entries]
    who = {"ask": inspector, "answer": manager, "review": inspector}
    assert told == [(f"question.{verb}", str(by.pk), str(question.pk), None) for verb, by in who.items()]
    assert [one for one in problems() if "question" in one] == []


def test_a_question_put_in_by_sql_is_named(question):
    with unwatched():
        QuestionStep(question=question, kind=Step.ANSWER, by=question.asked, at=timezone.now()).save()
    assert [one for one in problems() if "audit.questionstep" in one and "no entry" in one] != []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_question SET due = at",
        "DELETE FROM audit_question",
        "UPDATE audit_questionstep SET kind = 'review'",
        "DELETE FROM audit_questionstep",
        "UPDATE audit_reviewnote SET revision = 7",
        "DELETE FROM audit_reviewnote",
    ],
)
def test_what_was_asked_and_answered_is_final(question, manager, auditor, statement):
    from audit.actions import review

    questions.answer(question, text=SAID, by=manager)
    record(None, "tanpa tindakan", manager, decision="outside")
    review(next(one.key for one in findings.standing(timezone.now())), note=NOTED, by=auditor)
    with transaction.atomic(), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_silence_is_one_entry_and_a_finding_until_an_answer_comes(question, manager):
    assert (questions.run_once(question.due - timedelta(seconds=1)), acts()) == (0, ["question.ask"])
    assert [one for one in findings.standing(question.due - timedelta(seconds=1)) if "silence" in one.key] == []
    assert [questions.run_once(gone(question)) for _ in range(2)] == [1, 0]
    assert acts() == ["question.ask", "question.silence"]
    [finding] = [one for one in findings.standing(gone(question)) if one.key == f"silence:{question.pk}"]
    assert finding.sentence == "manajer tidak menjawab pertanyaan auditor dalam tiga hari."
    assert finding.weight >= 80
    questions.answer(Question.objects.get(), text=SAID, by=manager)
    assert [one for one in findings.standing(gone(question)) if "silence" in one.key] == []
    assert questions.run_once(gone(question)) == 0


def test_silence_about_a_file_is_no_finding_of_an_auditor_behind_its_wall(question):
    without = frozenset({question.file})
    assert [one for one in findings.standing(gone(question), without=without) if "silence" in one.key] == []
    assert [one.files for one in findings.standing(gone(question)) if "silence" in one.key] == [without]


def test_two_schedules_at_once_note_a_silence_once(question):
    questions._falls_silent(question, gone(question))
    assert questions._falls_silent(question, gone(question)) == 0
    assert acts() == ["question.ask", "question.silence"]


def test_what_was_answered_in_time_never_falls_silent(question, manager):
    questions.answer(question, text=SAID, by=manager)
    assert (questions.run_once(gone(question)), acts()) == (0, ["question.ask", "question.answer"])


def test_an_answer_is_signed_off_with_a_note_once(signed_in, question, entry, manager, inspector):
    client, path = signed_in(inspector), reverse("audit:review-question", args=[question.pk])
    early = client.post(path, {"note": NOTED})
    assert (early.status_code, "Belum dijawab" in early.content.decode()) == (422, True)
    questions.answer(question, text=SAID, by=manager)
    assert client.post(path, {"note": ""}).status_code == 422
    assert client.post(path, {"note": NOTED}).status_code == 303
    again = client.post(path, {"note": "Lain lagi."})
    assert (again.status_code, "sudah ditinjau" in again.content.decode()) == (422, True)
    page = text(client.get(reverse("audit:explanations", args=[entry.pk])))
    assert [said in page for said in (ASKED, SAID, NOTED)] == [True] * 3
    assert path not in page
    assert questions.open_for(inspector) == []


def test_what_nobody_answered_can_be_signed_off_after_its_time_and_is_answered_no_more(question, manager, inspector):
    late()
    questions.sign_off(questions.seen_by(inspector, question.pk), note=NOTED, by=inspector)
    assert questions.waiting_for(manager) == []
    with pytest.raises(Refused):
        questions.answer(questions.seen_by(inspector, question.pk), text=SAID, by=manager)
    assert acts() == ["question.ask", "question.review"]


# the auditor's pages


def test_an_entry_s_page_leads_to_asking_and_says_what_was_asked(signed_in, entry, manager, inspector):
    client, path = signed_in(inspector), reverse("audit:entry", args=[entry.pk])
    ask = reverse("audit:explanations", args=[entry.pk])
    assert ask in text(client.get(path))
    answer = client.post(ask, {"whom": str(manager.pk), "text": ASKED})
    assert (answer.status_code, answer["Location"]) == (303, ask)
    page = text(client.get(path))
    assert ("Ditanyakan kepada manajer" in page, "menunggu jawaban" in page, ASKED in page) == (True, True, False)
    assert ASKED in text(client.get(ask))
    listed = text(client.get(reverse("audit:questions")))
    assert (ask in listed, "Membaca · Kasus" in listed, "sisa 2 hari 23 jam" in listed) == (True, True, True)


def test_asking_needs_a_text_and_somebody_to_ask(signed_in, entry, manager, supervisor, inspector):
    client, ask = signed_in(inspector), reverse("audit:explanations", args=[entry.pk])
    for sent in ({}, {"text": ASKED}, {"whom": str(manager.pk)}, {"whom": str(inspector.pk), "text": ASKED}):
        answer = client.post(ask, sent)
        assert answer.status_code == 422
        assert sent.get("text", "") in answer.content.decode()
    assert Question.objects.count() == 0


def test_each_look_at_what_was_asked_is_one_entry(signed_in, question, entry, inspector, manager):
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    signed_in(inspector).get(reverse("audit:explanations", args=[entry.pk]))
    signed_in(manager).get(reverse("audit:answer", args=[question.pk]))
    left = AuditEntry.objects.exclude(pk__in=before).exclude(action="sign.in").order_by("time", "id")
    assert [(one.action, one.purpose, one.actor, one.object_id, one.case_id) for one in left] == [
        ("log.read", "log.question", str(inspector.pk), str(entry.pk), None),
        ("question.read", "question.page", str(manager.pk), str(question.pk), None),
    ]


def test_questions_of_all_auditors_stand_on_one_list_answered_ones_first(
    signed_in, question, manager, supervisor, entry, inspector, auditor
):
    other = questions.ask(supervisor.pk, entry=entry, text=ASKED, by=auditor)
    questions.answer(other, text=SAID, by=supervisor)
    assert [one.state for one in questions.open_for(auditor)] == ["answered", "waiting"]
    page = text(signed_in(auditor).get(reverse("audit:questions")))
    assert (page.count("Membaca · Kasus"), "diam-diam" in page) == (2, True)
