"""A browser that is signed in, as one person of one role."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import Client

from access import signin


@pytest.fixture
def signed_in():
    """Gives a client in which this person has just signed in with both factors."""

    def make(staff, **options) -> Client:
        client = Client(**options)
        request = HttpRequest()
        request.session = client.session
        signin.sign_in_as(request, staff)
        request.session.save()
        client.cookies["sessionid"] = request.session.session_key
        return client

    return make
