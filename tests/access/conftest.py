"""A browser that is signed in."""

from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.test import Client

from access import signin


@pytest.fixture
def signed_in():
    """Gives a client in which this person has just signed in with both factors."""

    def make(staff, *, stepped_up: bool = True, **options) -> Client:
        client = Client(**options)
        request = HttpRequest()
        request.session = client.session
        signin.sign_in_as(request, staff)
        if not stepped_up:
            del request.session[signin.STEPPED_UP_UNTIL]
        request.session.save()
        client.cookies["sessionid"] = request.session.session_key
        assert client.session[SESSION_KEY] == str(staff.pk)
        return client

    return make
