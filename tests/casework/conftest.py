"""The cast and a signed-in browser, for tests of the case file."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from access import locking, roster, signin
from tests.casework.emergency import NIGHT
from tests.people import cast


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def browse():
    """`browse(staff)` gives a browser signed in as that person, both factors given and stepped up; it locks late."""

    def sign_in(staff, *, stepped_up: bool = True) -> Client:
        client = Client()
        client.force_login(staff)
        session = client.session
        session[signin.BOTH_FACTORS] = True
        session[signin.STEPPED_UP_UNTIL] = int(time.time()) + 600 if stepped_up else 0
        session[locking.ACTED] = int(time.time()) + signin.AS_IF_SECONDS
        session.save()
        return client

    return sign_in


@pytest.fixture
def night():
    """Two in the morning in Jakarta; the clock stands still."""
    with time_machine.travel(NIGHT, tick=False) as clock:
        yield clock


@pytest.fixture
def on_duty(people, night):
    """`supervisor` of PPAPP and `piket_bpbd` are on duty, for a day."""
    for staff in (people.supervisor, people.piket_bpbd):
        now = timezone.now()
        roster.enter(staff, begins=now - timedelta(hours=1), ends=now + timedelta(hours=20), by=staff)
