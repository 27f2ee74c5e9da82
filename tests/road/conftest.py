"""The demo city in the suite's databases, small: made once a process, as new for each module, taken away after it."""

from __future__ import annotations

import functools
import io
import json
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections

from demo.build import build, people
from tests.two_worlds import databases


@functools.cache
def built() -> Path:
    """Builds it, and keeps it beside."""
    call_command("init_signing", verbosity=0)
    build(lambda *_: None, cases=20, signed=True)
    kept = databases.keep()
    listed()
    return kept


def listed_now() -> list[dict]:
    """What `manage.py routes` tells of the city at this moment: who decides about a break-glass hangs on the hour."""
    out = io.StringIO()
    call_command("routes", "--json", stdout=out)
    return json.loads(out.getvalue())


listed = functools.cache(listed_now)
"""The same of the city as it was built."""


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker, keys):
    """Twenty imported cases, the living ones, the cast. What one test of a module does to it stays for the next."""
    with django_db_blocker.unblock():
        kept = built()
        connections.close_all()  # or they would go on with files that are gone
        databases.restore(kept)
        ContentType.objects.clear_cache()
        yield people()
        for alias in connections:
            call_command("flush", interactive=False, database=alias, verbosity=0)


@pytest.fixture
def cast(city):
    """The people, read afresh."""
    return people()
