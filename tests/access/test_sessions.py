"""One's own sessions: since when, never where from; ended by oneself, by closing the account, or by the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from access import sessions
from access.accounts import close_account, reopen_account
from access.models import OpenSession
from access.roles import Role
from audit.models import AuditEntry
from tests.access.making import person

pytestmark = pytest.mark.django_db


def is_in(client) -> bool:
    return client.get(reverse("access:account")).status_code == 200


def test_a_session_says_whose_it_is_and_since_when_and_nothing_else():
    columns = {field.attname for field in OpenSession._meta.concrete_fields}
    assert columns == {"session_key", "session_data", "expire_date", "staff_id", "began"}


def test_one_sees_one_s_own_sessions_and_which_is_this_one(signed_in):
    staff = person()
    here, _there, _another = signed_in(staff), signed_in(staff), signed_in(person())
    shown = here.get(reverse("access:account"))
    assert len(shown.context["open_sessions"]) == 2
    assert shown.content.decode().count("giliran ini") == 1


def test_ending_all_others_leaves_this_one_and_everybody_else_s(signed_in):
    staff = person()
    here, there, another = signed_in(staff), signed_in(staff), signed_in(person())
    answer = here.post(reverse("access:end_sessions"))
    assert (answer.status_code, answer["Location"]) == (303, reverse("access:account"))
    assert (is_in(here), is_in(there), is_in(another)) == (True, False, True)
    entry = AuditEntry.objects.get(action="account.end_sessions")
    assert (entry.actor, entry.object_id) == (str(staff.pk), str(staff.pk))


def test_a_closed_account_s_sessions_are_over_even_when_it_is_opened_again(signed_in):
    staff, admin = person(), person(Role.ADMINISTRATOR)
    client = signed_in(staff)
    close_account(staff, by=admin)
    reopen_account(staff, by=admin)
    assert not is_in(client)
    assert not OpenSession.objects.filter(staff=staff).exists()


def test_sessions_whose_time_is_over_are_forgotten(signed_in):
    client = signed_in(person())
    now = timezone.now()
    assert sessions.run_once(now) == 0
    assert is_in(client)
    assert sessions.run_once(now + timedelta(seconds=settings.SESSION_COOKIE_AGE + 60)) == 1
    assert not is_in(client)
