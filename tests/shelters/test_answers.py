"""What is answered to an auditor is read at once by who knows no place: who does know one is stopped at typing it."""

from __future__ import annotations

import pytest
from django import forms
from django.urls import reverse

from access import routes
from access.matrix import MATRIX
from access.roles import Role
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


def test_each_box_for_free_text_that_somebody_who_knows_a_place_can_send_is_known():
    found = set()
    for route in routes.walk():
        form = getattr(getattr(route.view, "view_class", None), "form_class", None)
        if not isinstance(form, type) or route.permission is None or not KNOW_PLACES & set(MATRIX[route.permission]):
            continue
        if any(type(field.widget) in (forms.Textarea, forms.TextInput) for field in form.base_fields.values()):
            found.add(route.name)
    assert found == set(BOXES)
