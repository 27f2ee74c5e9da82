"""What is answered to an auditor is read at once by who knows no place: who does know one is stopped at typing it."""

from __future__ import annotations

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone

from access import routes
from access.matrix import MATRIX
from access.roles import Role
from access.signin import BACK, FOR_THE_SHIFT
from audit import questions as of_the_log
from audit.models import AuditEntry, Question
from audit.objects import Thing
from audit.recording import record
from disclosure import matching
from shelters.actions import questions as acting
from shelters.matcher.holding import here
from shelters.models import HouseQuestion, HouseQuestionStep, HouseReference
from tests.shelters.world import ADDRESS, browser, url
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

ASKED = "Mengapa kedatangan ini dicatat tiga jam kemudian?"
SAID = "Listrik padam, saya mencatatnya sesudah menyala lagi."
PLACED = f"Sopir tersesat, ia baru sampai di {ADDRESS} pukul tiga."
KNOW_PLACES = {Role.HOUSE_STAFF, Role.PLACEMENT_OFFICER, Role.CUSTODIAN, Role.ESCORT}
BOXES = {
    "audit:answer": "auditors read it: who knows a place is stopped where it names one",
    "shelters:answer_question": "auditors read it: who knows a place is stopped where it names one",
    "shelters:address": "the house's own readers and the matcher read it",
    "shelters:landmarks": "the house's own readers and the matcher read it",
    "disclosure:hand": "to whom a paper was given: no role that knows places reads a paper",
}


@pytest.fixture
def asked(world):
    """Where somebody answers a question about their house event of a kind, and where one about an entry of theirs."""
    world.stay()
    here().refresh()

    def ask(person, act: str) -> list[str]:
        event = HouseReference.every.get(act=act, staff_id=person.pk)
        record(person, "case.read", Thing("case", str(new_id())))
        entry = AuditEntry.objects.filter(action="case.read").latest("time")
        of_a_house = acting.ask(person.pk, event=event, text=ASKED, by=world.people.auditor)
        of_an_entry = of_the_log.ask(person.pk, entry=entry, text=ASKED, by=world.people.auditor)
        return [url("answer_question", of_a_house.pk), reverse("audit:answer", args=[of_an_entry.pk])]

    return ask


def read_by_the_auditor(world) -> str:
    client = browser(world.people.auditor)
    pages = [url("event", question.reference_id) for question in HouseQuestion.every.all()]
    pages += [reverse("audit:explanations", args=[question.entry]) for question in Question.objects.all()]
    return "".join(client.get(page).content.decode() for page in pages)


def test_whoever_knows_the_place_is_stopped_at_answering_with_it_and_nothing_typed_is_lost(world, asked):
    client = browser(world.people.petugas1)
    for page in asked(world.people.petugas1, "stay.arrive"):
        answer = client.post(page, {"text": PLACED})
        shown = answer.content.decode()
        assert (answer.status_code, str(matching.NAMES_A_PLACE) in shown, PLACED in shown) == (422, True, True)
        assert client.post(page, {"text": SAID}).status_code == 303
    told = read_by_the_auditor(world)
    assert (told.count(SAID), told.count(ADDRESS)) == (2, 0)


def test_whoever_knows_no_place_learns_nothing_by_answering_with_one(world, asked):
    client = browser(world.people.manajer)
    for page in asked(world.people.manajer, "request.ask"):
        assert client.post(page, {"text": PLACED}).status_code == 303


def test_while_the_matcher_is_away_whoever_knows_a_place_answers_later(world, asked, settings, tmp_path):
    settings.MATCHER_SOCKET = str(tmp_path / "nobody")
    client = browser(world.people.petugas1)
    for page in asked(world.people.petugas1, "stay.arrive"):
        answer = client.post(page, {"text": SAID})
        shown = answer.content.decode()
        assert (answer.status_code, str(matching.AWAY) in shown, SAID in shown) == (422, True, True)
    assert HouseQuestionStep.every.count() == 0


def test_while_the_matcher_is_away_whoever_knows_no_place_goes_on(world, asked, settings, tmp_path):
    settings.MATCHER_SOCKET = str(tmp_path / "nobody")
    client = browser(world.people.manajer)
    for page in asked(world.people.manajer, "request.ask"):
        assert client.post(page, {"text": SAID}).status_code == 303


LANES = ("melati wangi", "delima bersemi", "kenanga merambat", "anggrek senja", "dahlia pagi", "cempaka lestari")


def test_at_an_open_desk_no_list_of_lanes_is_answered_with_yes_or_no(world, asked):
    """Without this whoever finds it open leaves out one lane each time and knows which it is."""
    desk = browser(world.people.petugas1, stepped_up=False)
    for page in asked(world.people.petugas1, "stay.arrive"):
        told = set()
        for lane in LANES:
            tried = "; ".join(f"gang {other}" for other in LANES if other != lane)
            answer = desk.post(page, {"text": tried, "kirim": str(new_id())})
            told.add((answer.status_code, answer.headers.get("Location"), answer.content))
        assert told == {(303, "/masuk/lagi/", b"")}
        assert desk.session[BACK] == "/"  # which question it is is kept in no session
    assert HouseQuestionStep.every.count() == 0


def test_whoever_knows_no_place_proves_nothing_for_an_answer(world, asked):
    desk = browser(world.people.manajer, stepped_up=False)
    for page in asked(world.people.manajer, "request.ask"):
        assert desk.post(page, {"text": SAID}).status_code == 303
    assert read_by_the_auditor(world).count(SAID) == 2


def test_in_a_session_on_a_code_an_answer_waits_and_the_page_says_so(world, asked):
    client = browser(world.people.petugas1, stepped_up=False)
    session = client.session
    session[FOR_THE_SHIFT] = int(timezone.now().timestamp()) + 3600
    session.save()
    for page in asked(world.people.petugas1, "stay.arrive"):
        assert ASKED in client.get(page).content.decode()
        refused = client.post(page, {"text": SAID}, follow=True)
        assert "langkah yang sangat peka tidak" in refused.content.decode()
    assert HouseQuestionStep.every.count() == 0


def test_each_place_that_is_named_has_an_entry_that_names_nobody_and_auditors_read_whose_it_was(world, asked):
    person = world.people.petugas1
    client, pages = browser(person), asked(person, "stay.arrive")
    for page in pages:
        since = timezone.now()
        client.post(page, {"text": PLACED})
        (entry,) = AuditEntry.objects.filter(time__gte=since, decision="denied")
        assert (entry.action, entry.actor, entry.case_id) == ("house.event", "", None)
        client.post(page, {"text": ""})
        client.post(page, {"text": SAID})
        assert AuditEntry.objects.filter(time__gte=since, decision="denied").count() == 1
    named = HouseReference.every.filter(act="house.denied")
    assert [(one.staff_id, one.house_id) for one in named] == [(person.pk, None)] * 2
    day = browser(world.people.auditor).get(reverse("audit:person", args=[person.pk])).content.decode()
    assert day.count("menulis tempatnya dalam penjelasan") == 2


def test_each_box_for_free_text_that_somebody_who_knows_a_place_can_send_is_known():
    found = set()
    for route in routes.walk():
        form = getattr(getattr(route.view, "view_class", None), "form_class", None)
        if not isinstance(form, type) or route.permission is None or not KNOW_PLACES & set(MATRIX[route.permission]):
            continue
        if any(type(field.widget) in (forms.Textarea, forms.TextInput) for field in form.base_fields.values()):
            found.add(route.name)
    assert found == set(BOXES)
