"""The cast and a signed-in browser, for tests of the case file."""

import time

import pytest
from django.test import Client

from access import signin
from tests.people import cast


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def browse():
    """`browse(staff)` gives a browser signed in as that person, with both factors and a fresh step-up."""

    def sign_in(staff) -> Client:
        client = Client()
        client.force_login(staff)
        session = client.session
        session[signin.BOTH_FACTORS] = True
        session[signin.STEPPED_UP_UNTIL] = int(time.time()) + 600
        session.save()
        return client

    return sign_in
