"""The pages of walls: who is kept out, asking that one be lifted, deciding; and nothing of it for whom it kept out."""

from __future__ import annotations

import pytest
from django.urls import reverse

from access.models import ConflictOfInterest, Staff
from access.roles import Role
from casework.actions.conflicts import declare_kin
from casework.models import WallLift
from casework.workflow import LiftState
from tests.casework import world
from tests.casework.test_lifting import WHY, asked, behind, lent, lifted, the_wall
from tests.casework.test_unit_walls import unit, works_in
from tests.casework.test_walls import NIK, sees
from tests.shelters.world import browser

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def page_of(case) -> str:
    return f"/kasus/{case.pk}/konflik/"


def one(lift, step: str = "cabut") -> str:
    return f"/konflik/{lift.pk}/{step}/"


def test_the_pages_lead_from_the_file_to_the_lifted_wall(people):
    case = behind(people)
    supervisor, head = browser(people.supervisor), browser(people.kepala)
    assert page_of(case) in supervisor.get(f"/kasus/{case.pk}/").content.decode()
    shown = supervisor.get(page_of(case)).content.decode()
    assert people.manajer2.name in shown and "NIK sama" in shown and NIK not in shown
    sent = {"wall": str(the_wall(case).pk), **WHY}
    assert supervisor.post(page_of(case), {**sent, "because": ""}).status_code == 422
    answer = supervisor.post(page_of(case), sent)
    assert (answer.status_code, answer["Location"]) == (303, page_of(case))
    lift = WallLift.every.get()
    assert one(lift) in supervisor.get(page_of(case)).content.decode()
    assert one(lift) not in supervisor.get("/").content.decode()
    assert "Anda sendiri yang memintanya" in supervisor.get(one(lift)).content.decode()
    assert one(lift) in head.get("/").content.decode()
    told = head.get(one(lift)).content.decode()
    assert WHY["because"] in told and people.supervisor.name in told and people.manajer2.name in told
    answer = head.post(one(lift), {})
    assert (answer.status_code, answer["Location"]) == (303, page_of(case))
    assert sees(people.manajer2, case)
    assert one(lift) not in head.get("/").content.decode()


def test_asking_asks_for_a_fresh_second_factor_or_one_at_two_desks_would_lift_it_alone(people):
    case = behind(people)
    answer = browser(people.supervisor2, stepped_up=False).post(page_of(case), {"wall": str(the_wall(case).pk), **WHY})
    assert (answer.status_code, answer["Location"]) == (303, "/masuk/lagi/")
    assert not WallLift.every.exists()


def test_deciding_asks_for_a_fresh_second_factor(people):
    lift = asked(behind(people), people)
    answer = browser(people.kepala, stepped_up=False).post(one(lift), {})
    assert (answer.status_code, answer["Location"]) == (303, "/masuk/lagi/")
    assert WallLift.every.get().state == LiftState.ASKED


def test_one_no_keeps_it(people):
    case = behind(people)
    lift = asked(case, people)
    assert browser(people.supervisor2).post(one(lift, "tolak"), {}).status_code == 303
    assert (WallLift.every.get().state, sees(people.manajer2, case)) == (LiftState.DECLINED, False)


def test_only_who_supervises_or_heads_has_these_pages(people):
    case = behind(people)
    lift = asked(case, people)
    opened = {
        name
        for name, staff in vars(people).items()
        for client in [browser(staff)]
        if [client.get(path).status_code for path in (page_of(case), one(lift), one(lift, "tolak"))] != [404] * 3
    }
    assert opened == {"supervisor", "supervisor2", "kepala"}


def test_the_one_behind_it_learns_nothing_then_and_afterwards(people):
    """A supervisor, who may lift others' walls, neither of her own nor from the line of moments."""
    case = world.case(people)
    declare_kin(case, staff=people.supervisor2, side="reported", by=people.supervisor)
    client = browser(people.supervisor2)
    never = client.get(f"/kasus/{world.ticket(people).pk}/konflik/").content
    lift = asked(case, people)
    paths = (page_of(case), one(lift), one(lift, "tolak"), f"/kasus/{case.pk}/linimasa/")
    assert {client.get(path).content for path in paths} == {never}
    assert case.reference not in client.get("/").content.decode()
    assert one(lift) in browser(people.kepala).get("/").content.decode()
    lifted_now = browser(people.kepala).post(one(lift), {})
    assert (lifted_now.status_code, sees(people.supervisor2, case)) == (303, True)
    assert [client.get(one(lift)).status_code, client.post(one(lift, "tolak"), {}).status_code] == [404, 404]
    assert "onflik kepentingan" not in client.get("/").content.decode()
    assert "Tidak ada konflik kepentingan pada berkas ini." in client.get(page_of(case)).content.decode()
    lines = {
        name: "Konflik kepentingan dicabut" in browser(staff).get(f"/kasus/{case.pk}/linimasa/").content.decode()
        for name, staff in vars(people).items()
        if sees(staff, case)
    }
    assert {name for name, told in lines.items() if told} == {"supervisor", "kepala"}
    assert len(lines) > 4


def test_whoever_is_lent_to_another_unit_has_no_page_about_lifting_a_wall_before_their_own(people):
    case = world.case(people)
    works_in(case, people, "manajer")
    lift = asked(case, people)
    lent(people, people.manajer, Role.SUPERVISOR, unit("supervisor"))
    client = browser(Staff.objects.get(pk=people.manajer.pk))
    assert client.get(f"/kasus/{case.pk}/").status_code == 200
    assert one(lift) not in client.get("/").content.decode()
    assert [client.get(one(lift)).status_code, client.post(one(lift, "tolak"), {}).status_code] == [404, 404]


def test_who_is_assigned_past_the_wall_of_their_unit_is_offered_others_alone(people):
    case = world.case(people)
    works_in(case, people, "kepala")
    works_in(case, people, "supervisor")  # now `supervisor` alone is assigned
    lift_of = ConflictOfInterest.standing.filter(case_id=case.pk)
    client = browser(people.supervisor)
    page = client.get(page_of(case))
    assert page.status_code == 200
    assert {str(wall.pk) for wall in lift_of if f'value="{wall.pk}"' in page.content.decode()} == {
        str(the_wall(case, unit__code="uptppa-kepala").pk)
    }
    assert reverse("casework:conflicts", args=[case.pk]) in client.get(f"/kasus/{case.pk}/").content.decode()


def test_a_lifted_wall_is_on_no_page(people):
    case = behind(people)
    lifted(case, people)
    assert people.manajer2.name not in browser(people.kepala).get(page_of(case)).content.decode()
