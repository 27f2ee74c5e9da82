"""Whoever gives somebody else a file to read proves who is there first; one who is alone with a code goes on."""

from __future__ import annotations

import time

import pytest
from django.urls import reverse

from access import policy, signin
from access.permissions import Permission
from casework.models import Case, Ticket
from referrals.models import Referral
from tests.casework import world
from tests.referrals import world as referring
from tests.referrals.test_bad_input import ordinary

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def accepting(people):
    case = world.complaint(people)
    return case, "casework:accept", "supervisor", {"manager": people.manajer.pk}


def assigning(people):
    return world.case(people), "casework:assign_manager", "supervisor", {"manager": people.manajer2.pk}


def counselling(people):
    case = world.case(people, counsellor=False)
    return case, "casework:assign_counsellor", "supervisor", {"counsellor": people.konselor.pk}


def entrusting(people):
    ticket = world.ticket(people, works_for=people.penerima.agency)
    return ticket, "casework:entrust", "supervisor", {"receiver": people.penerima.pk}


def referring_on(people):
    case = referring.case(people)
    referring.agree(case, people.dokter.agency, people)
    return case, "referrals:new", "manajer", ordinary(people)


GIVING = [accepting, assigning, counselling, entrusting, referring_on]


def given(root, people) -> tuple:
    """Who reads now what they are given on these pages."""
    if isinstance(root, Ticket):
        return (policy.visible(people.penerima, Permission.TICKET_REGISTER).filter(pk=root.pk).exists(),)
    case = Case.every.get(pk=root.pk)
    return case.manager_id, case.counsellor_id, Referral.every.filter(case_id=root.pk).count()


@pytest.mark.parametrize("page", GIVING)
def test_who_gives_a_file_to_read_proves_who_is_there_before_anything_is_given(people, browse, page):
    root, route, who, typed = page(people)
    path, before = reverse(route, args=[root.pk]), given(root, people)
    client = browse(getattr(people, who), stepped_up=False)
    assert client.get(path).status_code == 200
    answer = client.post(path, typed)
    assert (answer.status_code, answer["Location"]) == (303, "/masuk/lagi/")
    assert client.session[signin.BACK] == path
    assert given(root, people) == before
    answer = browse(getattr(people, who)).post(path, typed)
    assert answer.status_code == 303, answer.content.decode()
    assert given(root, people) != before


@pytest.mark.parametrize("page", GIVING)
def test_one_who_is_alone_at_night_with_a_code_goes_on(people, browse, page):
    root, route, who, typed = page(people)
    before = given(root, people)
    client = browse(getattr(people, who), stepped_up=False)
    session = client.session
    session[signin.FOR_THE_SHIFT] = int(time.time()) + 3600
    session.save()
    assert client.post(reverse(route, args=[root.pk]), typed).status_code == 303
    assert given(root, people) != before
