"""The legal hold: set by one person, lifted by two."""

from __future__ import annotations

import pytest
from django.db import connection

from access.errors import NotNow, Refused
from audit.models import AuditEntry
from casework.actions import holds
from casework.models import LegalHold
from tests.casework import world
from tests.casework.shredding import shredded
from tests.shelters.world import browser

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def stands(hold) -> bool:
    return LegalHold.every.get(pk=hold.pk).lifted_at is None


def test_one_sets_it_and_two_lift_it_each_with_an_entry(people):
    hold = holds.set_hold(world.case(people), reason="court", by=people.supervisor)
    holds.ask_to_lift(hold, by=people.supervisor)
    with pytest.raises(Refused, match="orang lain"):
        holds.lift_hold(hold, by=people.supervisor)
    assert stands(hold)
    holds.lift_hold(hold, by=people.kepala)
    assert not stands(hold)
    told = AuditEntry.objects.filter(action__startswith="legal_hold.").order_by("time", "id")
    assert list(told.values_list("action", "actor")) == [
        ("legal_hold.set", str(people.supervisor.pk)),
        ("legal_hold.ask", str(people.supervisor.pk)),
        ("legal_hold.lift", str(people.kepala.pk)),
    ]


def test_nobody_lifts_what_nobody_asked_to_lift(people):
    hold = holds.set_hold(world.case(people), reason="court", by=people.supervisor)
    with pytest.raises(NotNow, match="belum diminta"):
        holds.lift_hold(hold, by=people.kepala)
    assert stands(hold)


def test_a_request_to_lift_written_by_sql_lifts_nothing(people):
    hold = holds.set_hold(world.case(people), reason="court", by=people.supervisor)
    other = people.supervisor2.pk
    with connection.cursor() as cursor:
        spelled = other.hex if connection.vendor == "sqlite" else other
        cursor.execute(f"UPDATE {LegalHold._meta.db_table} SET lift_asked_by_id = %s", [spelled])
    with pytest.raises(Refused, match="auditor"):
        holds.lift_hold(hold, by=people.kepala)
    assert stands(hold)


def test_each_reason_is_a_hold_of_its_own(people):
    case = world.case(people)
    first = holds.set_hold(case, reason="court", by=people.supervisor)
    second = holds.set_hold(case, reason="audit", by=people.kepala)
    with pytest.raises(Refused, match="sudah berlaku"):
        holds.set_hold(case, reason="court", by=people.supervisor2)
    holds.agree_to_lift(first, by=people.supervisor)
    holds.agree_to_lift(LegalHold.every.get(pk=first.pk), by=people.supervisor2)
    assert (stands(first), stands(second)) == (False, True)
    assert stands(holds.set_hold(case, reason="court", by=people.supervisor))


def test_it_stands_on_the_case_s_page_for_all_who_read_it(people):
    case = world.case(people)
    holds.set_hold(case, reason="court", by=people.supervisor)
    for person in (people.manajer, people.penerima, people.konselor, people.kepala):
        page = browser(person).get(f"/kasus/{case.pk}/").content.decode()
        assert "Perkara di pengadilan" in page
        assert (f"/kasus/{case.pk}/penahanan/" in page) == (person == people.kepala)


def test_the_pages_lead_from_setting_to_lifting(people):
    case = world.case(people)
    supervisor, head = browser(people.supervisor), browser(people.kepala)
    assert supervisor.post(f"/kasus/{case.pk}/penahanan/", {"reason": "police"}).status_code == 303
    hold = LegalHold.every.get()
    lift = f"/penahanan/{hold.pk}/cabut/"
    assert lift in supervisor.get(f"/kasus/{case.pk}/penahanan/").content.decode()
    assert supervisor.post(lift).status_code == 303
    assert supervisor.post(lift).status_code == 422
    assert lift in head.get("/").content.decode()
    assert lift not in supervisor.get("/").content.decode()
    assert head.post(lift).status_code == 303
    assert not stands(hold)
    assert head.post(lift).status_code == 422
    for person in (people.manajer, people.penerima, people.auditor):
        assert browser(person).post(lift).status_code == 404


def test_a_shredded_file_takes_no_hold(people):
    with pytest.raises(NotNow, match="sudah dimusnahkan"):
        holds.set_hold(shredded(people), reason="court", by=people.supervisor)
