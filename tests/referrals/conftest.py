"""The cast, for tests of referrals."""

import pytest

from tests.people import cast


@pytest.fixture
def people(db):
    return cast()
