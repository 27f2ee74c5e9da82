"""The cast and two houses, for tests of safe houses. Both databases are at hand in every test of this directory."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from tests.people import cast
from tests.shelters.world import World


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def world(people) -> World:
    return World(people)


@pytest.fixture
def films():
    """Sealed files of this test alone."""
    folder = Path(settings.SEALED_FILES_DIR)
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
