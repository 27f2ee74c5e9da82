"""The cast and a signed-in browser, for tests of the case file."""

import pytest

from tests.people import cast


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def browse(client):
    """`browse(staff)` gives the test client signed in as that person."""

    def sign_in(staff):
        client.force_login(staff)
        return client

    return sign_in
