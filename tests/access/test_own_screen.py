"""Opening one's own locked screen without a passkey: what is recorded, and whom guesses slow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from access import locking, signin
from access.models import Staff
from audit.models import AuditEntry
from settings import security
from tests.access.signing import AS_SCRIPT, PASSWORD, app_code, come_in, enrolled
from tests.access.test_locking import DOOR, LOCK, NOON, led, locked
from tests.access.test_locking import clock as clock
from tests.access.test_locking import nothing_counted as nothing_counted

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


STEP_UP = "/masuk/lagi/"


def of_daily_work(signed_in, staff: Staff) -> Client:
    """The locked screen of somebody who came in with a code for one shift."""
    client = signed_in(staff)
    session = client.session
    session[signin.FOR_THE_SHIFT] = session[locking.ACTED] + 3600
    session[locking.LOCKED] = True
    session.save()
    return client


def test_a_session_of_daily_work_is_opened_by_the_password_and_a_wrong_one_is_recorded(signed_in):
    staff, _secret = enrolled()
    client = of_daily_work(signed_in, staff)
    page = client.get(LOCK).content.decode()
    assert ('name="code"' in page, 'name="password"' in page) == (False, True)
    denied = AuditEntry.objects.filter(action="sign.in", decision="denied").count()
    assert client.post(DOOR, {"password": "salah-sekali-1"}).status_code == 422
    assert AuditEntry.objects.filter(action="sign.in", decision="denied").count() == denied + 1
    assert led(client) == (303, LOCK)
    assert led(client, DOOR, "post", password=PASSWORD) == (303, "/")
    assert client.get("/akun/").status_code == 200


@pytest.fixture
def slowed(settings):
    """As where people work: the demo throttles nobody."""
    settings.ACCOUNT_RATE_LIMITS, settings.MFA_RATE_LIMITS = security.ACCOUNT_RATE_LIMITS, security.MFA_RATE_LIMITS


def refused(client, **data) -> str:
    """What the locked screen says to what opens nothing."""
    answer = client.post(DOOR, data, **AS_SCRIPT)
    assert answer.status_code == 422
    return answer.json()["said"]


WRONG = {"password": "salah-sekali-1"}


def test_guesses_at_the_entrance_keep_nobody_from_their_own_open_screen(signed_in, client, slowed, clock):
    staff, secret = enrolled()
    daily, usual = of_daily_work(signed_in, staff), locked(signed_in, staff)
    for _ in range(5):
        come = client.post("/masuk/", {"login": staff.username, **WRONG})
    assert "Terlalu banyak" not in come.content.decode()
    assert "Terlalu banyak" in client.post("/masuk/", {"login": staff.username, **WRONG}).content.decode()
    assert led(daily, DOOR, "post", password=PASSWORD) == (303, "/")
    cache.clear()
    client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
    for _ in range(6):
        come = client.post("/masuk/kode/", {"code": "000000"})
    assert "Terlalu banyak" in come.content.decode()
    assert led(usual, DOOR, "post", code=app_code(secret, NOON)) == (303, "/")


def test_guesses_at_the_entrance_keep_nobody_from_a_step_up(client, slowed, clock):
    staff, secret = enrolled()
    come_in(client, staff, app_code(secret, NOON))
    clock.shift(timedelta(minutes=2))
    thief = Client()
    thief.post("/masuk/", {"login": staff.username, "password": PASSWORD})
    said = [thief.post("/masuk/kode/", {"code": "000000"}).content.decode() for _ in range(6)]
    assert "Terlalu banyak" in said[-1]
    assert client.post("/akun/sandi/")["Location"] == STEP_UP
    assert led(client, STEP_UP, "post", code=app_code(secret, NOON + timedelta(minutes=2))) == (303, "/akun/sandi/")


@pytest.mark.parametrize("wrong", ["000000", "0000000000"])
def test_guesses_at_a_step_up_are_slowed_in_their_session_and_nobody_at_the_entrance(client, slowed, clock, wrong):
    staff, secret = enrolled()
    come_in(client, staff, app_code(secret, NOON))
    said = [client.post(STEP_UP, {"code": wrong}).content.decode() for _ in range(6)]
    assert ["Terlalu banyak" in one for one in said] == [False] * 5 + [True]
    clock.shift(timedelta(minutes=2))
    come_in(Client(), staff, app_code(secret, NOON + timedelta(minutes=2)))


def test_guesses_at_one_screen_slow_that_screen_alone(signed_in, client, slowed, clock):
    staff, secret = enrolled()
    one, other = of_daily_work(signed_in, staff), of_daily_work(signed_in, staff)
    third, fourth = locked(signed_in, staff), locked(signed_in, staff)
    for screen, wrong in ((one, WRONG), (third, {"code": "000000"})):
        assert [("Terlalu banyak" in refused(screen, **wrong)) for _ in range(6)] == [False] * 5 + [True]
    assert "Terlalu banyak" in refused(one, password=PASSWORD)
    assert led(other, DOOR, "post", password=PASSWORD) == (303, "/")
    assert led(fourth, DOOR, "post", code=app_code(secret, NOON)) == (303, "/")
    clock.shift(timedelta(minutes=5))
    assert led(one, DOOR, "post", password=PASSWORD) == (303, "/")
    come_in(client, staff, app_code(secret, NOON + timedelta(minutes=5)))
