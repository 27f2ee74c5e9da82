"""The idle lock: nothing opens until the session's person has proved who they are, or a colleague takes the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access import locking, passkeys, routes, signin
from access.models import OpenSession, Staff
from access.roles import Role
from audit.models import AuditEntry
from tests.access.making import person
from tests.access.signing import AS_SCRIPT, Key, app_code, come_in, enrolled

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
LOCK, DOOR, KEY = "/terkunci/", "/terkunci/buka/", "/terkunci/kunci/"
THROUGH = {
    "access:alarms", "access:lock", "access:sign_out", "access:unlock", "access:unlock_with_passkey",
    "casework:acknowledge", "casework:autosave", "casework:blank_desk", "casework:decide_break_glass", "casework:desk",
}  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def inside(client, clock) -> tuple[Client, Staff, str]:
    """Somebody who came in at noon with password and code."""
    staff, secret = enrolled()
    come_in(client, staff, app_code(secret, NOON))
    return client, staff, secret


def led(client, path: str = "/", method: str = "get", **data) -> tuple[int, str]:
    answer = getattr(client, method)(path, data)
    return answer.status_code, answer.get("Location", "")


def locked(signed_in, staff: Staff) -> Client:
    """That person's browser with its screen locked."""
    client = signed_in(staff)
    client.post(LOCK, {"tutup": "ya"})
    assert led(client) == (303, LOCK)
    return client


def test_the_tenth_minute_is_open_and_after_the_eleventh_nothing_but_the_lock_answers(inside, clock):
    client, _staff, _secret = inside
    clock.shift(timedelta(minutes=10, seconds=59))
    entries = AuditEntry.objects.count()
    assert client.get("/akun/").status_code == 200
    clock.shift(timedelta(minutes=11))
    for path in ("/", "/akun/", "/kasus/", "/meja/draf/buang/", "/tidak-ada/", "/masuk/lagi/"):
        for method in ("get", "head", "post", "options", "put"):
            answer = getattr(client, method)(path)
            assert (answer.status_code, answer["Location"], answer.content) == (303, LOCK, b""), (method, path)
    assert AuditEntry.objects.count() == entries
    assert OpenSession.objects.count() == 1


def test_what_one_does_is_noted_at_most_once_a_minute(inside, clock):
    client, _staff, _secret = inside
    written = []
    for seconds in (30, 29, 1, 59, 1):
        clock.shift(seconds)
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/akun/").status_code == 200
        written.append(sum(query["sql"].startswith("UPDATE") for query in asked))
    assert written == [0, 0, 1, 0, 1]


def test_what_a_page_asks_for_by_itself_is_no_act_and_what_somebody_types_is(inside, clock):
    client, _staff, _secret = inside
    for _ in range(2):
        clock.shift(timedelta(minutes=5))
        assert client.get("/terkunci/peringatan/", **AS_SCRIPT).json() == {"alarms": []}
    assert client.post("/masih-di-sini/").status_code == 204
    clock.shift(timedelta(minutes=10))
    assert client.get("/terkunci/peringatan/", **AS_SCRIPT).status_code == 200
    assert client.get("/akun/").status_code == 200
    clock.shift(timedelta(minutes=6))
    client.get("/terkunci/peringatan/", **AS_SCRIPT)
    clock.shift(timedelta(minutes=5))
    client.get("/terkunci/peringatan/", **AS_SCRIPT)
    assert led(client) == (303, LOCK)
    assert led(client, "/masih-di-sini/", "post") == (303, LOCK)


def test_the_code_opens_the_screen_again_and_a_wrong_one_does_not(inside, clock):
    client, staff, secret = inside
    client.post(LOCK, {"tutup": "ya"})
    page = client.get(LOCK).content.decode()
    assert ('name="code"' in page, 'name="password"' in page, f'data-person="{staff.pk}"' in page) == (
        True,
        False,
        False,
    )
    denied = AuditEntry.objects.filter(action="sign.in", decision="denied").count()
    assert client.post(DOOR, {"code": "000000"}).status_code == 422
    said = client.post(DOOR, {"code": "000000"}, **AS_SCRIPT)
    assert (said.status_code, "tidak cocok" in said.json()["said"]) == (422, True)
    assert AuditEntry.objects.filter(action="sign.in", decision="denied").count() == denied + 2
    assert led(client) == (303, LOCK)
    clock.shift(31)
    assert led(client, DOOR, "post", code=app_code(secret, NOON + timedelta(seconds=31))) == (303, "/")
    assert client.get("/akun/").status_code == 200


def test_a_script_is_told_whose_screen_was_opened(inside, clock):
    client, staff, secret = inside
    clock.shift(timedelta(minutes=20))
    answer = client.post(DOOR, {"code": app_code(secret, NOON + timedelta(minutes=20))}, **AS_SCRIPT)
    assert answer.json() == {"person": str(staff.pk), "next": ""}
    assert client.get("/akun/").status_code == 200


def test_nothing_locks_a_session_by_accident_and_an_open_one_has_no_lock_to_show(signed_in):
    client = signed_in(person())
    for data in ({}, {"tutup": ""}, {"tutup": "1"}):
        assert led(client, LOCK, "post", **data) == (303, LOCK)
    assert led(client, LOCK) == (303, "/")
    assert client.get("/akun/").status_code == 200


def test_a_locked_session_is_not_stepped_up_however_lately_it_was(signed_in, rf):
    client = signed_in(person())
    request = rf.get("/")
    request.user, request.session = Staff.objects.get(), client.session
    assert signin.stepped_up(request)
    client.post(LOCK, {"tutup": "ya"})
    request.session = client.session
    assert not signin.stepped_up(request)


def test_a_session_ends_thirteen_hours_after_its_beginning_whatever_is_written_meanwhile(inside, clock):
    client, _staff, secret = inside
    for hour in range(1, 13):
        clock.move_to(NOON + timedelta(hours=hour))
        client.post(DOOR, {"code": app_code(secret, NOON + timedelta(hours=hour))})
        assert client.get("/akun/").status_code == 200, hour
    clock.move_to(NOON + timedelta(seconds=settings.SESSION_COOKIE_AGE - 1))
    assert led(client) == (303, LOCK)
    clock.shift(1)
    assert led(client)[1] == "/masuk/"
    assert settings.SESSION_COOKIE_AGE == 13 * 3600


def test_the_list_of_what_passes_the_lock_is_short_and_each_says_why():
    passing = {
        route.name: route.view.through_lock for route in routes.walk() if getattr(route.view, "through_lock", "")
    }
    assert set(passing) == THROUGH
    live = [route.name for route in routes.walk() if getattr(route.view, "live", False)]
    assert live == ["access:alarms"]


def test_one_press_of_one_s_own_passkey_opens_the_screen(signed_in):
    staff = person()
    key, client = Key(staff), locked(signed_in, staff)
    before = client.session.session_key
    answer = client.post(KEY, {"credential": key.pressed(client, KEY)}, **AS_SCRIPT)
    assert answer.json() == {"person": str(staff.pk), "next": ""}
    assert (client.get("/akun/").status_code, client.session.session_key) == (200, before)


def test_a_colleague_s_press_takes_the_desk_and_the_one_before_is_out(signed_in):
    before, after = person(), person(Role.COUNSELLOR)
    key, client = Key(after), locked(signed_in, before)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    old = client.cookies["sessionid"].value
    answer = client.post(KEY, {"credential": key.pressed(client, KEY)}, **AS_SCRIPT)
    assert answer.json() == {"person": str(after.pk), "next": "/"}
    assert client.session[SESSION_KEY] == str(after.pk)
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == ""
    assert not OpenSession.objects.filter(staff=before).exists()
    stranger = Client()
    stranger.cookies["sessionid"] = old
    assert led(stranger)[1] == "/masuk/"
    page = client.get("/akun/").content.decode()
    assert (after.username in page, before.username in page) == (True, False)
    request = HttpRequest()
    request.user, request.session = after, client.session
    assert not signin.stepped_up(request)
    actors = {
        action: str(AuditEntry.objects.filter(action=action).latest("time").actor) for action in ("sign.out", "sign.in")
    }
    assert actors == {"sign.out": str(before.pk), "sign.in": str(after.pk)}


@pytest.mark.parametrize("wrong", ["{}", "", "another's owner", "moved by sql"])
def test_a_press_that_does_not_hold_opens_nothing(signed_in, wrong):
    staff, other = person(), person()
    key, client = Key(other), locked(signed_in, staff)
    sent = wrong
    if wrong == "another's owner":
        key.staff = staff
        sent = key.pressed(client, KEY)
    elif wrong == "moved by sql":
        passkeys.of(other)[0].__class__.objects.update(user=staff)
        key.staff = staff
        sent = key.pressed(client, KEY)
    answer = client.post(KEY, {"credential": sent}, **AS_SCRIPT)
    assert (answer.status_code, "tidak cocok" in answer.json()["said"]) == (422, True)
    assert led(client, KEY, "post", credential="{}") == (303, LOCK)
    assert (led(client), client.session[SESSION_KEY]) == ((303, LOCK), str(staff.pk))


def test_opened_by_hand_the_doors_lead_to_the_lock(signed_in):
    client = locked(signed_in, person())
    for path in (DOOR, KEY, "/terkunci/peringatan/"):
        assert led(client, path) == (303, LOCK)
    assert led(Client(), LOCK)[1] == "/masuk/"


def test_from_the_lock_one_goes_home_and_comes_back_as_anybody(signed_in):
    client = locked(signed_in, person())
    assert led(client, "/keluar/", "post") == (302, "/masuk/")
    assert led(client) == (302, "/masuk/")


def test_a_session_that_says_nothing_of_when_somebody_acted_is_locked(signed_in):
    client = signed_in(person())
    session = client.session
    del session[locking.ACTED]
    session.save()
    assert led(client) == (303, reverse("access:lock"))
