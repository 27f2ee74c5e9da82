"""The pages of shredding: asked on one, confirmed on another, stopped by anybody who may hold."""

from __future__ import annotations

import pytest

from casework.actions import handling, holds
from casework.models import Case, Shredding
from casework.workflow import CaseState, ShredState
from tests.casework import world
from tests.casework.shredding import asked, closed, shredded
from tests.casework.test_queries import asked as statements
from tests.shelters.world import browser

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def page_of(case, step: str = "") -> str:
    return f"/kasus/{case.pk}/pemusnahan/{step}"


def state(case) -> str:
    return Case.every.get(pk=case.pk).state


def test_the_pages_lead_from_the_request_to_the_register(people):
    case = closed(people)
    supervisor, head = browser(people.supervisor), browser(people.kepala)
    assert page_of(case) in supervisor.get(f"/kasus/{case.pk}/").content.decode()
    told = supervisor.get(page_of(case)).content.decode()
    for sentence in ("tidak dapat dibatalkan", "cadangan lama", "jejak audit", "Dua orang"):
        assert sentence in told
    assert supervisor.post(page_of(case), {"reason": "own_wish"}).status_code == 303
    assert page_of(case, "putuskan/") in head.get("/").content.decode()
    shown = head.get(page_of(case, "putuskan/")).content.decode()
    assert people.supervisor.name in shown and 'name="reference"' in shown
    answer = head.post(page_of(case, "putuskan/"), {"reference": case.reference.lower()})
    assert (answer.status_code, answer["Location"], state(case)) == (303, "/musnah/", CaseState.SHREDDED)
    assert case.reference in head.get("/musnah/").content.decode()


def test_the_wrong_reference_destroys_nothing(people):
    case = asked(people)
    for typed in ("", "C-0000", world.NAME):
        answer = browser(people.kepala).post(page_of(case, "putuskan/"), {"reference": typed})
        assert (answer.status_code, state(case)) == (422, CaseState.CLOSED)


def test_both_steps_ask_for_a_fresh_second_factor(people):
    case = asked(people)
    for person, step, typed in (
        (people.supervisor, "", {"reason": "own_wish"}),
        (people.kepala, "putuskan/", {"reference": case.reference}),
    ):
        answer = browser(person, stepped_up=False).post(page_of(case, step), typed)
        assert (answer.status_code, answer["Location"]) == (303, "/masuk/lagi/")
    assert state(case) == CaseState.CLOSED


def test_both_presses_that_lift_a_hold_ask_for_a_fresh_second_factor(people):
    hold = holds.set_hold(world.case(people), reason="court", by=people.supervisor)
    for person in (people.supervisor, people.kepala):
        answer = browser(person, stepped_up=False).post(f"/penahanan/{hold.pk}/cabut/")
        assert (answer.status_code, answer["Location"]) == (303, "/masuk/lagi/")
        hold.refresh_from_db()
        assert (hold.lift_asked_by, hold.lifted_at) == (None, None)


def test_the_same_press_twice_leads_to_the_same_place(people):
    case = asked(people)
    head = browser(people.kepala)
    page = head.get(page_of(case, "putuskan/")).content.decode()
    token = page.split('name="kirim" value="')[-1].split('"')[0]
    sent = {"reference": case.reference, "kirim": token}
    answers = [head.post(page_of(case, "putuskan/"), sent) for _ in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, "/musnah/")] * 2


@pytest.mark.parametrize("who", ["supervisor", "supervisor2", "kepala"])
def test_one_person_stops_it(people, who):
    case = asked(people)
    assert browser(getattr(people, who)).post(page_of(case, "hentikan/")).status_code == 303
    assert Shredding.every.get().state == ShredState.DECLINED
    shown = browser(people.supervisor).get(page_of(case)).content.decode()
    assert "Dihentikan oleh" in shown and 'name="reason"' in shown


def test_what_stands_against_it_is_listed_and_no_form_offered(people):
    case = world.case(people)
    handling.add_task(case, text="Antar surat", due="2027-01-04", by=people.manajer)
    handling.close_case(case, ending="finished", reason="goals_met", closing="Aman.", by=people.manajer)
    asked(people, Case.every.get(pk=case.pk))
    shown = browser(people.kepala).get(page_of(case, "putuskan/")).content.decode()
    assert "Masih ada tugas yang terbuka." in shown
    assert 'name="reference"' not in shown


def test_whoever_may_not_gets_the_page_that_never_was(people):
    case = asked(people)
    for person in (people.manajer, people.penerima, people.konselor, people.auditor, people.admin):
        for step in ("", "putuskan/", "hentikan/"):
            assert browser(person).post(page_of(case, step)).status_code == 404
    assert browser(people.supervisor).get(page_of(case, "putuskan/")).status_code == 404
    assert browser(people.kepala).get(page_of(case)).status_code == 404


def test_in_english(people):
    people.kepala.choose_language("en")
    case = asked(people)
    shown = browser(people.kepala).get(page_of(case, "putuskan/")).content.decode()
    assert "Shredding can't be undone." in shown
    shredded(people, closed(people))
    assert "Shredded files" in browser(people.kepala).get("/musnah/").content.decode()


def test_the_register_takes_a_fixed_number_of_queries(people, monkeypatch):
    from access import navigation

    monkeypatch.setattr(navigation, "_places", {})
    client, counts = browser(people.kepala), []
    for _ in range(3):
        shredded(people)
        counts.append(statements(client, "/musnah/"))
    assert max(counts) <= 3 and counts[0] == counts[-1]
