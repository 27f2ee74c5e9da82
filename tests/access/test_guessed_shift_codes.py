"""Guesses at a code for one shift, by whoever knows the password: slowed, and no code ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.core import context
from django.core.cache import cache
from django.test import Client, RequestFactory

from access.entry_forms import SignInCode
from access.models import Staff
from access.sessions import SessionStore
from audit.models import AuditEntry
from settings import security
from tests.access.test_shift_codes import clock as clock
from tests.access.test_shift_codes import come_in, enrolled, given
from tests.access.test_shift_codes import nothing_counted as nothing_counted
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def slowed(settings):
    """As where people work: the demo throttles nobody."""
    settings.ACCOUNT_RATE_LIMITS = security.ACCOUNT_RATE_LIMITS


MANY = "Terlalu banyak percobaan"


def test_wrong_ones_slow_the_browser_they_are_typed_in_and_end_no_code(client, slowed, clock):
    staff, thief = enrolled(), Client()
    given(staff)
    said = [come_in(thief, staff, f"0000000{number}").content.decode() for number in range(6)]
    assert [MANY in one for one in said] == [False] * 5 + [True]
    assert AuditEntry.objects.filter(action="sign.in", decision="denied").count() == 5
    assert MANY in come_in(thief, staff, "12345678").content.decode()
    assert come_in(client, staff, "12345678").status_code == 302


def test_after_five_wrong_ones_of_one_s_own_the_code_still_counts_five_minutes_later(client, slowed, clock):
    staff = enrolled()
    given(staff)
    for _ in range(5):
        come_in(client, staff, "00000000")
    clock.shift(timedelta(minutes=4, seconds=59))
    assert MANY in come_in(client, staff, "12345678").content.decode()
    clock.shift(timedelta(seconds=1))
    assert come_in(client, staff, "12345678").status_code == 302


def test_guesses_at_the_app_s_code_slow_no_code_for_one_shift_nor_these_the_app_s(client, slowed, clock):
    staff, thief = enrolled(), Client()
    given(staff)
    assert MANY in [come_in(thief, staff, "000000") for _ in range(6)][-1].content.decode()
    assert come_in(client, staff, "12345678").status_code == 302
    cache.clear()
    [come_in(thief, staff, "00000000") for _ in range(5)]
    assert MANY not in come_in(Client(), staff, "000000").content.decode()


def looked_at(staff: Staff, tries: int) -> int:
    """How many of so many wrong codes, typed in ever new browsers, are compared with the one that was given."""
    request, compared = RequestFactory().post("/masuk/kode/"), 0
    with context.request_context(request):
        for number in range(tries):
            if number % 5 == 0:
                request.session = SessionStore(new_id().hex)
            form = SignInCode(user=staff, data={"code": f"{number:08d}"})
            assert not form.is_valid()
            compared += MANY not in str(form.errors)
    return compared


def test_in_however_many_browsers_600_are_looked_at_in_five_minutes(slowed, clock):
    staff, other = enrolled(), enrolled()
    assert looked_at(staff, 620) == 600
    assert (looked_at(staff, 5), looked_at(other, 5)) == (0, 5)
    clock.shift(timedelta(minutes=5))
    assert looked_at(staff, 5) == 5
