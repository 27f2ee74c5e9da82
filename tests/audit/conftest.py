"""The cast of the log's tests."""

import pytest

from access.roles import Role
from tests.audit.people import staff


@pytest.fixture
def manager(db):
    return staff("manajer", Role.CASE_MANAGER)


@pytest.fixture
def auditor(db):
    return staff("auditor", Role.AUDITOR)


@pytest.fixture
def guard(db):
    return staff("petugas1", Role.HOUSE_STAFF, pseudonym="melati-7")
