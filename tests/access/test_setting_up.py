"""Setting up the second factor while somebody else knows the password: what is set up belongs to one session."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.test import Client

from access import mfa
from access.errors import Refused
from access.models import OpenSession, Staff
from access.roles import Role
from access.sessions import kept_under
from audit.models import AuditEntry
from tests.access.making import person
from tests.access.signing import PASSWORD, app_code
from tests.access.test_sign_in import NOON
from tests.access.test_sign_in import no_earlier_codes as no_earlier_codes
from tests.casework.at_once import at_once

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

PAGE = "/akun/faktor-kedua/"
WARNED = "rang lain tahu kata sandi Anda"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def beginning(staff: Staff) -> tuple[Client, str]:
    """A browser in which the set-up was opened with the password, and the secret that it shows."""
    client = Client()
    client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
    return client, client.get(PAGE).context["secret"]


def comes_in(staff: Staff, secret: str) -> bool:
    client = Client()
    client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
    client.post("/masuk/kode/", {"code": app_code(secret, NOON + timedelta(hours=3))})
    return SESSION_KEY in client.session


def test_no_other_session_sees_her_secret_or_keeps_her_from_it_however_often_it_is_reloaded(clock):
    staff = person(Role.PLACEMENT_OFFICER, password=PASSWORD)
    thief, his = beginning(staff)
    owner, hers = beginning(staff)
    assert {thief.get(PAGE).context["secret"] for _ in range(3)} == {his} != {hers}
    assert thief.post(PAGE, {"code": app_code(hers, NOON)}).status_code == 422
    assert owner.post(PAGE, {"code": app_code(hers, NOON)})["Location"] == "/"
    assert thief.get(PAGE)["Location"] == thief.post(PAGE, {"code": app_code(his, NOON)})["Location"] == "/masuk/"
    assert list(OpenSession.objects.values_list("session_key", flat=True)) == [kept_under(owner.session.session_key)]
    clock.shift(timedelta(hours=3))
    assert (comes_in(staff, his), comes_in(staff, hers)) == (False, True)


def test_whoever_sets_it_up_beside_another_session_is_told_before_and_after_and_each_is_an_entry(clock):
    staff = person(password=PASSWORD)
    owner, hers = beginning(staff)
    assert WARNED not in owner.get(PAGE).content.decode()
    beginning(staff)
    assert WARNED in owner.get(PAGE).content.decode()
    assert AuditEntry.objects.filter(action="account.second_factor_made", actor=str(staff.pk)).count() == 2
    done = owner.post(PAGE, {"code": app_code(hers, NOON)}, follow=True)
    assert (done.redirect_chain, WARNED in done.content.decode()) == ([("/", 303)], True)


def test_who_comes_second_in_the_same_moment_is_sent_out_and_told(clock):
    staff = person(password=PASSWORD)
    second, _secret = beginning(staff)
    mfa.enrol(staff, secret=mfa.new_secret(), here=kept_under(second.session.session_key), by=staff)
    told = second.post(PAGE, {"code": "000000"}, follow=True)
    assert (told.redirect_chain, WARNED in told.content.decode()) == ([("/masuk/", 302)], True)


def test_whose_set_up_somebody_else_ended_first_is_told_where_no_code_of_hers_fits(clock):
    staff = person(password=PASSWORD)
    owner, hers = beginning(staff)
    thief, his = beginning(staff)
    thief.post(PAGE, {"code": app_code(his, NOON)})
    assert owner.post(PAGE, {"code": app_code(hers, NOON)})["Location"] == "/masuk/"
    asked = owner.post("/masuk/", {"login": staff.username, "password": PASSWORD}, follow=True)
    refused = owner.post("/masuk/kode/", {"code": app_code(hers, NOON)})
    assert [WARNED in page.content.decode() for page in (asked, refused)] == [True, True]
    clock.shift(timedelta(days=1))
    assert WARNED not in owner.get("/masuk/kode/").content.decode()


@pytest.mark.django_db(databases=["default", "shelters"], transaction=True)
def test_of_two_who_end_it_at_the_same_moment_one_has_it():
    staff, hers, refused = person(password=PASSWORD), mfa.new_secret(), []

    def second() -> None:
        with pytest.raises(Refused) as told:
            mfa.enrol(staff, secret=mfa.new_secret(), by=staff)
        refused.append(str(told.value))

    at_once(lambda: mfa.enrol(staff, secret=hers, by=staff), second)
    [row] = Authenticator.objects.filter(user=staff)
    assert (mfa.secret_of(row.data["secret"]), len(refused)) == (hers, 1)
