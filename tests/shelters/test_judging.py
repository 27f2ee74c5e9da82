"""No auditor judges themselves about a house event either, or is told what was asked quietly about their own act."""

import pytest
from django.urls import reverse

from access.errors import Refused
from access.models import Staff
from audit import questions as of_the_log
from audit.register import unwatched
from shelters.actions import questions as acting
from shelters.models import HouseReference
from shelters.queries import questions
from tests.audit.asking import ASKED, NOTED, SAID
from tests.audit.logs import text
from tests.shelters.world import browser, url

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_of_a_question_about_themselves_an_auditor_is_told_and_decides_nothing(world):
    world.stay()
    people, event = world.people, HouseReference.every.get(act="stay.arrive")
    first = acting.ask(people.petugas1.pk, event=event, text=ASKED, by=people.auditor)
    own = HouseReference.every.get(act="question.ask")
    with unwatched():
        other = Staff.objects.create(
            username="auditor2", role="auditor", approved_role="auditor", agency=people.auditor.agency
        )
        chief = Staff.objects.create(username="kepala2", role="head", approved_role="head", agency=other.agency)
    quiet = acting.ask(chief.pk, event=own, text=ASKED, by=other)
    pages = [url("event", own.pk), reverse("audit:questions")]
    shown = {
        one: [page for page in pages if "kepala2" in text(browser(one).get(page))] for one in (other, people.auditor)
    }
    assert shown == {other: pages, people.auditor: []}
    assert [browser(one).get(url("review_question", quiet.pk)).status_code for one in shown] == [200, 404]
    assert len(of_the_log.open_for(other)) == len(of_the_log.open_for(people.auditor)) + 1
    acting.answer(quiet, text=SAID, by=chief)
    with pytest.raises(Refused, match="auditor lain"):
        acting.sign_off(questions.by_id(quiet.pk), note=NOTED, by=people.auditor)
    acting.sign_off(questions.by_id(quiet.pk), note=NOTED, by=other)
    assert first.pk in {one.pk for one in questions.of_event_for(people.auditor, event)}
