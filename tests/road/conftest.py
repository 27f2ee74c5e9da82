"""The demo city in the suite's databases, small: made once a module, taken away after it."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connections

from demo.build import build, people


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker, keys):
    """Twenty imported cases, the living ones, the cast. What one test of a module does to it stays for the next."""
    with django_db_blocker.unblock():
        call_command("init_signing", verbosity=0)
        build(lambda *_: None, cases=20, signed=True)
        yield people()
        for alias in connections:
            call_command("flush", interactive=False, database=alias, verbosity=0)


@pytest.fixture
def cast(city):
    """The people, read afresh."""
    return people()
