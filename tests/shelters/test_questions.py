"""A question about a house event: it lies with the houses, and neither house nor resident is told to who is asked."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.errors import Refused
from access.models import ConflictOfInterest, Submission
from audit import findings
from audit import questions as of_the_log
from audit.errors import NotForYou
from audit.examine import examine
from audit.models import AuditEntry, Question, QuestionStep, Step
from audit.register import unwatched
from shelters import silence
from shelters.actions import questions as acting
from shelters.models import HouseQuestion, HouseQuestionStep, HouseReference
from shelters.queries import questions
from tests.shelters.alike import pinned, undone
from tests.shelters.owner import by_sql
from tests.shelters.world import browser, url
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

ASKED = "Mengapa kedatangan ini dicatat tiga jam kemudian?"
SAID = "Listrik padam, saya mencatatnya sesudah menyala lagi."
NOTED = "Sesuai dengan catatan gangguan listrik."


@pytest.fixture
def event(world) -> HouseReference:
    """Somebody's arrival, noted by the house's staff."""
    world.stay()
    return HouseReference.every.get(act="stay.arrive")


@pytest.fixture
def question(world, event) -> HouseQuestion:
    return acting.ask(world.people.petugas1.pk, event=event, text=ASKED, by=world.people.auditor)


def wall(person, case_id):
    with unwatched():
        ConflictOfInterest.objects.create(staff=person, case_id=case_id, strength="declared", found_at=timezone.now())


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def steps() -> list[str]:
    acts = HouseReference.every.filter(act__startswith="question.").exclude(act="question.read")
    return list(acts.order_by("at", "id").values_list("act", flat=True))


def left_since(before) -> list[AuditEntry]:
    """The entries that came since, but for those of signing in."""
    return list(AuditEntry.objects.exclude(pk__in=before).exclude(action="sign.in").order_by("time", "id"))


def test_the_whole_way_through_the_pages_leaves_the_main_database_house_events_alone(world, event):
    people, before = world.people, set(AuditEntry.objects.values_list("pk", flat=True))
    auditor, asked, page = browser(people.auditor), browser(people.petugas1), url("event", event.pk)
    assert (
        auditor.post(page, {"whom": str(people.petugas1.pk), "text": ASKED, "kirim": str(new_id())}).status_code == 303
    )
    question = HouseQuestion.every.get()
    answering, reviewing = url("answer_question", question.pk), url("review_question", question.pk)
    assert answering in text(asked.get("/"))
    assert ASKED in text(asked.get(answering))
    assert asked.post(answering, {"text": SAID, "kirim": str(new_id())}).status_code == 303
    assert [said in text(auditor.get(page)) for said in (ASKED, SAID)] == [True, True]
    assert auditor.post(reviewing, {"note": NOTED, "kirim": str(new_id())}).status_code == 303
    assert NOTED in text(auditor.get(page))
    assert [step.kind for step in HouseQuestionStep.every.order_by("at")] == [Step.ANSWER, Step.REVIEW]
    left = left_since(before)
    told = {(one.action, one.object_kind, one.actor, one.agency, one.role, one.purpose, one.case_id) for one in left}
    assert told == {("house.event", "reference", "", "", "", "", None)}
    assert (Question.objects.count(), QuestionStep.objects.count()) == (0, 0)
    keys = (event.pk, event.case_id, question.pk, people.petugas1.pk, people.auditor.pk)
    named = {name for key in keys for name in (str(key), key.hex)} | {people.petugas1.log_name}
    rows = [one.leaf().decode() for one in left] + [str(row) for row in Submission.objects.values_list()]
    assert len(rows) > 9
    assert [row for row in rows if any(name in row for name in named)] == []
    assert [one for one in examine(timezone.now()).problems if "house" in one] == []


def test_no_statement_of_the_main_database_names_the_event_its_actor_or_its_file(world, question, event):
    people = world.people
    client, asked = browser(people.auditor), browser(people.petugas1)
    client.get(url("event", event.pk))  # what is read once a process
    with CaptureQueriesContext(connections["default"]) as said:
        client.get(url("event", event.pk))
        client.post(url("event", event.pk), {"whom": str(people.supervisor.pk), "text": ASKED})
        client.get(reverse("audit:questions"))
        asked.get(url("answer_question", question.pk))
        asked.post(url("answer_question", question.pk), {"text": SAID})
    assert HouseQuestion.every.count() == 2
    statements = [query["sql"].replace("-", "") for query in said.captured_queries]
    for key in (event.pk, question.pk, event.case_id, event.house_id, people.supervisor.pk):
        assert [statement for statement in statements if key.hex in statement] == []


def test_the_page_of_a_file_asks_the_main_database_for_nobody_who_acted_in_a_house(world, event):
    client, page, guard = (
        browser(world.people.auditor),
        reverse("audit:file", args=[event.case_id]),
        world.people.petugas1,
    )
    client.get(page)
    with CaptureQueriesContext(connections["default"]) as said:
        assert guard.log_name in text(client.get(page))
    statements = [query["sql"].replace("-", "") for query in said.captured_queries]
    for name in (event.pk.hex, event.house_id.hex, guard.pk.hex, guard.log_name.replace("-", "")):
        assert [statement for statement in statements if name in statement] == []


def test_the_page_of_a_file_leads_to_its_events_and_they_to_asking(world, event):
    client = browser(world.people.auditor)
    page = url("event", event.pk)
    assert page in text(client.get(reverse("audit:file", args=[event.case_id])))
    entry = AuditEntry.objects.filter(object_id=str(event.pk)).latest("time")
    assert page in text(client.get(reverse("audit:entry", args=[entry.pk])))
    assert client.get(reverse("audit:explanations", args=[entry.pk])).status_code == 404
    shown = text(client.get(page))
    pseudonym = world.people.petugas1.log_name
    assert [said in shown for said in ("Mencatat kedatangan", "Seroja", pseudonym)] == [True] * 3
    assert "petugas1" not in shown


def test_who_is_asked_is_told_the_act_and_the_moment_but_neither_house_nor_file(world, event):
    people, code = world.people, world.request().card.code
    for person in (people.petugas1, people.supervisor):
        question = acting.ask(person.pk, event=event, text=ASKED, by=people.auditor)
        page = text(browser(person).get(url("answer_question", question.pk)))
        assert "Mencatat kedatangan" in page
        case = event.case_id
        assert [told for told in ("Seroja", code, str(case), str(event.house_id)) if told in page] == []
        assert (people.petugas1.log_name in page) == (person == people.supervisor)


def test_nobody_but_the_asked_and_auditors_finds_the_pages(world, question, event):
    allowed = {"event": {"auditor"}, "review_question": {"auditor"}, "answer_question": {"petugas1"}}
    for name, who in allowed.items():
        pk = event.pk if name == "event" else question.pk
        for username, person in vars(world.people).items():
            client = browser(person)
            found, never = client.get(url(name, pk)), client.get(url(name, new_id()))
            assert never.status_code == 404
            assert found.status_code == (200 if username in who else 404), (name, username)
            assert username in who or found.content == never.content


def test_whoever_is_denied_here_is_denied_without_a_name_and_without_the_id(world, event):
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    assert browser(world.people.manajer).get(url("event", event.pk)).status_code == 404
    [entry] = left_since(before)
    assert (entry.action, entry.decision, entry.actor, entry.role) == ("house.event", "denied", "", "")
    meaning = HouseReference.every.get(pk=entry.object_id)
    assert (meaning.staff_id, meaning.act) == (world.people.manajer.pk, "house.denied")


def test_a_wall_shuts_the_event_to_an_auditor_and_the_question_to_who_was_asked(world, question, event):
    people = world.people
    client = browser(people.petugas1)
    assert client.get(url("answer_question", question.pk)).status_code == 200
    wall(people.petugas1, event.case_id)
    assert client.get(url("answer_question", question.pk)).status_code == 404
    assert url("answer_question", question.pk) not in text(client.get("/"))
    assert len(of_the_log.open_for(people.auditor)) == 1
    found = questions.askable(event, by=people.auditor)
    assert (found.acted, bool(found.above)) == (None, True)
    wall(people.auditor, event.case_id)
    auditor = browser(people.auditor)
    assert [
        auditor.get(url(*page)).status_code for page in (("event", event.pk), ("review_question", question.pk))
    ] == [404] * 2
    assert of_the_log.open_for(people.auditor) == []


def test_who_acted_without_a_house_can_be_asked_too(world):
    world.request()
    event = HouseReference.every.get(act="request.ask")
    question = acting.ask(world.people.manajer.pk, event=event, text=ASKED, by=world.people.auditor)
    client = browser(world.people.manajer)
    assert ASKED in text(client.get(url("answer_question", question.pk)))


def test_it_is_answered_once_by_the_asked_alone_and_signed_off_afterwards(world, question):
    people = world.people
    with pytest.raises(NotForYou):
        acting.answer(question, text=SAID, by=people.petugas2)
    with pytest.raises(Refused):
        acting.sign_off(question, note=NOTED, by=people.auditor)
    with pytest.raises(Refused):
        acting.ask(people.petugas1.pk, event=question.reference, text=ASKED, by=people.auditor)
    stale = questions.by_id(question.pk)
    assert stale.is_open
    acting.answer(question, text=SAID, by=people.petugas1)
    with pytest.raises(Refused):
        acting.answer(stale, text="Lain lagi.", by=people.petugas1)
    stale = questions.by_id(question.pk)
    assert stale.step(Step.REVIEW) is None
    acting.sign_off(questions.by_id(question.pk), note=NOTED, by=people.auditor)
    with pytest.raises(Refused):
        acting.sign_off(stale, note="Lain lagi.", by=people.auditor)
    assert steps() == ["question.ask", "question.answer", "question.review"]


def test_silence_is_one_house_event_and_a_finding_until_an_answer_comes(world, question):
    then = question.due + timedelta(seconds=1)
    assert silence.run_once(question.due - timedelta(seconds=1)) == 0
    before = AuditEntry.objects.count()
    assert [silence.run_once(then) for _ in range(2)] == [1, 0]
    assert (AuditEntry.objects.count(), steps()) == (before + 2, ["question.ask", "question.silence"])
    [finding] = [one for one in findings.standing(then) if one.key.startswith("silence:")]
    assert finding.sentence == f"{world.people.petugas1.log_name} tidak menjawab pertanyaan auditor dalam tiga hari."
    assert finding.url == url("event", question.reference_id)
    acting.answer(questions.by_id(question.pk), text=SAID, by=world.people.petugas1)
    assert [one for one in findings.standing(then) if one.key.startswith("silence:")] == []


def test_with_the_houses_database_away_the_112_desk_has_its_start_page(world):
    def away(execute, sql, params, many, context):
        raise OperationalError("away")

    client = browser(world.people.operator112)
    with connections["shelters"].execute_wrapper(away):
        with pytest.raises(OperationalError):
            HouseQuestion.every.count()
        assert client.get("/").status_code == 200


def test_two_schedules_at_once_note_a_silence_once(world, question):
    stale = questions.by_id(question.pk)
    assert stale.step(Step.SILENCE) is None
    acting.fall_silent(question)
    acting.fall_silent(stale)
    assert HouseQuestionStep.every.filter(kind=Step.SILENCE).count() == 1


def test_texts_lie_in_neither_database_in_clear(world, question):
    acting.answer(question, text=SAID, by=world.people.petugas1)
    with connections["shelters"].cursor() as cursor:
        for table in (HouseQuestion, HouseQuestionStep):
            cursor.execute(f"SELECT text FROM {table._meta.db_table}")
            sizes = {len(bytes(value)) for (value,) in cursor.fetchall()}
            assert len(sizes) == 1
            cursor.execute(f"SELECT text FROM {table._meta.db_table}")
            assert [
                row for row in cursor.fetchall() if b"Listrik" in bytes(row[0]) or b"kedatangan" in bytes(row[0])
            ] == []


def test_a_question_changed_by_sql_is_named(world, question):
    stored = world.people.petugas2.pk
    key = stored.hex if connections["shelters"].vendor == "sqlite" else str(stored)
    by_sql("UPDATE shelters_housequestion SET asked = %s", key)
    assert [one for one in examine(timezone.now()).problems if "shelters.housequestion" in one] != []


def test_of_a_quiet_question_whoever_acted_sees_the_same_bytes(world, event, monkeypatch):
    """About an entry of the log, and about a house event."""
    people = world.people
    case = world.case()
    browser(people.manajer).get(reverse("casework:case", args=[case.pk]))
    entry = AuditEntry.objects.filter(case_id=case.pk, action="case.read", actor=str(people.manajer.pk)).latest("time")
    pages = {
        people.manajer: [
            "/",
            "/akun/",
            *(reverse(f"casework:{tab}", args=[case.pk]) for tab in ("case", "events", "tasks")),
        ],
        people.petugas1: ["/", "/akun/", url("house", world.a.pk), url("board", world.a.pk)],
    }

    def seen() -> list[bytes]:
        with undone(), pinned(monkeypatch):
            return [browser(person).get(path).content for person, paths in pages.items() for path in paths]

    before = seen()
    of_the_log.ask(people.supervisor.pk, entry=entry, text=ASKED, by=people.auditor)
    acting.ask(people.supervisor.pk, event=event, text=ASKED, by=people.auditor)
    assert "Auditor meminta penjelasan" in text(browser(people.supervisor).get("/"))
    assert seen() == before
    of_the_log.ask(people.manajer.pk, entry=entry, text=ASKED, by=people.auditor)
    acting.ask(people.petugas1.pk, event=event, text=ASKED, by=people.auditor)
    assert [one == other for one, other in zip(seen(), before, strict=True)].count(False) == 2
