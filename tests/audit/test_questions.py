"""Whom an auditor may ask about an entry, who is told, and who answers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from access.errors import Refused
from access.roles import Role
from audit import asking, questions
from audit.errors import AuditError, NotForYou
from audit.models import AuditEntry, Question, QuestionStep, Step
from audit.objects import Thing
from audit.recording import record
from audit.register import unwatched
from tests.audit.asking import ASKED, NOTED, SAID, offered, walled
from tests.audit.logs import text
from tests.audit.people import agency, staff

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


# whom one may ask


def test_the_one_who_acted_and_those_above_in_the_same_agency_are_offered(
    entry, manager, supervisor, head, inspector, auditor
):
    staff("supervisor-lain", Role.SUPERVISOR, agency=agency("LAIN"))
    found = offered(entry, inspector)
    assert (found.acted, found.above) == (manager, (supervisor, head))
    assert (str(found.why_not), str(found.why_none)) == ("", "")


RANKS = [(Role.SUPERVISOR, ["kepala"]), (Role.HEAD, []), (Role.NURSE, ["supervisor", "kepala"])]


@pytest.mark.parametrize(("role", "above"), RANKS)
def test_nobody_of_the_same_rank_is_asked_about_somebody_quietly(supervisor, head, inspector, role, above):
    person = {Role.SUPERVISOR: supervisor, Role.HEAD: head}.get(role) or staff("perawat", role)
    found = offered(record(person, "case.read", Thing("case", str(uuid4()))), inspector)
    assert (found.acted, [one.username for one in found.above]) == (person, above)


def test_a_closed_account_cannot_be_asked_and_whoever_stands_above_can(entry, manager, supervisor, inspector):
    with unwatched():
        type(manager).objects.filter(pk=manager.pk).update(is_active=False)
    found = offered(entry, inspector)
    assert (found.acted, found.above, found.why_not) == (None, (supervisor,), asking.ASLEEP)
    with pytest.raises(Refused):
        questions.ask(manager.pk, entry=entry, text=ASKED, by=inspector)
    assert questions.ask(supervisor.pk, entry=entry, text=ASKED, by=inspector).quietly is True


def test_whoever_is_walled_from_the_file_is_not_asked_and_the_auditor_is_told(
    entry, manager, supervisor, head, inspector
):
    for person in (manager, supervisor):
        walled(person, entry.case_id)
    found = offered(entry, inspector)
    assert (found.acted, found.above, found.why_not) == (None, (head,), asking.BEHIND_A_WALL)
    for person in (manager, supervisor):
        with pytest.raises(Refused):
            questions.ask(person.pk, entry=entry, text=ASKED, by=inspector)
    assert Question.objects.count() == 0


def test_nobody_asks_the_system_or_themselves(supervisor, inspector):
    assert offered(record(None, "case.read"), inspector).why_not == asking.NOBODY
    staff("kepala-inspektorat", Role.HEAD, agency=inspector.agency)
    own = offered(record(inspector, "log.read"), inspector)
    assert (own.acted, own.above, own.why_not, own.why_none) == (None, (), asking.YOURSELF, "")


def test_whoever_covers_a_supervisor_s_shift_is_above_nobody(entry, inspector):
    staff("pengganti", Role.SUPERVISOR, own_role=Role.COUNSELLOR)
    assert offered(entry, inspector).above == ()


def test_a_house_event_is_asked_about_with_the_houses_alone(manager, inspector):
    event = record(None, "house.event", Thing("reference", str(uuid4())))
    with pytest.raises(AuditError):
        questions.ask(manager.pk, entry=event, text=ASKED, by=inspector)
    assert Question.objects.count() == 0


def test_the_same_person_is_asked_about_an_entry_again_only_after_an_answer(question, entry, manager, inspector):
    with pytest.raises(Refused):
        questions.ask(manager.pk, entry=entry, text=ASKED, by=inspector)
    questions.answer(question, text=SAID, by=manager)
    questions.ask(manager.pk, entry=entry, text=ASKED, by=inspector)
    assert Question.objects.count() == 2


# who is told, who answers


def test_it_stands_on_the_start_page_of_the_asked_alone_for_three_days(
    signed_in, question, manager, supervisor, inspector
):
    assert question.due - question.at == timedelta(days=3)
    path = reverse("audit:answer", args=[question.pk])
    assert path in text(signed_in(manager).get("/"))
    for person in (supervisor, inspector):
        assert path not in text(signed_in(person).get("/"))
    questions.answer(question, text=SAID, by=manager)
    assert path not in text(signed_in(manager).get("/"))
    assert "1 penjelasan menunggu tinjauan" in text(signed_in(inspector).get("/"))


@pytest.mark.parametrize("role", list(Role))
def test_nobody_but_the_asked_finds_its_page(signed_in, question, role):
    client = signed_in(staff("orang", role))
    path, absent = reverse("audit:answer", args=[question.pk]), reverse("audit:answer", args=[uuid4()])
    for method in ("get", "post"):
        found, never = getattr(client, method)(path), getattr(client, method)(absent)
        assert (found.status_code, found.content) == (404, never.content)
    assert QuestionStep.objects.count() == 0


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
def test_nobody_but_an_auditor_asks_reads_or_signs_off(signed_in, question, entry, role):
    client = signed_in(staff("orang", role))
    pages = [reverse("audit:questions"), reverse("audit:explanations", args=[entry.pk])]
    pages += [reverse("audit:review-question", args=[question.pk])]
    for path in pages:
        assert [client.get(path).status_code, client.post(path).status_code] == [404, 404]


def test_the_asked_reads_the_question_and_answers_it_once(signed_in, question, manager):
    client, path = signed_in(manager), reverse("audit:answer", args=[question.pk])
    page = text(client.get(path))
    assert (ASKED in page, "Anda sendiri" in page, "Ia tidak diberi tahu" in page) == (True, True, False)
    assert client.post(path, {"text": " "}).status_code == 422
    answer = client.post(path, {"text": SAID})
    assert (answer.status_code, answer["Location"]) == (303, "/")
    again = client.post(path, {"text": "Lain lagi."})
    assert (again.status_code, "sudah dijawab" in again.content.decode()) == (422, True)
    page = text(client.get(path))
    assert (SAID in page, "<textarea" in page) == (True, False)
    assert QuestionStep.objects.get().kind == Step.ANSWER


def test_an_answer_of_a_thousand_letters_is_kept_and_a_longer_one_stays_in_the_box(signed_in, question, manager):
    client, path = signed_in(manager), reverse("audit:answer", args=[question.pk])
    refused = client.post(path, {"text": "😀" * 1001})
    assert (refused.status_code, "😀" * 1001 in refused.content.decode()) == (422, True)
    assert client.post(path, {"text": "😀" * 1000}).status_code == 303


def test_somebody_else_s_answer_is_refused(question, supervisor):
    with pytest.raises(NotForYou):
        questions.answer(question, text=SAID, by=supervisor)
    assert QuestionStep.objects.count() == 0


def test_two_answers_at_once_are_one(question, manager):
    stale = questions.with_steps(Question.objects.all()).get()
    assert stale.is_open
    questions.answer(question, text=SAID, by=manager)
    with pytest.raises(Refused):
        questions.answer(stale, text="Lain lagi.", by=manager)
    assert QuestionStep.objects.count() == 1


def test_a_wall_that_comes_later_shuts_the_question_to_the_asked_and_to_the_auditor(
    signed_in, question, entry, manager, inspector
):
    path = reverse("audit:answer", args=[question.pk])
    assert signed_in(manager).get(path).status_code == 200
    walled(manager, entry.case_id)
    assert signed_in(manager).get(path).status_code == 404
    assert path not in text(signed_in(manager).get("/"))
    pages = [reverse("audit:explanations", args=[entry.pk]), reverse("audit:review-question", args=[question.pk])]
    assert [signed_in(inspector).get(page).status_code for page in pages] == [200, 200]
    walled(inspector, entry.case_id)
    assert [signed_in(inspector).get(page).status_code for page in pages] == [404, 404]
    assert questions.open_for(inspector) == []


def test_asked_quietly_the_one_above_is_told_who_and_the_reader_nothing(
    signed_in, entry, manager, supervisor, inspector
):
    question = questions.ask(supervisor.pk, entry=entry, text=ASKED, by=inspector)
    page = text(signed_in(supervisor).get(reverse("audit:answer", args=[question.pk])))
    assert "manajer. Ia tidak diberi tahu bahwa Anda ditanya." in page
    assert signed_in(manager).get(reverse("audit:answer", args=[question.pk])).status_code == 404


def test_texts_lie_nowhere_in_clear_and_no_entry_holds_one(question, manager, inspector):
    questions.answer(question, text=SAID, by=manager)
    questions.sign_off(questions.seen_by(inspector, question.pk), note=NOTED, by=inspector)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM audit_question UNION ALL SELECT text FROM audit_questionstep")
        kept = b"".join(bytes(value) for (value,) in cursor.fetchall())
    kept += b"".join(entry.leaf() for entry in AuditEntry.objects.all())
    assert [said for said in (ASKED, SAID, NOTED) if said.encode() in kept] == []
