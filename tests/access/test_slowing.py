"""Slowing, never locking: guesses cost the one who guesses, tell nothing, and keep nobody out who has a passkey."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from allauth.core import context
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access import recovery_codes, robots, slowing
from access.adapters import ClosedAccounts
from access.entry_forms import SignInCode
from access.roles import Role
from audit.models import AuditEntry
from audit.register import unwatched
from shelters.management.commands import schedule
from tests.access.making import person
from tests.access.signing import PASSWORD, Key, enrolled
from tests.architecture.source import ROOT

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
GUESSES = 10_000


class Counted(MD5PasswordHasher):
    """Counts how often a password is hashed."""

    hashed = 0

    def encode(self, password, salt):
        type(self).hashed += 1
        return super().encode(password, salt)


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def slowed(settings):
    """As where people work: the demo throttles nobody."""
    from settings import security

    settings.ACCOUNT_RATE_LIMITS, settings.MFA_RATE_LIMITS = security.ACCOUNT_RATE_LIMITS, security.MFA_RATE_LIMITS


def test_ten_thousand_wrong_guesses_do_not_keep_her_from_her_passkey(client, slowed):
    staff, _secret = enrolled(Role.PLACEMENT_OFFICER)
    recovery_codes.make(staff, codes=recovery_codes.new_codes(), by=staff)
    key = Key(staff)
    adapter, request = ClosedAccounts(), RequestFactory().post("/masuk/")
    request.session, said = client.session, set()
    with context.request_context(request):
        for number in range(GUESSES):
            if number % 3 == 0:
                try:
                    adapter.pre_authenticate(request, username=staff.username, password="salah")
                except ValidationError as refused:
                    said |= set(refused.messages)
            else:
                typed = f"{number:06d}" if number % 3 == 1 else f"{number:010d}"
                form = SignInCode(user=staff, data={"code": typed})
                assert not form.is_valid()
                said |= set(form.errors["code"])
    assert len(said) == 2  # not the one, and too many: the same words at both doors
    assert AuditEntry.objects.filter(action="sign.in", decision="denied").count() == 5
    answer = client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
    assert "Terlalu banyak percobaan" in answer.content.decode()
    pressed = key.pressed(client, "/masuk/kunci/")
    assert client.post("/masuk/kunci/", {"credential": pressed})["Location"] == "/"
    assert client.session[SESSION_KEY] == str(staff.pk)


def test_known_unknown_and_closed_accounts_and_robots_cost_the_same_work_and_are_told_the_same(client, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.Counted"]
    known, closed, robot = (person(password=PASSWORD) for _ in range(3))
    with unwatched():
        closed.is_active = False
        closed.save()
        robot.username = f"{robots.PREFIX}1"
        robot.save()
    answers, work = [], []
    tried = [(known.username, "salah-sekali-1"), ("tidakada", PASSWORD)]
    tried += [(one.username, PASSWORD) for one in (closed, robot)]
    for login, password in tried:
        Counted.hashed = 0
        with CaptureQueriesContext(connection) as asked:
            answer = client.post("/masuk/", {"login": login, "password": password})
        work.append((Counted.hashed, len(asked)))
        answers.append((answer.status_code, dict(answer.context["form"].errors)))
    assert work == [work[0]] * 4
    assert work[0][0] == 1
    assert answers == [answers[0]] * 4
    assert answers[0][0] == 422


def test_what_is_counted_lies_under_names_that_only_this_process_can_make():
    with time_machine.travel(NOON, tick=False) as clock:
        slowing.begin()
        name = slowing.hidden("mfa-auth-user-1", "", 1)
        assert cache.make_key("mfa-auth-user-1", 1) == name
        assert (len(name), "mfa" in name) == (64, False)
        clock.shift(timedelta(hours=18, minutes=59))
        assert slowing.hidden("mfa-auth-user-1", "", 1) == name
        clock.shift(timedelta(minutes=1))
        the_day_after = slowing.hidden("mfa-auth-user-1", "", 1)
        clock.shift(timedelta(days=-1))
        assert slowing.hidden("mfa-auth-user-1", "", 1) == the_day_after  # yesterday's key is gone
        slowing.begin()
        assert len({name, the_day_after, slowing.hidden("mfa-auth-user-1", "", 1)}) == 3


def test_the_web_server_makes_the_key_before_it_forks():
    code = "from access import slowing; import settings.web_server; print(slowing._kept is not None)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout == "True\n"


def test_the_slowing_of_one_account_holds_while_strangers_type_other_names(slowed):
    staff, _secret = enrolled()
    adapter, request, counted = ClosedAccounts(), RequestFactory().post("/masuk/"), 0
    with context.request_context(request):
        for number in range(1500):
            adapter.pre_authenticate(request, username=f"tidakada{number}", password="salah")
            if number % 20 == 0:
                try:
                    adapter.pre_authenticate(request, username=staff.username, password="salah")
                except ValidationError:
                    continue
                counted += 1
    assert counted == 5


def test_a_count_is_kept_until_its_time_is_over_and_then_taken_away():
    with time_machine.travel(NOON, tick=False) as clock:
        cache.set("five minutes", 1, 300)
        clock.shift(timedelta(minutes=5))
        assert (slowing.run_once(timezone.now()), cache.get("five minutes")) == (0, 1)
        clock.shift(timedelta(seconds=1))
        assert (slowing.run_once(timezone.now()), slowing.run_once(timezone.now())) == (1, 0)
        assert slowing.run_once in schedule.STEPS


def test_of_many_at_the_same_moment_one_is_told_that_it_was_first():
    together, told = Barrier(8, timeout=60), []

    def count() -> None:
        for number in range(50):
            together.wait()
            told.append((number, cache.add(f"guess {number}", 1)))

    workers = [Thread(target=count) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(number for number, first in told if first) == list(range(50))
